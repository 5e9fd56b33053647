import { expect, test } from 'vitest';
import { exportRecords } from '../../../crawler/archive/export.ts';
import { exportSubjects } from '../../../db/model/record-columns.ts';
import type { CensusDatabase, CensusTransaction } from '../../../db/tables.ts';
import { blockDomain } from '../../../db/writes/block-domain.ts';
import { claimRemovals } from '../../../db/writes/claim-removals.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordRemovalCheck } from '../../../db/writes/record-removal-check.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { requestRemoval } from '../../../db/writes/request-removal.ts';
import { keeping } from '../../../web/api/answer-cache.ts';
import { forgettingState, watchCensus } from '../../../web/data/census-watch.ts';
import { fillSmallCensus, smallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, siteUrl, startApi } from './api-server.ts';

const { birch, moved } = smallCensus;
const at = smallCensusNow;

/** The ways in which a host leaves. */
const ways: Readonly<Record<string, (trx: CensusTransaction) => Promise<unknown>>> = {
  'the command': (trx) => optOutHost(trx, hostName(birch), { at }),
  'a block of its domain': (trx) => blockDomain(trx, hostName(birch)),
  'a 410': (trx) =>
    recordVisits(trx, [
      visitOf(birch, at.toISOString(), {
        ...{ outcome: 'opted-out', status: 'opted-out', nextVisitAt: null, instance: null },
      }),
    ]),
  'its own proof': async (trx) => {
    const asked = new Date(at.getTime() - 3_600_000);
    await requestRemoval(trx, { host: hostName(birch), token: 't', at: asked });
    const [claimed] = await claimRemovals(trx, at, 1);
    if (claimed === undefined) throw new Error('The request is not due.');
    await recordRemovalCheck(trx, claimed, { check: { isProven: true, proof: 'dns' }, at });
  },
};

const lists = ['', '?q=birch', '?sort=-users_total', '?software=mastodon'].map(
  (query) => `/api/v1/instances${query}`,
);
const details = ['', '/rules', '/rules/history', '/rules/changes', '/history', '/badge', '/badge.svg'].map(
  (path) => `/api/v1/instances/${birch}${path}`,
);
const others = [
  `/api/v1/instances/${moved}`,
  '/api/v1/archive',
  '/api/v1/network',
  '/api/v1/software',
  '/api/v1/rules',
];

async function exportAll(db: CensusDatabase): Promise<string> {
  const parts: string[] = [];
  for (const what of exportSubjects)
    await exportRecords({
      ...{ db, what, format: 'ndjson', origin: { exportedAt: at, source: siteUrl } },
      write: async (part) => void parts.push(String(part)),
    });
  return parts.join('');
}

const bodyOf = async (api: ApiServer, path: string) => (await api.get(path)).text();

test.for(Object.entries(ways))(
  'case 73: after %s, kept answers end within seconds, and no list, record, history or export names the host',
  async ([, leave]) => {
    await using database = await createTestDatabase(fillSmallCensus);
    const { db } = database;
    const stop = watchCensus(db);
    // The clock stands still: without an opt-out, an answer would be kept for ever.
    await using api = await startApi(db, { keeping, forgotten: forgettingState });
    try {
      for (const path of details) expect([path, (await api.get(path)).status]).toEqual([path, 200]);
      expect(await bodyOf(api, lists[0] ?? '')).toContain(birch);
      expect(await bodyOf(api, `/api/v1/instances/${moved}`)).toContain(birch);
      expect(await exportAll(db)).toContain(birch);

      await db.transaction().execute(leave);
      await expect.poll(async () => (await api.get(details[0] ?? '')).status, { timeout: 20_000 }).toBe(404);
      for (const path of details) expect([path, (await api.get(path)).status]).toEqual([path, 404]);
      for (const path of [...lists, ...others]) {
        const body = await bodyOf(api, path);
        expect([path, body.includes(birch)]).toEqual([path, false]);
      }
      expect(await exportAll(db)).not.toContain(birch);
      // Not told from a name that nobody has ever heard of.
      const forgotten = await (await api.get(`/api/v1/instances/${birch}`)).json();
      const unknown = await (await api.get('/api/v1/instances/never-named.net')).json();
      const nameless = (problem: unknown, name: string) => JSON.stringify(problem).replaceAll(name, 'NAME');
      expect(nameless(forgotten, birch)).toBe(nameless(unknown, 'never-named.net'));
      expect(api.bugs).toEqual([]);
    } finally {
      await stop();
    }
  },
);

test('case 43: a host whose robots.txt keeps us out from now on is hidden at once, with its earlier rows', async () => {
  await using database = await createTestDatabase(fillSmallCensus);
  const { db } = database;
  await using api = await startApi(db);
  const denied = visitOf(birch, at.toISOString(), {
    ...{ outcome: 'robots-denied', status: 'refused', instance: null },
  });
  await db.transaction().execute((trx) => recordVisits(trx, [denied]));
  for (const path of details) expect([path, (await api.get(path)).status]).toEqual([path, 404]);
  for (const path of lists) {
    const { data } = await api.json(path);
    expect([path, data.filter(({ domain }: { domain: string }) => domain === birch)]).toEqual([path, []]);
  }
  const exported = (await exportAll(db)).split('\n').filter((line) => /"domain":"birchmoor\.net"/.test(line));
  expect(exported).toEqual([]);
});

test('shared caches may keep an answer about a host for two minutes at most', async () => {
  await using database = await createTestDatabase(fillSmallCensus);
  await using api = await startApi(database.db);
  for (const path of [...details, ...lists, ...others]) {
    const control = (await api.get(path)).headers.get('cache-control') ?? '';
    const seconds = [...control.matchAll(/=(\d+)/g)].map(([, digits]) => Number(digits));
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(120);
  }
  // Nor is "not there" kept: a host that takes part again is there at once.
  expect((await api.get('/api/v1/instances/never-named.net')).headers.get('cache-control')).toBe('no-store');
});
