import { expect, test } from 'vitest';
import { parseExportOptions } from '../../../crawler/archive/export-options.ts';

test('without options everything is exported as NDJSON', () => {
  expect(parseExportOptions('rules', {})).toEqual({ ok: true, value: { what: 'rules', format: 'ndjson' } });
});

test('one day is a span from it to it', () => {
  expect(parseExportOptions('snapshots', { format: 'csv', day: '2026-03-01' })).toEqual({
    ok: true,
    value: { what: 'snapshots', format: 'csv', from: '2026-03-01', to: '2026-03-01' },
  });
});

test('a span may be open at either end', () => {
  expect(parseExportOptions('network', { from: '2026-03-01' })).toEqual({
    ok: true,
    value: { what: 'network', format: 'ndjson', from: '2026-03-01' },
  });
});

test('every problem is told at once', () => {
  expect(parseExportOptions('posts', { format: 'xlsx', from: '2026-02-30', to: 'today' })).toEqual({
    ok: false,
    problems: [
      'WHAT is "posts", but must be one of instances, snapshots, rules, network, software, archive.',
      '--format is "xlsx", but must be one of ndjson, csv, parquet.',
      '--from is "2026-02-30", but must be a day in UTC, such as 2026-03-01.',
      '--to is "today", but must be a day in UTC, such as 2026-03-01.',
    ],
  });
});

test.for([
  [{ from: '2026-03-02', to: '2026-03-01' }, '--to (2026-03-01) lies before --from (2026-03-02).'],
  [
    { day: '2026-03-02', to: '2026-03-03' },
    '--day names one day; leave it out, or leave out --from and --to.',
  ],
] as const)('%j is refused', ([typed, problem]) => {
  expect(parseExportOptions('network', typed)).toEqual({ ok: false, problems: [problem] });
});

test('instances are what is known now, so a day is refused and the right export named', () => {
  const parsed = parseExportOptions('instances', { day: '2026-03-02' });
  expect(parsed).toMatchObject({ ok: false, problems: [expect.stringContaining('export snapshots')] });
});
