import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJoinmastodonStatistics } from '../../../crawler/archive/joinmastodon-statistics.ts';
import { hasSharedData, readShared } from '../../support/shared-data.ts';

const at = new Date('2026-07-21T00:00:00Z');
const header = 'date,server_count,user_count,active_user_count';
const json = (...rows: readonly unknown[]) => parseJoinmastodonStatistics(JSON.stringify(rows), at);
const csv = (...lines: readonly string[]) => parseJoinmastodonStatistics([header, ...lines].join('\n'), at);
const row = (departures: Readonly<Record<string, unknown>> = {}) => ({
  period: '2022-10-01',
  server_count: '10',
  user_count: '200',
  active_user_count: '30',
  ...departures,
});
const day = { day: '2022-10-01', servers: 10, usersTotal: 200, usersActiveMonth: 30 };

test.for([
  ['numbers as strings', row()],
  ['numbers', row({ server_count: 10, user_count: 200, active_user_count: 30 })],
  ['numbers with a decimal point, as the API wrote in 2023', row({ user_count: '200.0' })],
  ['numbers after a space', row({ server_count: ' 10' })],
  ['an instant as the period', row({ period: '2022-10-01T00:00:00.000+00:00' })],
  ['an instant of another zone', row({ period: '2022-10-02T01:00:00+02:00' })],
] as const)('%s are read', ([, given]) => {
  expect(json(given)).toEqual({ ok: true, read: 1, days: [day], refused: {} });
});

test.for([
  ['an empty text', ''],
  ['null', null],
  ['nothing at all', undefined],
] as const)('a server count that is %s is not known, and not zero', ([, given]) => {
  expect(json(row({ server_count: given }))).toMatchObject({
    days: [{ ...day, servers: null }],
    refused: {},
  });
});

test('a count of zero is zero', () => {
  expect(json(row({ server_count: '0' }))).toMatchObject({ days: [{ ...day, servers: 0 }] });
});

test.for([
  ['bad-day', row({ period: '2022-02-30' })],
  ['bad-day', row({ period: '2022-02-30T00:00:00Z' })],
  ['bad-day', row({ period: 'yesterday' })],
  ['bad-day', row({ period: 20_221_001 })],
  ['bad-day', row({ period: undefined })],
  ['bad-day', row({ period: '0000-01-01' })],
  ['bad-day', row({ period: '2022-10-01T00:00:00' })],
  ['future-day', row({ period: '2026-07-23' })],
  ['bad-number', row({ user_count: '-1' })],
  ['bad-number', row({ user_count: -1 })],
  ['bad-number', row({ user_count: '1.5' })],
  ['bad-number', row({ user_count: '1e6' })],
  ['bad-number', row({ user_count: '1,000' })],
  ['bad-number', row({ user_count: '9007199254740993' })],
  ['bad-number', row({ user_count: 1e300 })],
  ['bad-number', row({ user_count: true })],
  ['bad-number', row({ user_count: ['200'] })],
  ['bad-number', row({ server_count: '2147483648' })],
  ['no-figures', row({ server_count: '', user_count: '', active_user_count: null })],
  ['bad-row', 'a row'],
  ['bad-row', null],
  ['bad-row', ['2022-10-01', 1, 2, 3]],
] as const)('%s: %j is left out and counted', ([reason, given]) => {
  expect(json(given, row())).toEqual({ ok: true, read: 2, days: [day], refused: { [reason]: 1 } });
});

test('of two rows of one day the last counts, and the first is counted as a duplicate', () => {
  const parsed = json(row({ user_count: '1' }), row(), row({ period: '2022-09-30' }));
  expect(parsed).toEqual({
    ok: true,
    read: 3,
    days: [{ ...day, day: '2022-09-30' }, day],
    refused: { 'duplicate-day': 1 },
  });
});

test('CSV is read whatever the order of its columns, its line ends and a byte order mark', () => {
  const text = '\ufeffactive_user_count,date,extra,server_count,user_count\r\n30,2022-10-01,x,10,200\r\n';
  expect(parseJoinmastodonStatistics(text, at)).toEqual({ ok: true, read: 1, days: [day], refused: {} });
});

test('CSV rows that are cut short, or have commas within their numbers, are left out', () => {
  expect(csv('2022-10-01,10,200,30', '2022-10-02,10', '2022-10-03,2,829,3605,30')).toEqual({
    ok: true,
    read: 3,
    days: [day],
    refused: { 'bad-row': 2 },
  });
});

test.for([
  ['[{"name":"birchmoor.net","users":5}]', 'it looks like the format instances-social.'],
  ['[1,2]', 'it looks like JSON of another shape.'],
  ['{"instances":[{"name":"birchmoor.net","users":5}]}', 'it looks like the format instances-social.'],
  ['day,domain\n2022-10-01,birchmoor.net', 'it looks like the format csv.'],
  ['<html>', 'it looks like a page (HTML or XML).'],
  [`[{"period":"2022-10-01","user_count":"1"},{"per`, 'it may be cut off.'],
] as const)('%s: the sentence says what it looks like', ([text, look]) => {
  const parsed = parseJoinmastodonStatistics(text, at);
  expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(look) });
});

test.for([
  ['nothing', ''],
  ['another header', 'day,users\n2022-10-01,3'],
  ['a picture', '\u0089PNG\r\n\u001a\n'],
  ['a JSON object', '{"period":"2022-10-01"}'],
  ['half a JSON array', '[{"period":'],
  ['an open quote', `${header}\n"2022-10-01,1,2,3`],
] as const)('a file that holds %s is refused as a whole, with a sentence', ([, text]) => {
  const parsed = parseJoinmastodonStatistics(text, at);
  expect(parsed).toMatchObject({ ok: false, problem: expect.stringMatching(/^It (is|begins) .+\.$/) });
});

test('any JSON array gives a result whose counts add up, one entry a day at most', () => {
  const rows = fc.record({
    period: fc.oneof(fc.constantFrom('2022-10-01', '2022-10-02', '2022-10-03'), fc.jsonValue()),
    user_count: fc.oneof(fc.nat().map(String), fc.jsonValue()),
    active_user_count: fc.oneof(fc.nat(), fc.jsonValue()),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(rows, fc.jsonValue())), (given) => {
      const parsed = json(...given, row());
      if (!parsed.ok) throw new Error(parsed.problem);
      const refused = Object.values(parsed.refused).reduce((sum, count) => sum + count, 0);
      expect(parsed.read).toBe(given.length + 1);
      expect(parsed.days.length + refused).toBe(given.length + 1);
      expect(new Set(parsed.days.map((each) => each.day)).size).toBe(parsed.days.length);
    }),
  );
});

test.skipIf(!hasSharedData)(
  "the API's own answer of 2023-01-22 is read whole, one doubled day apart (skipped without the recorded answers)",
  () => {
    const text = readShared('joinmastodon-statistics-2023-01-22.json').toString();
    const parsed = parseJoinmastodonStatistics(text, new Date('2023-01-22T12:00:00Z'));
    if (!parsed.ok) throw new Error(parsed.problem);
    expect([parsed.read, parsed.days.length, parsed.refused]).toEqual([114, 113, { 'duplicate-day': 1 }]);
    expect(parsed.days.at(-1)).toEqual({
      day: '2023-01-22',
      servers: 9_778,
      usersTotal: 6_008_072,
      usersActiveMonth: 1_455_194,
    });
  },
);
