import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { annotationKinds, notedEvents } from '../../../db/model/annotations.ts';
import { methodChanges } from '../../../db/model/method-changes.ts';
import { fillSmallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  api = await startApi(database.db);
});

beforeEach(async () => {
  await database.db.deleteFrom('own_outage').execute();
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly day: string;
  readonly last_day: string;
  readonly hours: number | null;
  readonly figures: readonly string[] | null;
  readonly source: string | null;
}

const tell = async (query = ''): Promise<readonly Told[]> =>
  (await api.json(`/api/v1/annotations${query}`)).data;
const idsOf = async (query: string) => (await tell(query)).map(({ id }) => id);

async function outage(beganAt: string, endedAt: string | null): Promise<void> {
  await database.db
    .insertInto('own_outage')
    .values({
      began_at: new Date(beganAt),
      ended_at: endedAt === null ? null : new Date(endedAt),
      failures: 40,
    })
    .execute();
}

test('changes of method and noted events are told oldest first, each with its source or without one', async () => {
  const all = await tell();
  expect(all).toHaveLength(methodChanges.length + notedEvents.length);
  const days = all.map(({ day }) => day);
  expect(days).toEqual(days.toSorted());
  for (const { kind, source, figures } of all) {
    expect([kind, source !== null]).toEqual([kind, kind === 'event' || kind === 'coverage']);
    expect([kind, figures !== null]).toEqual([kind, kind === 'method']);
  }
});

test('an outage is told from three hours on, and one without an end is not', async () => {
  await outage('2026-11-22T01:00Z', '2026-11-22T03:00Z');
  await outage('2026-11-23T20:00Z', '2026-11-24T04:00Z');
  await outage('2026-11-25T00:00Z', null);
  expect(await tell('?kind=outage')).toMatchObject([
    { id: 'outage-2026-11-23', day: '2026-11-23', last_day: '2026-11-24', hours: 8, figures: null },
  ]);
});

test('days on which nothing was crawled are told together, whether they were summed or not', async () => {
  await using other = await createTestDatabase(fillSmallCensus);
  await using otherApi = await startApi(other.db);
  const told = async () => (await otherApi.json('/api/v1/annotations?kind=outage')).data;
  expect(await told()).toEqual([]);
  const { db } = other;
  const sparse = { servers_asked: 0, partial: false };
  await db.updateTable('day_figure').set({ day: '2026-11-19' }).where('day', '=', '2026-11-22').execute();
  await db.updateTable('day_figure').set(sparse).where('day', '=', '2026-11-23').execute();
  // The running day is no day without a crawl: it may still begin.
  await db.updateTable('day_figure').set({ servers_asked: 0 }).where('day', '=', '2026-11-24').execute();
  expect(await told()).toMatchObject([
    { id: 'no-crawl-2026-11-20', day: '2026-11-20', last_day: '2026-11-23', hours: null, source: null },
  ]);
});

test('a span has what touches it, at either end too', async () => {
  expect(await idsOf('?from=2022-11-21&to=2022-11-21')).toEqual([
    'instances-social-discovery',
    'fake-servers-2022',
  ]);
  expect(await idsOf('?to=2022-10-27')).toEqual(['twitter-bought']);
  expect(await idsOf('?to=2022-10-26')).toEqual([]);
  expect(await idsOf('?from=2026-11-29&kind=event')).toEqual([]);
});

test('several kinds are alternatives, and an unknown one is a problem that names those there are', async () => {
  const kinds = new Set((await tell('?kind=event&kind=coverage')).map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['event', 'coverage']));
  const refused = await api.get('/api/v1/annotations?kind=news');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain(annotationKinds.join(', '));
  expect((await api.get('/api/v1/annotations?from=2023-01-02&to=2023-01-01')).status).toBe(400);
});

test('before anything was counted, only what is known of the world and the method is told', async () => {
  await using empty = await createTestDatabase();
  await using emptyApi = await startApi(empty.db);
  const { data, links } = await emptyApi.json('/api/v1/annotations');
  expect(data).toHaveLength(methodChanges.length + notedEvents.length);
  expect(links.next).toBeNull();
});
