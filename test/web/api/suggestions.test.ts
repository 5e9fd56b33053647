import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { utcDayOf } from '../../../db/model/utc-day.ts';
import { smallCensusNow } from '../../crawler/archive/small-census.ts';
import { fillCensus } from '../../support/census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillCensus);
  api = await startApi(database.db);
}, 60_000);

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Suggested {
  readonly score: number;
  readonly matched: readonly string[];
  readonly unmatched: readonly string[];
  readonly unknown: readonly string[];
  readonly instance: {
    readonly domain: string;
    readonly status: string;
    readonly class: string;
    readonly registrations: string;
    readonly languages: readonly string[] | null;
    readonly users_active_month: number | null;
    readonly quarantine: unknown;
    readonly unattended_since: unknown;
  };
}

interface SuggestionMeta {
  readonly seed: string;
  readonly eligible: number;
  readonly fitting: number;
  readonly without_answer: Readonly<Record<string, number>>;
}

const ask = async (query: string): Promise<{ data: readonly Suggested[]; meta: SuggestionMeta }> =>
  api.json(`/api/v1/suggestions?${query}`);

test('without an answer, servers are suggested that one can join, none of them a giant or tiny', async () => {
  const { data, meta } = await ask('limit=12');
  expect(data).toHaveLength(12);
  for (const { instance, matched, unmatched, unknown } of data) {
    expect(instance).toMatchObject({
      status: 'up',
      class: 'community',
      quarantine: null,
      unattended_since: null,
    });
    expect(['open', 'approval']).toContain(instance.registrations);
    expect(instance.users_active_month ?? 10).toBeGreaterThanOrEqual(10);
    expect([matched, unmatched, unknown]).toEqual([[], [], []]);
  }
  expect(meta).toMatchObject({ seed: utcDayOf(smallCensusNow), without_answer: {} });
  expect(meta.fitting).toBe(meta.eligible);
});

test('what fits every answer goes first, and each says what fits', async () => {
  const { data, meta } = await ask('language=fr&sign_up=now&limit=12');
  expect(meta.fitting).toBeGreaterThan(0);
  const whole = data.filter(({ matched }) => matched.length === 2);
  expect(whole).toHaveLength(Math.min(12, meta.fitting));
  expect(data.slice(0, whole.length)).toEqual(whole);
  for (const { instance } of whole) {
    expect(instance.registrations).toBe('open');
    expect(instance.languages?.some((tag) => /^fr(-|$)/.test(tag))).toBe(true);
  }
});

test('an impossible wish still gets suggestions, with what does not fit and which answer to think about again', async () => {
  const { data, meta } = await ask('language=tlh&purpose=videos&sign_up=now');
  expect(data.length).toBeGreaterThan(0);
  expect(meta.fitting).toBe(0);
  expect(Object.keys(meta.without_answer)).toEqual(['language', 'purpose', 'sign_up']);
  for (const { matched, unmatched, unknown } of data)
    expect([...matched, ...unmatched, ...unknown].toSorted()).toEqual(['language', 'purpose', 'sign_up']);
});

test('the same seed gives the same order, and another one another among equals', async () => {
  const order = async (seed: string) =>
    (await ask(`limit=12&seed=${seed}`)).data.map(({ instance }) => instance.domain);
  expect(await order('a')).toEqual(await order('a'));
  const orders = new Set<string>();
  for (const seed of ['a', 'b', 'c', 'd']) orders.add((await order(seed)).join());
  expect(orders.size).toBeGreaterThan(1);
});

test('giants are suggested to who asks for one', async () => {
  const { data } = await ask('size=giant&limit=1');
  const total = await sql<{ users: number }>`
    select sum(users_active_month)::integer as users from instance join host using (host_id)
    left join quarantine on quarantine.host_id = host.host_id and to_day is null
    where status in ('up', 'failing') and rule is null`.execute(database.db);
  const users = data[0]?.instance.users_active_month ?? 0;
  if (data[0]?.matched.includes('size')) expect(users).toBeGreaterThan((total.rows[0]?.users ?? 0) / 10);
  expect(data).toHaveLength(1);
});

test.for([
  ['purpose=swimming', 'purpose'],
  ['size=huge', 'size'],
  ['sign_up=later', 'sign_up'],
  ['language=not_a_tag', 'language'],
  [`seed=${'x'.repeat(33)}`, 'seed'],
  ['limit=13', 'limit'],
  ['young=maybe', 'young'],
  ['country=Germany', 'country'],
  ['rule_topic=hats', 'rule_topic'],
])('%s is refused', async ([query, parameter]) => {
  const response = await api.get(`/api/v1/suggestions?${query}`);
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: readonly { parameter: string }[] };
  expect(errors.map((error) => error.parameter)).toEqual([parameter]);
});
