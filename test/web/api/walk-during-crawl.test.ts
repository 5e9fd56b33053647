import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { crawlOnce, startCrawl } from '../../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, startApi } from './api-server.ts';

/** A crawl of a day on which every server has other figures, while lists in the order of these figures are walked. */
let fediverse: Fediverse;
let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: 150,
    seed: 97,
    faults: 'none',
    birthShare: 0,
    latencyMedianMs: 30,
  });
  database = await createTestDatabase();
  await crawlOnce(fediverse, database, { now: '2026-01-01T12:00:00Z' });
  api = await startApi(database.db);
}, 300_000);

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await fediverse.close();
});

interface Walked {
  readonly domains: readonly string[];
  readonly totals: ReadonlySet<number | null>;
}

async function walk(address: string, from: (page: number) => ApiServer = () => api): Promise<Walked> {
  const domains: string[] = [];
  const totals = new Set<number | null>();
  let page = 0;
  for (let next: string | null = address; next !== null; page += 1) {
    const { data, meta, links } = await from(page).json(next);
    domains.push(...data.map(({ domain }: { domain: string }) => domain));
    totals.add(meta.total);
    next = links.next === null ? null : new URL(links.next).pathname + new URL(links.next).search;
  }
  return { domains, totals };
}

/** What everybody's posts are now: they grow every day, unlike the members of a small server. */
async function figures(): Promise<ReadonlyMap<string, number | null>> {
  const { data } = await api.json('/api/v1/instances?limit=1000');
  return new Map(
    data.map((each: { domain: string; local_posts: number | null }) => [each.domain, each.local_posts]),
  );
}

test('case 97: every walk during a crawl gives every server exactly once, though the order changes under it', async () => {
  const before = await figures();
  expect(before.size).toBeGreaterThan(100);
  fediverse.setDay('2026-02-20');
  const crawl = startCrawl(fediverse, database, { now: '2026-02-20T12:00:00Z', concurrency: 20 });
  let running = true;
  void crawl.finished.finally(() => {
    running = false;
  });
  let walks = 0;
  let during = 0;
  do {
    const changedBefore = await changes(before);
    const { domains, totals } = await walk('/api/v1/instances?sort=-local_posts&limit=7');
    expect(domains.toSorted()).toEqual([...before.keys()].toSorted());
    expect([...totals]).toEqual([before.size]);
    walks += 1;
    if ((await changes(before)) > changedBefore) during += 1;
  } while (running);
  expect((await crawl.finished).code).toBe(0);
  // Figures did change, and some of them while a list was walked.
  expect(await changes(before)).toBeGreaterThan(before.size / 2);
  expect(walks).toBeGreaterThan(1);
  expect(during).toBeGreaterThan(0);
}, 120_000);

async function changes(before: ReadonlyMap<string, number | null>): Promise<number> {
  const now = await figures();
  return [...before].filter(([domain, value]) => now.get(domain) !== value).length;
}

test('case 97: a walk goes on at another process, which knows its order by the values alone', async () => {
  await using other = await startApi(database.db);
  for (const sort of ['-users_active_month', 'domain', '-first_seen_at', 'rules_count']) {
    const whole = await walk(`/api/v1/instances?sort=${sort}&limit=1000`);
    const { domains } = await walk(`/api/v1/instances?sort=${sort}&limit=7`, (page) =>
      page % 2 === 0 ? api : other,
    );
    expect(domains).toEqual(whole.domains);
  }
});

test('a server that is forgotten in the middle of a walk is not given, and the others are', async () => {
  const { data, links } = await api.json('/api/v1/instances?sort=domain&limit=10');
  const all = (await walk('/api/v1/instances?sort=domain&limit=1000')).domains;
  const gone = all[15] ?? '';
  await database.db.updateTable('host').set({ status: 'opted-out' }).where('name', '=', gone).execute();
  const rest = await walk(new URL(links.next).pathname + new URL(links.next).search);
  const given = [...data.map(({ domain }: { domain: string }) => domain), ...rest.domains];
  expect(given).toEqual(all.filter((domain) => domain !== gone));
});
