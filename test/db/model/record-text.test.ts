import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCsvHeader, formatCsvRows, guardFormula } from '../../../db/model/record-text.ts';

test.for([
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '\u00a0=1',
  '\u3000+1',
  '＝1+1',
  '＠SUM(A1)',
  'harmless\n=cmd|calc',
  'harmless\r\n  @SUM(A1)',
])('case 94: %j gets an apostrophe before it', (text) => {
  expect(guardFormula(text)).toBe(`'${text}`);
});

test.for(['', 'a=b', 'mail@birchmoor.net', 'Be kind - always', '1+1', 'Rules:\n- one\n- two', "'quoted'"])(
  'case 94: %j stays as it is',
  (text) => {
    expect(guardFormula(text)).toBe(text);
  },
);

test('case 94: numbers and truth values are no formulas, not even below zero', () => {
  expect(
    formatCsvRows([{ a: -5, b: 0, c: 1.5, d: true, e: false, f: null }], ['a', 'b', 'c', 'd', 'e', 'f']),
  ).toBe('-5,0,1.5,true,false,\r\n');
});

test('a guarded text stands in quotes, and quotes in a text are doubled', () => {
  expect(formatCsvRows([{ a: '=1', b: 'say "hi"', c: 'a,b', d: 'line\nline' }], ['a', 'b', 'c', 'd'])).toBe(
    '"\'=1","say ""hi""","a,b","line\nline"\r\n',
  );
});

test('columns come in the asked order, whatever the order in the record', () => {
  expect(formatCsvHeader(['b', 'a'])).toBe('b,a\r\n');
  expect(formatCsvRows([{ a: 1, b: 2, c: 3 }], ['b', 'a'])).toBe('2,1\r\n');
});

test('case 94: any texts survive the way through CSV and back, but for the apostrophe of the guard', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed());
  fc.assert(
    fc.property(
      fc.array(fc.record({ a: texts, b: texts, c: fc.integer() }), { minLength: 1, maxLength: 5 }),
      (records) => {
        const csv = formatCsvHeader(['a', 'b', 'c']) + formatCsvRows(records, ['a', 'b', 'c']);
        const rows = parse(csv, { columns: true });
        expect(rows).toEqual(
          records.map(({ a, b, c }) => ({ a: guardFormula(a), b: guardFormula(b), c: String(c) })),
        );
      },
    ),
  );
});
