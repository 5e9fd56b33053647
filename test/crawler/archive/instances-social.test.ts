import { expect, test } from 'vitest';
import { instancesSocial } from '../../../crawler/archive/instances-social.ts';
import { outcomeOf, readLists } from './file-of.ts';

/** As instances.social spells an entry of instances.json (controllers/api/v1 and helpers/APIUtils.js of its source). */
const entry = (departures: Readonly<Record<string, unknown>> = {}) => ({
  name: 'birchmoor.net',
  title: 'Birchmoor',
  short_description: null,
  description: '<p>A [server], "quoted" {and} \\ more</p>',
  uptime: 0.99,
  up: true,
  https_score: 90,
  https_rank: 'A',
  ipv6: true,
  openRegistrations: true,
  users: 5,
  statuses: '1000',
  connections: 9,
  ...departures,
});
const read = (entries: readonly unknown[], options?: Parameters<typeof readLists>[2]) =>
  readLists(instancesSocial, JSON.stringify(entries), options);
const rowOf = async (departures: Readonly<Record<string, unknown>>) =>
  (await read([entry(departures)])).rows[0];

test('an entry of instances.json is a server of the day of the file', async () => {
  const { rows } = await read([entry()]);
  expect(rows).toEqual([
    {
      ok: true,
      day: null,
      isMended: false,
      unread: [],
      server: {
        domain: 'birchmoor.net',
        software: 'mastodon',
        version: null,
        registrations: 'open',
        usersTotal: 5,
        usersActiveMonth: null,
        usersActiveHalfYear: null,
        localPosts: 1_000,
        checkedAt: null,
      },
    },
  ]);
});

test('an answer of the API is read, with numbers as strings', async () => {
  const api = {
    instances: [
      entry({
        users: '5',
        statuses: '7',
        open_registrations: false,
        openRegistrations: undefined,
        version: '4.0.2',
      }),
    ],
    pagination: { total: 1, next_id: 'x' },
  };
  const { rows } = await readLists(instancesSocial, JSON.stringify(api, null, 2), { partBytes: 5 });
  expect(outcomeOf(rows[0])).toMatchObject({
    usersTotal: 5,
    localPosts: 7,
    registrations: 'closed',
    version: '4.0.2',
  });
});

test.for([
  ['nulls are not stated', { users: null, statuses: null, openRegistrations: null }, []],
  ['missing figures are not stated', { users: undefined, statuses: undefined }, []],
  ['a figure beyond 2^53 is not', { users: '9007199254740993', statuses: null }, ['users_total too-large']],
  ['a negative figure is not', { users: -5, statuses: null }, ['users_total negative']],
  ['an object as a figure is not', { users: { count: 5 }, statuses: null }, ['users_total no-number']],
] as const)('%s', async ([, departures, unread]) => {
  expect(await rowOf(departures)).toMatchObject({
    ok: true,
    unread,
    server: { usersTotal: null, localPosts: null },
  });
});

test('statuses beyond 2^50 are read exactly', async () => {
  expect(outcomeOf(await rowOf({ statuses: '1125899906842625' }))).toMatchObject({
    localPosts: 1_125_899_906_842_625,
  });
});

test('of a key that stands twice the last counts', async () => {
  const text = '[{"name":"elm.net","users":1,"name":"birchmoor.net","users":2}]';
  const { rows } = await readLists(instancesSocial, text);
  expect(outcomeOf(rows[0])).toMatchObject({ domain: 'birchmoor.net', usersTotal: 2 });
});

test('servers that are down stay in, and dead ones do not', async () => {
  expect(outcomeOf(await rowOf({ up: false, dead: false }))).toMatchObject({ domain: 'birchmoor.net' });
  expect(await rowOf({ dead: true })).toEqual({ ok: false, reason: 'dead' });
});

test('rows that are none cost nothing but themselves', async () => {
  const deep = `{"name":"deep.net","x":${'['.repeat(200)}${']'.repeat(200)}}`;
  const bomb = `{"name":"bomb.net","x":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
  const long = JSON.stringify(entry({ name: 'long.net', description: 'x'.repeat(1_100_000) }));
  const wide = JSON.stringify({ name: 'wide.net', x: Array.from({ length: 20_000 }, () => 0) });
  const own = '{"__proto__":{"name":"elm.net"},"constructor":1}';
  const strange = ['null', '7', '"elm.net"', '[]', '{]', '{"name":elm.net}', deep, bomb, long, wide, own];
  const text = `[${[...strange, JSON.stringify(entry())].join(',\n')}]`;
  const { rows } = await readLists(instancesSocial, text);
  expect(rows.map((row) => (row.ok ? row.server.domain : row.reason))).toEqual([
    ...Array(5).fill('bad-row'),
    ...Array(2).fill('bad-row'),
    'bad-row',
    'row-too-long',
    'bad-row',
    'name-not-a-string',
    'birchmoor.net',
  ]);
});

test('bytes that are no UTF-8 cost a row when they are in its name, and nothing elsewhere', async () => {
  const text = JSON.stringify([entry({ name: 'b\u00fccher.social' }), entry({ title: 'B\u00fccher' })]);
  const { rows } = await readLists(instancesSocial, Buffer.from(text, 'latin1'));
  expect(outcomeOf(rows[0])).toBe('bad-encoding');
  expect(outcomeOf(rows[1])).toMatchObject({ domain: 'birchmoor.net' });
});

test('the day is that of --at; else of the newest check; else today', async () => {
  const takenAt = new Date('2022-11-05T23:00:00Z');
  const checked = [
    entry({ checked_at: '2022-11-03T10:00:00Z' }),
    entry({ checkedAt: '2022-11-04T10:00:00.123+00:00', updated_at: '2022-11-01T10:00:00Z' }),
    entry({ checked_at: 'yesterday', updatedAt: null }),
    entry({ checked_at: '2031-01-01T00:00:00Z' }),
    entry({ checked_at: '1970-01-01T00:00:00Z' }),
  ];
  const given = await read(checked, { takenAt });
  expect(given.dayOfUndated).toEqual({ day: '2022-11-05', from: 'given' });
  expect((await read(checked)).dayOfUndated).toEqual({ day: '2022-11-04', from: 'checks' });
  expect((await read([entry()])).dayOfUndated).toEqual({ day: '2026-11-24', from: 'now' });
});

test.for([
  ['[{"period":"2022-11-04","user_count":"1"}]', /looks like the format joinmastodon-statistics/],
  ['[{"domain":"birchmoor.net"}]', /looks like JSON of another shape/],
  ['["birchmoor.net","elm.net"]', /looks like JSON of another shape/],
  ['day,domain\n2022-11-04,birchmoor.net', /looks like the format csv/],
  ['<html>', /looks like a page/],
  ['{"name":"birchmoor.net","users":1}\n{"name":"elm.net","users":1}\n', /looks like JSON, an object a line/],
  ['{"birchmoor.net":{"users":1}}', /a JSON object without an array named "instances"/],
  ['', /looks like an empty file/],
  ['{"error":{"message":"Invalid token."}}', /a JSON object without an array named "instances"/],
  ['[{"name":"birchmoor.net"},{"na', /ends in the middle/],
  ['[{"name":"birchmoor.net"}]\n[{"name":"elm.net"}]', /Something follows/],
] as const)('%j is refused as a whole, with a sentence', async ([text, problem]) => {
  await expect(readLists(instancesSocial, text)).rejects.toThrow(problem);
});

test('an empty array is an empty list', async () => {
  expect((await read([])).rows).toEqual([]);
});
