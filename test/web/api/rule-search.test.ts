import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleClassifier } from '../../../crawler/rule-topics/rule-classifier.ts';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import type { Rule } from '../../../db/model/rules.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { classifyNewRules } from '../../../db/writes/classify-rules.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, figuresOf, hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, startApi } from './api-server.ts';

/** What each server has as rules; small servers first, so that the order is not that of their names. */
const servers: Readonly<Record<string, { readonly users: number; readonly rules: readonly Rule[] }>> = {
  'alder.social': { users: 5, rules: [ruleOf('No spam, no ads.'), ruleOf('Be kind')] },
  'beech.social': {
    users: 50,
    rules: [ruleOf('Be kind'), { ...ruleOf('No spam, no ads.'), hint: 'That is: no E-MAIL/newsletters.' }],
  },
  'cedar.social': {
    users: 500,
    rules: [ruleOf('Be kind'), ruleOf('Ärger vermeiden'), ruleOf('No racism/sexism')],
  },
  // The same sentence twice, told apart by its explanation: one server all the same.
  'dogwood.social': {
    users: 1,
    rules: [
      { ...ruleOf('Odd one'), hint: 'a' },
      { ...ruleOf('Odd one'), hint: 'b' },
    ],
  },
  'elm.social': {
    users: 9_000_000,
    rules: [ruleOf('Be kind'), ruleOf('人種差別は禁止です。NSFW画像も禁止')],
  },
  'fir.social': { users: 3, rules: [ruleOf('100% human_made 🦆 \\ honest')] },
  'gone.social': { users: 7, rules: [ruleOf('Be kind'), ruleOf('Only here')] },
};
const names = Object.keys(servers);

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const at = '2026-11-20T08:00:00Z';
  await addHosts(db, names.map(hostName), { source: 'seed', at: new Date(at) });
  const visits = Object.entries(servers).map(([name, { users, rules }]) => {
    const figures = figuresOf({ users_total: users, users_active_month: users });
    return visitOf(name, at, { instance: reading({ figures, rules }) });
  });
  await db.transaction().execute((trx) => recordVisits(trx, visits));
  const failed = failedVisit('gone.social', '2026-11-23T08:00:00Z', { status: 'gone' });
  await db.transaction().execute((trx) => recordVisits(trx, [failed]));
  await classifyNewRules(db, ruleClassifier);
  const elm = await db
    .selectFrom('host')
    .select('host_id')
    .where('name', '=', 'elm.social')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('quarantine_finding')
    .values({ ...elm, rule: 'absurd', from_day: '2026-11-20', to_day: null, detail: 'nine millions' })
    .execute();
  api = await startApi(db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Found {
  readonly data: readonly {
    readonly text: string;
    readonly servers: number;
    readonly examples: readonly { readonly domain: string; readonly position: number }[];
  }[];
  readonly meta: { readonly next_cursor: string | null };
}
const search = (query: string): Promise<Found> => api.json(`/api/v1/rules?${query}`);
const textsOf = async (query: string) => (await search(query)).data.map(({ text }) => text);

test('each text is given once, the most used first, with its largest servers that count first', async () => {
  const { data } = await search('');
  expect(data.slice(0, 2)).toEqual([
    {
      ...{ text: 'Be kind', hint: null, language: 'en', topics: ['other'], servers: 4 },
      examples: [
        { domain: 'cedar.social', position: 1 },
        { domain: 'beech.social', position: 1 },
        { domain: 'alder.social', position: 2 },
        // What it says does not count: after those whose figures do.
        { domain: 'elm.social', position: 1 },
      ],
    },
    expect.objectContaining({
      text: 'No spam, no ads.',
      hint: 'That is: no E-MAIL/newsletters.',
      servers: 2,
    }),
  ]);
  expect(data.slice(2).map(({ servers: count }) => count)).toEqual(data.slice(2).map(() => 1));
  expect(data.find(({ text }) => text === 'Odd one')).toMatchObject({
    examples: [{ domain: 'dogwood.social', position: 1 }],
  });
});

test('rules of servers that have gone are not in force', async () => {
  expect(await textsOf('')).not.toContain('Only here');
  expect(await textsOf('q=here')).toEqual([]);
});

test.for([
  ['SPAM', ['No spam, no ads.']],
  ['ads spam', ['No spam, no ads.']],
  ['ads kind', []],
  ['kin', []],
  // In the explanation, which the text has on one of its servers.
  ['newsletters', ['No spam, no ads.']],
  ['e-mail', ['No spam, no ads.']],
  ['sexism', ['No racism/sexism']],
  ['ÄRGER', ['Ärger vermeiden']],
  ['差別', ['人種差別は禁止です。NSFW画像も禁止']],
  ['差別　禁止', ['人種差別は禁止です。NSFW画像も禁止']],
  ['差別 nsfw', ['人種差別は禁止です。NSFW画像も禁止']],
  ['nsfw画像', ['人種差別は禁止です。NSFW画像も禁止']],
  ['差別許可', []],
  ['🦆', ['100% human_made 🦆 \\ honest']],
] as const)('%s finds %j', async ([q, expected]) => {
  expect(await textsOf(`q=${encodeURIComponent(q)}`)).toEqual(expected);
});

test.for([
  ['%', ['100% human_made 🦆 \\ honest']],
  ['%%%%', []],
  ['_', ['100% human_made 🦆 \\ honest']],
  ['\\', ['100% human_made 🦆 \\ honest']],
  ['.*', []],
  ['^(No|Be)+$', []],
  ['[[:alpha:]]{1000}', []],
  ["' | !x:*", []],
  // An explanation.
  ['a', ['Odd one']],
  ['!', []],
  ['\u0301', []],
  ['²', []],
] as const)('case 96: %s is looked for as it is', async ([q, expected]) => {
  expect(await textsOf(`q=${encodeURIComponent(q)}`)).toEqual(expected);
});

test('cases 95, 96: ten thousand characters, strange values and unknown topics are bad requests', async () => {
  for (const query of [
    `q=${'x'.repeat(10_000)}`,
    `q=${encodeURIComponent('差'.repeat(1_000))}`,
    'q=a&q=b',
    'q=%00',
    'topic=kittens',
    'topic=spam&topic=kittens',
    "topic=spam'--",
    'language=%25',
    'language=e',
    'limit=0',
    'limit=101',
  ]) {
    const response = await api.get(`/api/v1/rules?${query}`);
    expect([query.slice(0, 40), response.status]).toEqual([query.slice(0, 40), 400]);
  }
  for (const q of ['a '.repeat(100), '差 '.repeat(100), `${'%'.repeat(99)} x`, '\ufffe', 'x'.repeat(200)])
    expect([q, (await api.get(`/api/v1/rules?q=${encodeURIComponent(q)}`)).status]).toEqual([q, 200]);
});

test('topics must all hold, and a language is found with its kinds', async () => {
  expect(await textsOf('topic=spam')).toEqual(['No spam, no ads.']);
  expect(await textsOf('topic=spam&topic=hate')).toEqual([]);
  expect(await textsOf('topic=hate')).toContain('No racism/sexism');
  expect(await textsOf('topic=hate&language=ja')).toEqual(['人種差別は禁止です。NSFW画像も禁止']);
  // The other rule of that server, found to be in the language of its neighbour: one server of the four that have it.
  expect((await search('language=JA')).data).toMatchObject([
    { text: expect.any(String), language: 'ja', servers: 1, examples: [{ domain: 'elm.social' }] },
    { text: expect.any(String), language: 'ja', servers: 1, examples: [{ domain: 'elm.social' }] },
  ]);
  expect(await textsOf('language=ja-JP')).toEqual([]);
  expect(await textsOf('q=kind&topic=spam')).toEqual([]);
});

test('the cursor walks the whole list, nothing twice and nothing left out', async () => {
  const whole = await textsOf('');
  expect(whole).toHaveLength(7);
  const walked: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Found = await search(`limit=2&cursor=${cursor}`);
    walked.push(...page.data.map(({ text }) => text));
    cursor = page.meta.next_cursor;
  }
  expect(walked).toEqual(whole);
});

test('a document of nothing but other words is kept, and found by any of them', async () => {
  const words = Array.from({ length: 3_000 }, (_, index) => `w${index}`);
  await addHosts(database.db, [hostName('wordy.social')], {
    source: 'seed',
    at: new Date('2026-11-20T08:00:00Z'),
  });
  const rules = [
    { ...ruleOf(words.join(' ')), document: 'terms' as const },
    { ...ruleOf('x'.repeat(5_000)), hint: '差'.repeat(5_000) },
  ];
  const visit = visitOf('wordy.social', '2026-11-20T08:00:00Z', { instance: reading({ rules }) });
  await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
  expect(await textsOf('q=w2999%20w0')).toEqual([words.join(' ')]);
  expect(await textsOf(`q=${encodeURIComponent('差'.repeat(200))}`)).toEqual(['x'.repeat(5_000)]);
  await database.db
    .transaction()
    .execute((trx) => optOutHost(trx, hostName('wordy.social'), { at: new Date('2026-11-24T09:00:00Z') }));
});

test('case 73: the words of a server that is forgotten are not found any more', async () => {
  expect(await textsOf('q=human')).toHaveLength(1);
  await database.db
    .transaction()
    .execute((trx) => optOutHost(trx, hostName('fir.social'), { at: new Date('2026-11-24T09:00:00Z') }));
  expect(await textsOf('q=human')).toEqual([]);
  expect(await textsOf('')).toHaveLength(6);
});

test('a census without rules has none to search, and says of every topic that nothing is known', async () => {
  await using empty = await createTestDatabase();
  await using emptyApi = await startApi(empty.db);
  for (const query of ['', '?q=spam', '?q=差別', '?q=%25', '?topic=spam', '?language=en'])
    expect(await emptyApi.json(`/api/v1/rules${query}`)).toMatchObject({ data: [], meta: { count: 0 } });
  const { data, meta } = await emptyApi.json('/api/v1/rules/topics');
  expect(data.map(({ topic }: { topic: string }) => topic)).toEqual(ruleTopics);
  for (const { servers: count, share, month_ends } of data) {
    expect([count, share]).toEqual([0, null]);
    expect(month_ends).toHaveLength(12);
    expect(month_ends.every((each: { servers: null }) => each.servers === null)).toBe(true);
  }
  expect(meta).toMatchObject({ servers_known: 0, servers_with_rules: 0 });
});
