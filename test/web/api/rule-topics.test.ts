import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleClassifier } from '../../../crawler/rule-topics/rule-classifier.ts';
import type { Rule } from '../../../db/model/rules.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { classifyNewRules } from '../../../db/writes/classify-rules.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { failedVisit, hostName, reading, ruleOf, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, startApi } from './api-server.ts';

const spam = ruleOf('No spam');
const respect = ruleOf('No harassment or insults');

/** Days on which servers were read, and what they had as rules: null, they could not be read. */
const readings: readonly (readonly [day: string, host: string, rules: readonly Rule[] | null])[] = [
  ['2026-08-31', 'early.social', [spam]],
  ['2026-09-30', 'early.social', [spam, ruleOf('No advertising')]],
  ['2026-09-10', 'passing.social', [spam]],
  ['2026-10-05', 'passing.social', [respect]],
  ['2026-11-20', 'passing.social', [respect]],
  ['2026-09-15', 'dying.social', [spam]],
  ['2026-10-02', 'dying.social', [spam]],
  ['2026-10-12', 'late.social', [spam]],
  ['2026-11-20', 'late.social', [spam]],
  ['2026-11-20', 'early.social', [spam]],
  ['2026-11-20', 'ruleless.social', []],
  ['2026-11-20', 'unread.social', null],
];

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const hosts = [...new Set(readings.map(([, host]) => hostName(host)))];
  await addHosts(db, hosts, { source: 'seed', at: new Date('2026-08-01T00:00:00Z') });
  for (const [day, host, rules] of readings) {
    const visit = visitOf(host, `${day}T08:00:00Z`, { instance: reading({ rules }) });
    await db.transaction().execute((trx) => recordVisits(trx, [visit]));
  }
  const gone = failedVisit('dying.social', '2026-11-01T08:00:00Z', { status: 'gone' });
  await db.transaction().execute((trx) => recordVisits(trx, [gone]));
  await classifyNewRules(db, ruleClassifier);
  // Stands at 2026-11-24.
  api = await startApi(db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const topicOf = async (name: string) => {
  const { data } = await api.json('/api/v1/rules/topics');
  return data.find(({ topic }: { topic: string }) => topic === name);
};

test('of each topic, servers that are there and have a rule on it now, of those whose rules are known', async () => {
  const { meta } = await api.json('/api/v1/rules/topics');
  expect(meta).toMatchObject({ servers_known: 4, servers_with_rules: 3 });
  expect(await topicOf('spam')).toMatchObject({ servers: 2, share: 0.5 });
  expect(await topicOf('harassment')).toMatchObject({ servers: 1, share: 0.25 });
  expect(await topicOf('cryptocurrency')).toMatchObject({ servers: 0, share: 0 });
});

test('at the end of a month, servers that were there with the rules that they had then; null before any were read', async () => {
  const { month_ends } = await topicOf('spam');
  expect(month_ends.slice(0, -3)).toEqual(
    [
      '2025-11-30',
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
    ].map((day) => ({ day, servers: null })),
  );
  expect(month_ends.slice(-3)).toEqual([
    // Read on that very day.
    { day: '2026-08-31', servers: 1 },
    // A server with two rules on it counts once.
    { day: '2026-09-30', servers: 3 },
    // One has other rules now, one was last seen on 2 October, one was found on the 12th.
    { day: '2026-10-31', servers: 2 },
  ]);
  const { month_ends: others } = await topicOf('harassment');
  expect(others.slice(-3).map(({ servers }: { servers: number }) => servers)).toEqual([0, 0, 1]);
});

test('beside them stand the servers that had any rules', async () => {
  const { meta } = await api.json('/api/v1/rules/topics');
  expect(meta.month_ends).toHaveLength(12);
  expect(meta.month_ends.slice(-4)).toEqual([
    { day: '2026-07-31', servers_with_rules: null },
    { day: '2026-08-31', servers_with_rules: 1 },
    { day: '2026-09-30', servers_with_rules: 3 },
    { day: '2026-10-31', servers_with_rules: 3 },
  ]);
});
