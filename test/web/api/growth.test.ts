import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviseDays } from '../../../crawler/census/revise-days.ts';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { findingDays } from '../../../crawler/census/vital-days.ts';
import { addDays, daysFromTo, type UtcDay } from '../../../db/model/utc-day.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { problemSchema } from '../../../web/api/problem.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { figuresOf, hostName, reading, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, startApi } from './api-server.ts';

const firstDay = '2026-03-01' as UtcDay;
const day = (number: number) => addDays(firstDay, number);
const lastDay = day(70);
const now = new Date(`${day(71)}T04:00:00Z`);
/** While the series was as it was before anybody was forgotten. */
const before = new Date(`${day(71)}T05:00:00Z`);
const later = new Date(`${day(71)}T06:00:00Z`);

let database: TestDatabase;
let api: ApiServer;

/** Name, first and last day, active users, version. `big` doubles; `forgotten` is forgotten at last. */
const servers = [
  ['big.social', 0, 70, (at: number) => 600 + at * 10, '4.5.1'],
  ['small.social', 0, 70, () => 100, '4.4.9'],
  ['zero.social', 0, 70, () => 0, '4.10.0-beta.1'],
  ['silent.social', 0, 70, () => null, null],
  ['forgotten.social', 0, 70, () => 400, '4.5.0'],
  ['born.social', findingDays + 1, 70, () => 5, '4.5.1'],
  ['dies.social', findingDays + 1, 40, () => 50, 'nightly'],
] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await addHosts(
    db,
    servers.map(([name]) => hostName(name)),
    { source: 'seed', at: new Date(firstDay) },
  );
  for (const [index, each] of daysFromTo(firstDay, lastDay).entries()) {
    const visits = servers
      .filter(([, from, to]) => from <= index && index <= to)
      .map(([name, , , active, version]) => {
        const users = active(index);
        const figures = figuresOf(
          users === null ? {} : { users_active_month: users, users_total: users * 3 },
        );
        return visitOf(name, `${each}T05:00:00Z`, { instance: reading({ figures, version, rules: null }) });
      });
    await db.transaction().execute((trx) => recordVisits(trx, visits));
  }
  await rollUpDays(db, daysFromTo(firstDay, lastDay), now);
  api = await startApi(db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test('concentration is what the formulas say, with the Lorenz curve of the newest day when asked for', async () => {
  const { data, meta } = await api.json(`/api/v1/network/concentration?from=${lastDay}`);
  const users = [1_300, 400, 100, 5, 0];
  const total = 1_805;
  const shares = users.map((each) => each / total);
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({
    day: lastDay,
    servers: 5,
    inhabited: 4,
    users_active_month: total,
    partial: false,
  });
  expect(data[0].top_1_share).toBeCloseTo(1_300 / total, 12);
  expect(data[0].top_10_share).toBe(1);
  expect(data[0].hhi).toBeCloseTo(
    shares.reduce((sum, share) => sum + (100 * share) ** 2, 0),
    8,
  );
  const shannon = shares.reduce((sum, share) => sum - (share === 0 ? 0 : share * Math.log(share)), 0);
  expect(data[0].shannon).toBeCloseTo(shannon, 12);
  expect(data[0].effective_servers).toBeCloseTo(Math.exp(shannon), 12);
  expect(meta.curve).toBeNull();
  const { meta: asked } = await api.json('/api/v1/network/concentration?curve=true&limit=3');
  expect(asked.curve.day).toBe(lastDay);
  expect(asked.curve.points).toHaveLength(6);
  expect(asked.curve.points[2].servers).toBeCloseTo(0.4, 6);
  expect(asked.curve.points[2].users).toBeCloseTo(5 / total, 6);
});

test('the panel holds the same servers, and its index leaves out who came and went', async () => {
  const { data } = await api.json(`/api/v1/network/panel?days_back=30&from=${day(35)}&to=${day(35)}`);
  expect(data).toEqual([
    expect.objectContaining({
      ...{ day: day(35), days_back: 30, from_day: day(5), servers: 5, servers_then: 5, servers_now: 7 },
      ...{ servers_stating_active_month: 4, users_active_month_then: 1_150, users_active_month_now: 1_450 },
      users_active_month_growth: 1_450 / 1_150 - 1,
    }),
  ]);
  const { data: daily } = await api.json('/api/v1/network/panel?days_back=1');
  // Day by day, over whoever was there on both.
  let index = 100;
  for (const { users_active_month_then, users_active_month_now, users_active_month_index } of daily) {
    index *= users_active_month_now / users_active_month_then;
    expect(users_active_month_index).toBeCloseTo(index, 9);
  }
  expect(daily).toHaveLength(70);
});

test('births, deaths, cohorts and churn say from which days they were reckoned', async () => {
  const { data, meta } = await api.json('/api/v1/network/vital');
  const reckoning = {
    ...{ first_day: firstDay, through_day: lastDay, found_until: day(findingDays - 1), left_truncated: 5 },
  };
  expect(meta).toMatchObject(reckoning);
  expect(data.find((row: { deaths: number }) => row.deaths > 0)).toEqual({
    ...{ day: day(55), alive: 6, births: 0, revivals: 0, deaths: 1, departures: 0, idle: false },
  });
  const cohorts = await api.json('/api/v1/network/survival');
  expect(cohorts.data).toEqual([
    expect.objectContaining({ month: '2026-03-01', servers: 2, deaths: 1, median_days: 40 }),
  ]);
  const churn = await api.json('/api/v1/network/churn?from=2026-04-01&to=2026-04-30');
  expect(
    churn.data.map(({ size, deaths, server_days }: Record<string, number>) => [size, deaths, server_days]),
  ).toEqual([
    ['0', 0, 30],
    ['2-9', 0, 30],
    ['10-99', 1, 25],
    ['100-999', 0, 70],
    ['1000+', 0, 20],
    ['unstated', 0, 30],
  ]);
});

test('a software says which releases its servers run, and how many have moved to each', async () => {
  const { data } = await api.json('/api/v1/software/mastodon/versions');
  const rows = data.map(
    ({ series, servers, servers_at_or_above, age_known, first_seen }: Record<string, unknown>) => [
      ...[series, servers, servers_at_or_above, age_known, first_seen],
    ],
  );
  expect(rows).toEqual([
    [null, 1, null, false, firstDay],
    // Numbers, not texts: 4.10 is newer than 4.5.
    ['4.10', 1, 1, false, firstDay],
    ['4.4', 1, 5, false, firstDay],
    ['4.5', 3, 4, false, firstDay],
  ]);
  expect(data[3].share).toBeCloseTo(3 / 6, 12);
  expect(data[3].share_at_or_above).toBeCloseTo(4 / 5, 12);
  const pages: unknown[] = [];
  let next: string | null = `/api/v1/software/mastodon/versions?from=${firstDay}&to=${day(40)}&limit=7`;
  while (next !== null) {
    const page = await api.json(next);
    pages.push(...page.data);
    next =
      page.links.next === null
        ? null
        : `${new URL(page.links.next).pathname}${new URL(page.links.next).search}`;
  }
  expect(pages).toEqual(
    (await api.json(`/api/v1/software/mastodon/versions?from=${firstDay}&to=${day(40)}`)).data,
  );
  const problem = problemSchema.parse(await (await api.get('/api/v1/software/mastodom/versions')).json());
  expect(problem).toMatchObject({
    status: 404,
    detail: 'No server of "mastodom" is in the census. Did you mean "mastodon"?',
  });
});

test('a facet is asked for by name, its values by name; a mistyped one is answered with the one that was meant', async () => {
  const { data } = await api.json('/api/v1/facets/version?value=mastodon/4.5&value=mastodon/4.4');
  expect(
    data.map(({ value, servers_observed }: Record<string, unknown>) => [value, servers_observed]),
  ).toEqual([
    ['mastodon/4.4', 1],
    ['mastodon/4.5', 3],
  ]);
  expect((await api.json('/api/v1/facets/registrations')).data[0]).toMatchObject({
    facet: 'registrations',
    value: 'open',
  });
  const problem = problemSchema.parse(await (await api.get('/api/v1/facets/versions')).json());
  expect(problem).toMatchObject({
    status: 404,
    detail: 'There is no facet "versions". Did you mean "version"?',
  });
  expect((await api.get('/api/v1/facets/network')).status).toBe(404);
});

test.for([
  ['network/panel?days_back=2', '"days_back" is "2", but must be one of 1, 7, 30, 365.'],
  ['network/panel?day_back=7', 'There is no parameter "day_back". Did you mean "days_back"?'],
  ['network/concentration?curve=1', '"curve" is "1", but must be true or false.'],
  [
    'network?as_of=2026-03-01',
    '"as_of" is "2026-03-01", but must be an instant with its zone, such as 2026-03-01T12:00:00Z.',
  ],
  [
    'network?as_of=2026-02-30T00:00:00Z',
    '"as_of" is "2026-02-30T00:00:00Z", but must be an instant with its zone, such as 2026-03-01T12:00:00Z.',
  ],
  ['software?as_off=2026-02-20T00:00:00Z', 'There is no parameter "as_off". Did you mean "as_of"?'],
] as const)('%s is refused with what to write instead', async ([path, detail]) => {
  const response = await api.get(`/api/v1/${path}`);
  expect(problemSchema.parse(await response.json())).toMatchObject({ status: 400, detail });
});

// The last one: it changes the census.
test('as_of gives figures as they stood, before a server was forgotten', async () => {
  const asOf = `as_of=${before.toISOString()}`;
  const paths = ['network?', `software?from=${day(60)}&`, `facets/version?from=${day(60)}&`];
  const then = await Promise.all(paths.map((path) => api.json(`/api/v1/${path}`)));
  await database.db
    .transaction()
    .execute((trx) => optOutHost(trx, hostName('forgotten.social'), { at: later }));
  await reviseDays(database.db, later);
  for (const [index, path] of paths.entries()) {
    const stands = (await api.json(`/api/v1/${path}`)).data;
    const stood = (await api.json(`/api/v1/${path}${asOf}`)).data;
    const figures = (rows: readonly Record<string, unknown>[]) =>
      rows.map(({ revised_at: _, ...row }) => row);
    expect(figures(stood)).toEqual(figures(then[index].data));
    expect(figures(stands)).not.toEqual(figures(stood));
  }
  const earliest = await api.json(`/api/v1/network?as_of=${firstDay}T00:00:00Z`);
  expect(earliest.data).toEqual([]);
  // Without a span, the newest day as it stood.
  const newest = await api.json(`/api/v1/software?${asOf}`);
  expect(newest.data).toEqual([expect.objectContaining({ day: lastDay, servers_observed: 6 })]);
  const { data } = await api.json(`/api/v1/network/concentration?from=${lastDay}`);
  expect(data).toEqual([expect.objectContaining({ servers: 4, revised_at: later.toISOString() })]);
});
