import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { sizes } from '../../../db/model/server-size.ts';
import { softwareFamilies, softwareFamilyNames } from '../../../db/model/software-families.ts';
import { instanceStatuses, registrationModes } from '../../../db/model/status.ts';
import type { VersionNumbers } from '../../../db/model/version.ts';
import type { InstanceFilter } from '../../../db/queries/instance-filter.ts';
import {
  type ColumnOrder,
  countInstances,
  type InstanceOrder,
  type InstancePlace,
  instanceSorts,
} from '../../../db/queries/list-instances.ts';
import { instanceOrder, instancesInOrder } from '../../../db/queries/walk-instances.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { fillVariedCensus, variedCensus } from '../../support/varied-census.ts';

let database: TestDatabase;
let records: readonly InstanceRecord[];
let nowMs: number;

const byDomain = { by: 'domain', direction: 'asc' } as const;

async function listed(
  filter: InstanceFilter,
  order: InstanceOrder = byDomain,
): Promise<readonly InstanceRecord[]> {
  const hostIds = await instanceOrder(database.db, { filter, order, after: null });
  return (await instancesInOrder(database.db, { filter, order, hostIds })).instances;
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(database.db);
  nowMs = rows[0]?.now.getTime() ?? Number.NaN;
  await fillVariedCensus(database.db, new Date(nowMs));
  records = await listed({});
});

afterAll(() => database[Symbol.asyncDispose]());

/** Written out, not by the function that is tested; of the letters that occur. */
const plainLetters: Readonly<Record<string, string>> = { é: 'e', É: 'e', ü: 'u', Ü: 'u', ß: 'ss', Ｍ: 'm' };
const plain = (text: string) =>
  text.replace(/[éÉüÜßＭ]/g, (letter) => plainLetters[letter] ?? '').toLowerCase();

function numbersOf(version: string | null): readonly number[] | null {
  const numbers = /^\d+(\.\d+)*/
    .exec(version?.replace(/^v/, '') ?? '')?.[0]
    .split('.')
    .map(Number);
  return numbers === undefined ? null : [...numbers, ...new Array<number>(10).fill(0)].slice(0, 10);
}

/** Negative, zero or positive; null when the first has no numbers. */
function compared(version: string | null, end: VersionNumbers): number | null {
  const [numbers, others] = [numbersOf(version), numbersOf(end.join('.')) ?? []];
  if (numbers === null) return null;
  const at = numbers.findIndex((number, place) => number !== others[place]);
  return at === -1 ? 0 : (numbers[at] ?? 0) - (others[at] ?? 0);
}

const daysSince = (instant: string) => (nowMs - Date.parse(instant)) / 86_400_000;
const counted = (record: InstanceRecord, figure: 'users_active_month' | 'users_total') =>
  record.quarantine === null ? record[figure] : null;
const oneOf = (value: string | null, values: readonly string[]) =>
  values.length === 0 || (value !== null && values.includes(value));
const least = (value: number | null, end: number) => value !== null && value >= end;
const most = (value: number | null, end: number) => value !== null && value <= end;

/** Written out, with its borders: below 10, 100, 1,000, and above a tenth of all that count. */
function sizeOf(users: number | null): string | null {
  if (users === null) return null;
  if (users < 1_000) return users < 10 ? 'tiny' : users < 100 ? 'small' : 'medium';
  const present = records.filter(({ status }) => status === 'up' || status === 'failing');
  const all = present.reduce((sum, each) => sum + (counted(each, 'users_active_month') ?? 0), 0);
  return users > all / 10 ? 'giant' : 'large';
}

/** What each filter means, on records. */
const meanings: {
  readonly [Name in keyof Required<InstanceFilter>]: (
    record: InstanceRecord,
    value: Required<InstanceFilter>[Name],
  ) => boolean;
} = {
  search: ({ domain, unicode_domain, name, description }, text) =>
    [domain, unicode_domain, name ?? '', description ?? ''].some((each) => plain(each).includes(plain(text))),
  software: ({ software }, names) => oneOf(software, names),
  family: ({ software }, families) =>
    families.length === 0 ||
    families.some((family) => (softwareFamilies[family] as readonly string[]).includes(software)),
  versionMin: ({ version }, end) => (compared(version, end) ?? -1) >= 0,
  versionMax: ({ version }, end) => (compared(version, end) ?? 1) <= 0,
  registrations: ({ registrations }, modes) => oneOf(registrations, modes),
  language: ({ languages }, tag) =>
    languages?.some((each) => `${each}-`.toLowerCase().startsWith(`${tag}-`.toLowerCase())) ?? false,
  country: ({ network_country }, codes) => oneOf(network_country, codes),
  status: ({ status }, statuses) => oneOf(status, statuses),
  class: (record, classes) => oneOf(record.class, classes),
  ruleTopics: ({ rule_topics }, topics) => topics.every((topic) => rule_topics.includes(topic)),
  ruleTopicsNot: ({ rules_count, rule_topics }, topics) =>
    topics.length === 0 ||
    ((rules_count === 0 || (rules_count !== null && rule_topics.length > 0)) &&
      topics.every((topic) => !rule_topics.includes(topic))),
  sizes: (record, chosen) => oneOf(sizeOf(counted(record, 'users_active_month')), chosen),
  usersActiveMin: (record, end) => least(counted(record, 'users_active_month'), end),
  usersActiveMax: (record, end) => most(counted(record, 'users_active_month'), end),
  usersTotalMin: (record, end) => least(counted(record, 'users_total'), end),
  usersTotalMax: (record, end) => most(counted(record, 'users_total'), end),
  activeWithinDays: ({ last_up_at }, days) => daysSince(last_up_at) <= days,
  ageMinDays: ({ first_seen_at }, days) => daysSince(first_seen_at) >= days,
  uptimeMin: ({ uptime_30d }, end) => least(uptime_30d, end),
  quarantined: ({ quarantine }, is) => (quarantine !== null) === is,
};
const filterNames = Object.keys(meanings) as readonly (keyof InstanceFilter)[];

function matches(record: InstanceRecord, filter: InstanceFilter): boolean {
  return filterNames.every((name) => isMeant(name, record, filter[name]));
}

function isMeant<Name extends keyof Required<InstanceFilter>>(
  name: Name,
  record: InstanceRecord,
  value: Required<InstanceFilter>[Name] | undefined,
): boolean {
  return value === undefined || meanings[name](record, value);
}

const version = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }))
  .map(([first, rest]): VersionNumbers => [first, ...rest]);
const users = fc.oneof(fc.nat({ max: 400 }), fc.constantFrom(0, 1, 2, Number.MAX_SAFE_INTEGER));
// No whole days: the clock of the database goes on while the test runs.
const days = fc.integer({ min: 1, max: 60 });
const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { maxLength: 4 });

const anyFilter: fc.Arbitrary<InstanceFilter> = fc.record(
  {
    search: fc.string({ unit: fc.constantFrom(...variedCensus.letters), minLength: 1, maxLength: 3 }),
    software: some(variedCensus.software),
    family: some(softwareFamilyNames),
    versionMin: version,
    versionMax: version,
    registrations: some(registrationModes),
    language: fc.constantFrom('en', 'EN', 'pt', 'pt-br', 'zh', 'zh-Hant', 'p'),
    country: some(variedCensus.countries),
    status: some(instanceStatuses),
    class: some(instanceClasses),
    ruleTopics: fc.subarray([...ruleTopics], { maxLength: 2 }),
    ruleTopicsNot: fc.subarray([...ruleTopics.slice(0, 8)], { maxLength: 2 }),
    sizes: some(sizes),
    usersActiveMin: users,
    usersActiveMax: users,
    usersTotalMin: users,
    usersTotalMax: users,
    activeWithinDays: days,
    ageMinDays: days,
    uptimeMin: fc.integer({ min: 0, max: 10_000 }).map((share) => share / 10_000),
    quarantined: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** Of few filters: with all at once nothing is ever found. */
const fewFilters = fc
  .tuple(anyFilter, fc.subarray([...filterNames], { maxLength: 3 }))
  .map(
    ([filter, kept]) =>
      Object.fromEntries(
        Object.entries(filter).filter(([name]) => (kept as readonly string[]).includes(name)),
      ) as InstanceFilter,
  );

test('what a list finds is what its filters mean, whatever they are', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fewFilters, async (filter) => {
      const expected = records.filter((record) => matches(record, filter)).map(({ domain }) => domain);
      const domains = (await listed(filter)).map(({ domain }) => domain);
      expect(domains).toEqual(expected);
      expect(await countInstances(database.db, filter)).toBe(expected.length);
      if (expected.length > 0 && expected.length < records.length) found += 1;
    }),
    { numRuns: 300 },
  );
  // A test whose filters never tell servers apart would say nothing.
  expect(found).toBeGreaterThan(50);
});

test.for(filterNames)(
  '%s alone finds some of the servers and not all, with one value or another',
  async (name) => {
    const tried = fc.sample(anyFilter, { numRuns: 200, seed: 7 }).flatMap((filter) => {
      const value = filter[name];
      return value === undefined ? [] : [{ [name]: value } as InstanceFilter];
    });
    const counts = tried.map((filter) => records.filter((record) => matches(record, filter)).length);
    const index = counts.findIndex((count) => count > 0 && count < records.length);
    expect(index).toBeGreaterThanOrEqual(0);
    expect(await countInstances(database.db, tried[index] ?? {})).toBe(counts[index]);
  },
);

/** Of a value that stands for itself in an order: a name without case and accents. */
function sortValue(record: InstanceRecord, by: ColumnOrder['by']): string | number | null {
  return by === 'name' && record.name !== null ? plain(record.name) : record[by];
}

async function walk(order: InstanceOrder): Promise<readonly string[]> {
  const walked: string[] = [];
  for (let after: InstancePlace | null = null; ; ) {
    const hostIds = (await instanceOrder(database.db, { filter: {}, order, after })).slice(0, 7);
    const page = await instancesInOrder(database.db, { filter: {}, order, hostIds });
    walked.push(...page.instances.map(({ domain }) => domain));
    if (page.last === null) return walked;
    after = page.last;
  }
}

const comparedValues = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

test.for(
  instanceSorts.flatMap(
    (by) =>
      [
        { by, direction: 'asc' },
        { by, direction: 'desc' },
      ] as const,
  ),
)(
  'a list by $by, $direction, is in order with unstated values last, and its pages lose nothing',
  async (order) => {
    const whole = await listed({}, order);
    expect(whole.map(({ domain }) => domain).toSorted()).toEqual(records.map(({ domain }) => domain));
    const values = whole.map((record) => sortValue(record, order.by));
    const stated = values.filter((value) => value !== null);
    expect(values).toEqual([...stated, ...values.slice(stated.length).map(() => null)]);
    const sorted = stated.toSorted((a, b) => comparedValues(a, b) * (order.direction === 'asc' ? 1 : -1));
    expect(stated).toEqual(sorted);
    expect(new Set(stated).size).toBeGreaterThan(2);

    const walked = await walk(order);
    expect(walked).toEqual(whole.map(({ domain }) => domain));
  },
);

test('a place with a number that no column holds is before or after everything, and no failure', async () => {
  for (const by of ['latency_ms', 'uptime_30d', 'users_total'] as const) {
    const after = { value: Number.MAX_SAFE_INTEGER, hostId: 1 };
    const order = { by, direction: 'desc' } as const;
    expect(await instanceOrder(database.db, { filter: {}, order, after })).toHaveLength(records.length);
  }
});

test('a list by lot has those that answer first, each order by the hash of seed and name, and its pages lose nothing', async () => {
  const order = { by: 'random', direction: 'asc', seed: '2026-11-29' } as const;
  const lot = (domain: string) => createHash('md5').update(`2026-11-29\n${domain}`).digest('hex');
  const rank = ({ status }: InstanceRecord) => (status === 'up' ? 0 : status === 'failing' ? 1 : 2);
  const whole = await listed({}, order);
  const expected = records.toSorted(
    (a, b) => rank(a) - rank(b) || comparedValues(lot(a.domain), lot(b.domain)),
  );
  expect(whole.map(({ domain }) => domain)).toEqual(expected.map(({ domain }) => domain));
  expect(new Set(whole.map(({ status }) => status)).size).toBeGreaterThan(2);
  expect(await walk(order)).toEqual(whole.map(({ domain }) => domain));
});
