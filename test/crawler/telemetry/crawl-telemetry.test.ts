import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { runCli } from '../../support/run-cli.ts';
import { readSamples } from './samples.ts';

/** Crawls of a simulated fediverse, watched from outside while they run. */
const now = '2026-01-01T12:00:00Z';

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 60, seed: 7, firstDay: '2026-01-01', latencyMedianMs: 20 });
});
afterAll(() => fediverse.close());

/** The address of the metrics, as soon as the crawl has printed it. */
async function metricsUrl(output: () => { readonly stderr: string }): Promise<string> {
  const find = () => /^metrics at (\S+)$/m.exec(output().stderr)?.[1];
  await expect.poll(find, { timeout: 50_000 }).toBeDefined();
  return find() ?? '';
}

test('a crawl is scraped while it runs, its counters grow to its summary, and each visit is one line of its log', async () => {
  await using database = await createTestDatabase();
  const crawl = startCrawl(fediverse, database, {
    now,
    concurrency: 5,
    variables: { FEDICENSUS_METRICS_PORT: '0', FEDICENSUS_LOG: 'debug' },
  });
  const url = await metricsUrl(crawl.output);
  expect(await (await fetch(new URL('healthz', url))).text()).toBe('ok\n');
  const scrapes: ReadonlyMap<string, number>[] = [];
  // Until the crawl ends and takes its server with it.
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response === undefined) break;
    const text = await response.text().catch(() => undefined);
    if (text === undefined) break;
    scrapes.push(readSamples(text));
    await sleep(50);
  }
  const { code, stdout, stderr } = await crawl.finished;
  expect(code).toBe(0);
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const seen = (name: string) => scrapes.map((scrape) => scrape.get(name) ?? Number.NaN);
  const visits = scrapes.map((scrape) =>
    [...scrape].reduce(
      (sum, [name, value]) => (name.startsWith('fedicensus_visits_total{') ? sum + value : sum),
      0,
    ),
  );
  expect(visits).toEqual(visits.toSorted((a, b) => a - b));
  expect(visits.at(-1)).toBeGreaterThan(0);
  expect(visits.at(-1)).toBeLessThanOrEqual(summary.visits);
  expect(Math.max(...seen('fedicensus_requests_total'))).toBeLessThanOrEqual(summary.requests);
  expect(Math.max(...seen('fedicensus_received_bytes_total'))).toBeLessThanOrEqual(summary.bytes);
  expect(Math.max(...seen('fedicensus_recorded_visits_total'))).toBeGreaterThan(0);
  expect(Math.max(...seen('fedicensus_visits_in_flight'))).toBeGreaterThan(0);
  expect(Math.max(...seen('fedicensus_queued_visits{state="running"}'))).toBeGreaterThan(0);
  expect(seen('fedicensus_database_up')).toEqual(scrapes.map(() => 1));

  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  const logged = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'visit');
  const outcomes: Record<string, number> = {};
  for (const { outcome } of logged) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  expect(outcomes).toEqual(summary.outcomes);
  expect(new Set(logged.map(({ host }) => host)).size).toBe(logged.length);
  expect(logged.reduce((sum, { requests }) => sum + requests, 0)).toBe(summary.requests);
});

test('a port of the metrics that is taken ends the crawl before it visits anybody, in one line', async () => {
  await using database = await createTestDatabase();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await runCli(['crawl', '--once'], {
    DATABASE_URL: database.url,
    FEDICENSUS_METRICS_PORT: String(port),
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^The metrics cannot be served on 127\.0\.0\.1, port \d+: the port is taken; .*\n$/);
});
