import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollUpDays } from '../../../crawler/census/roll-up.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { fillSmallCensus, smallCensusDays, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, reading, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, siteUrl, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

/** Servers of a fork, by name: version and registrations. */
const forks = [
  ['one.social', '2025.4.1', 'closed'],
  ['two.social', '2025.10.0-beta', null],
  ['three.social', 'v13.2', 'open'],
  ['four.social', null, 'open'],
] as const;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  const at = smallCensusNow.toISOString();
  await addHosts(
    database.db,
    forks.map(([name]) => hostName(name)),
    { source: 'seed', at: smallCensusNow },
  );
  const visits = forks.map(([name, version, registrations]) =>
    visitOf(name, at, { instance: reading({ software: 'sharkey', version, registrations }) }),
  );
  await database.db.transaction().execute((trx) => recordVisits(trx, visits));
  await rollUpDays(database.db, smallCensusDays.slice(-1), smallCensusNow);
  api = await startApi(database.db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test('a software has its family, days, figures, newest releases and how one gets an account', async () => {
  const body = await api.json('/api/v1/software/sharkey');
  expect(body).toMatchObject({
    ...{
      software: 'sharkey',
      family: 'misskey',
      first_day: '2026-11-24',
      last_day: '2026-11-24',
      servers: 4,
    },
    figures: { day: '2026-11-24', software: 'sharkey', servers_observed: 4, users_active_month: 16 },
    registrations: [
      { mode: 'open', servers: 2, share: 0.5 },
      { mode: 'approval', servers: 0, share: 0 },
      { mode: 'invite', servers: 0, share: 0 },
      { mode: 'closed', servers: 1, share: 0.25 },
      { mode: null, servers: 1, share: 0.25 },
    ],
    links: {
      self: `${siteUrl}api/v1/software/sharkey`,
      versions: `${siteUrl}api/v1/software/sharkey/versions`,
      instances: `${siteUrl}api/v1/instances?software=sharkey`,
    },
  });
  // By numbers; a version without a number is no release.
  expect(body.releases.map(({ series }: { series: string }) => series)).toEqual([
    '2025.10',
    '2025.4',
    '13.2',
  ]);
  const listed = await api.json('/api/v1/software?software=sharkey');
  expect(body.figures).toEqual(listed.data[0]);
  for (const link of [body.links.versions, body.links.instances]) {
    const { pathname, search } = new URL(link);
    expect((await api.json(`${pathname}${search}`)).data.length).toBeGreaterThan(0);
  }
});

test('a name is found in any case, and a software of no family has none', async () => {
  expect(await api.json('/api/v1/software/Mastodon')).toMatchObject({
    ...{ software: 'mastodon', family: 'mastodon', first_day: '2026-11-22', last_day: '2026-11-24' },
  });
  await addHosts(database.db, [hostName('odd.social')], { source: 'seed', at: smallCensusNow });
  const odd = 'a/b?c=d&e #1';
  const visit = visitOf('odd.social', smallCensusNow.toISOString(), { instance: reading({ software: odd }) });
  await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
  await rollUpDays(database.db, smallCensusDays.slice(-1), smallCensusNow);
  const body = await api.json(`/api/v1/software/${encodeURIComponent(odd)}`);
  expect(body).toMatchObject({ software: odd, family: null, servers: 1 });
  const { pathname, search } = new URL(body.links.instances);
  expect((await api.json(`${pathname}${search}`)).data).toHaveLength(1);
  const versions = new URL(body.links.versions);
  expect((await api.json(versions.pathname)).data).toHaveLength(1);
});

test.for(['', '/versions'])('a mistyped name is answered with the one that was meant (%s)', async (below) => {
  const detailOf = async (name: string) => {
    const response = await api.get(`/api/v1/software/${name}${below}`);
    expect(response.status).toBe(404);
    return ((await response.json()) as { detail: string }).detail;
  };
  expect(await detailOf('mastadon')).toBe(
    'No server of "mastadon" is in the census. Did you mean "mastodon"?',
  );
  expect(await detailOf('zzzzzzzzzzzz')).toContain('/api/v1/software lists those that are.');
  for (const name of [
    '%00',
    'x'.repeat(5_000),
    "mastodon'--%20x%20y%20z%20w",
    '%25%25%25%25%25%25',
    '__proto__',
  ])
    expect((await detailOf(name)).length).toBeLessThan(300);
});

test('an empty census has no software, and takes none', async () => {
  await using empty = await createTestDatabase();
  await using emptyApi = await startApi(empty.db);
  expect((await emptyApi.get('/api/v1/software/mastodon')).status).toBe(404);
  expect((await api.get('/api/v1/software/mastodon?day=1')).status).toBe(400);
});
