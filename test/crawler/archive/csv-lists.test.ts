import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLists } from '../../../crawler/archive/csv-lists.ts';
import { outcomeOf, readLists } from './file-of.ts';

const read = (...lines: readonly string[]) => readLists(csvLists, lines.join('\n'));
const header = 'day,domain,users_total,users_active_month';
const rowOf = async (line: string) => (await read(header, line)).rows[0];

test('every column is read, in any order, with a byte order mark, CRLF and blanks', async () => {
  const text = [
    '\ufeffregistrations, domain ,software,day,version,local_posts,users_active_half_year,users_active_month,users_total,peers_count',
    ' Approval ,birchmoor.net,Mastodon,2022-11-04,4.0.2,"1,000",4,3,5,9',
    'open,"elm.net","GoToSocial","2022-11-04","0.1 ""x""",1000,4,3.0, 5,',
    '',
  ].join('\r\n');
  const { rows, ignoredColumns } = await readLists(csvLists, text, { partBytes: 7 });
  const shared = { usersTotal: 5, usersActiveMonth: 3, usersActiveHalfYear: 4, checkedAt: null };
  expect(rows).toEqual([
    {
      ok: true,
      day: '2022-11-04',
      isMended: false,
      unread: ['local_posts no-number'],
      server: {
        domain: 'birchmoor.net',
        software: 'mastodon',
        version: '4.0.2',
        registrations: 'approval',
        localPosts: null,
        ...shared,
      },
    },
    {
      ok: true,
      day: '2022-11-04',
      isMended: false,
      unread: [],
      server: {
        domain: 'elm.net',
        software: 'gotosocial',
        version: '0.1 "x"',
        registrations: 'open',
        localPosts: 1_000,
        ...shared,
      },
    },
  ]);
  expect(ignoredColumns).toEqual([]);
});

test.for([
  ['a day', '2022-11-04', '2022-11-04'],
  ['an instant', '2022-11-04T23:59:59Z', '2022-11-04'],
  ['an instant of another zone', '2022-11-05T00:30:00+01:00', '2022-11-04'],
  ['tomorrow, where it has begun already', '2026-11-25', '2026-11-25'],
] as const)('%s is read as its UTC day', async ([, given, day]) => {
  expect(await rowOf(`${given},birchmoor.net,1,1`)).toMatchObject({ ok: true, day });
});

test.for([
  ['bad-day', ',birchmoor.net,1,1'],
  ['bad-day', '2022-02-30,birchmoor.net,1,1'],
  ['bad-day', '04.11.2022,birchmoor.net,1,1'],
  ['bad-day', '2022-11-04 22:41,birchmoor.net,1,1'],
  ['bad-day', '0000-01-01,birchmoor.net,1,1'],
  ['bad-day', '2007-12-31,birchmoor.net,1,1'],
  ['bad-day', '1667520000,birchmoor.net,1,1'],
  ['future-day', '2026-11-26,birchmoor.net,1,1'],
  ['future-day', '9999-12-31,birchmoor.net,1,1'],
  ['bad-row', '2022-11-04,birchmoor.net,1'],
  ['bad-row', '2022-11-04'],
  ['bad-row', '2022-11-04,birchmoor.net,5,677,157'],
  ['name-empty', '2022-11-04,,1,1'],
  ['name-ip-literal', '2022-11-04,192.0.2.1,1,1'],
  ['name-has-path', '2022-11-04,birchmoor.net/about,1,1'],
] as const)('%s: %s', async ([reason, line]) => {
  expect(await rowOf(line)).toEqual({ ok: false, reason });
});

test('a row with empty cells too many is read', async () => {
  expect(await rowOf('2022-11-04,birchmoor.net,1,1,, ')).toMatchObject({ ok: true });
});

test.for([
  ['-1', 'negative'],
  ['1.5', 'fractional'],
  ['9007199254740993', 'too-large'],
  ['many', 'no-number'],
] as const)('a figure of %s is not stated, and its server stays', async ([cell, problem]) => {
  expect(await rowOf(`2022-11-04,birchmoor.net,${cell},7`)).toMatchObject({
    ok: true,
    unread: [`users_total ${problem}`],
    server: { usersTotal: null, usersActiveMonth: 7 },
  });
});

test('Latin-1 bytes cost a row when they are in its name, and nothing elsewhere', async () => {
  const text = [
    'day,domain,title,users_total',
    '2022-11-04,b\u00fccher.social,x,1',
    '2022-11-04,birchmoor.net,B\u00fccher,2',
  ].join('\n');
  const { rows } = await readLists(csvLists, Buffer.from(text, 'latin1'));
  expect(outcomeOf(rows[0])).toBe('bad-encoding');
  expect(outcomeOf(rows[1])).toMatchObject({ domain: 'birchmoor.net', usersTotal: 2 });
});

test('columns that the format does not know are named, without what would move the terminal', async () => {
  const { rows, ignoredColumns } = await read('day,domain,Users,\u001b[2Jx,', '2022-11-04,birchmoor.net,5,,');
  expect(outcomeOf(rows[0])).toMatchObject({ usersTotal: null });
  expect(ignoredColumns).toEqual(['Users', '[2Jx']);
});

test.for([
  ['no header', '2022-11-04,birchmoor.net', /text that begins with "2022-11-04,birchmoor.net"/],
  ['other names', 'Day,Domain\n2022-11-04,birchmoor.net', /text that begins with "Day,Domain"/],
  ['semicolons', 'day;domain\n2022-11-04;birchmoor.net', /text that begins with "day;domain"/],
  [
    'no day',
    'domain,users_total\nbirchmoor.net,1',
    /whose header has the columns day and domain.+users_total/,
  ],
  ['a series', 'date,server_count,user_count,active_user_count\n', /the format joinmastodon-statistics/],
  ['a series as JSON', '[{"period":"2022-11-04","user_count":"1"}]', /the format joinmastodon-statistics/],
  ['a list as JSON', '[{"name":"birchmoor.net","users":1}]', /looks like the format instances-social/],
  ['JSON lines', '{"day":"2022-11-04"}\n{"day":"2022-11-05"}\n', /looks like JSON, an object a line/],
  ['a page', '<!doctype html>\n<title>404</title>', /looks like a page/],
  ['nothing', '', /looks like an empty file/],
  ['empty lines', '\n\n', /looks like an empty file/],
  ['an archive', 'PK\u0003\u0004rest', /looks like a ZIP archive/],
  ['bytes', '\u0001\u0000\u0002', /looks like no text/],
  [
    'an open quote',
    `${header}\n2022-11-04,"birchmoor.net,1,1\n`,
    /^It is no CSV at line \d+: a quote is not/,
  ],
  ['a quote within', `${header}\n2022-11-04,birch"moor.net,1,1\n`, /^It is no CSV at line 2: a quote stands/],
  ['a quote too early', `${header}\n2022-11-04,"birch"x,1,1\n`, /^It is no CSV at line 2: a quote stands/],
  [
    'an endless cell',
    `${header}\n2022-11-04,"${'x'.repeat(200_000)}`,
    /at line 2: a row is longer than 100 kB/,
  ],
  ['an endless row', `${header}\n${'x'.repeat(200_000)}`, /^It is no CSV at line 2: a row is longer/],
  ['a column twice', 'day,domain,domain\n', /two columns "domain"/],
] as const)('a file with %s is refused as a whole, with a sentence', async ([, text, problem]) => {
  await expect(readLists(csvLists, text)).rejects.toThrow(problem);
});

test('text in UTF-16 is recognised', async () => {
  const text = Buffer.from(`\ufeff${header}\n`, 'utf16le');
  await expect(readLists(csvLists, text)).rejects.toThrow(/UTF-16; it must be UTF-8/);
});

test('a header alone is an empty list', async () => {
  expect((await read(header)).rows).toEqual([]);
});

test('whatever stands in the cells, every row has an outcome, and quoting brings each cell through', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('2022-11-04', 'birchmoor.net', '7', ''),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 99 }),
      async (lines, partBytes) => {
        const quoted = lines.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const { rows } = await readLists(csvLists, [header, ...quoted].join('\n'), { partBytes });
        expect(rows).toHaveLength(lines.length);
      },
    ),
  );
});
