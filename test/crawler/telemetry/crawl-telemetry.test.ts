import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { runCli, startCli } from '../../support/run-cli.ts';
import { readSamples } from './samples.ts';

/** Crawls of a simulated fediverse, watched from outside while they run. */
const now = '2026-01-01T12:00:00Z';

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 150, seed: 7, firstDay: '2026-01-01', latencyMedianMs: 20 });
});
afterAll(() => fediverse.close());

/** The address of the metrics, as soon as the crawl has printed it. */
async function metricsUrl(output: () => { readonly stderr: string }): Promise<string> {
  const find = () => /^metrics at (\S+)$/m.exec(output().stderr)?.[1];
  await expect.poll(find, { timeout: 50_000 }).toBeDefined();
  return find() ?? '';
}

test('a crawl is scraped while it runs, and what it counts grows to what its summary says', async () => {
  await using database = await createTestDatabase();
  const crawl = startCrawl(fediverse, database, {
    now,
    concurrency: 5,
    variables: { FEDICENSUS_METRICS_PORT: '0' },
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
  // Nothing went wrong, so nothing is logged: progress and the address are all that stands there.
  expect(stderr.split('\n').filter((line) => line.startsWith('{'))).toEqual([]);
});

test('at debug there is one JSON line a visit, and none of them breaks what stderr holds beside', async () => {
  await using database = await createTestDatabase();
  const crawl = startCrawl(fediverse, database, { now, variables: { FEDICENSUS_LOG: 'debug' } });
  const { code, stdout, stderr } = await crawl.finished;
  expect(code).toBe(0);
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  const visits = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'visit');
  const outcomes: Record<string, number> = {};
  for (const { outcome } of visits) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  expect(outcomes).toEqual(summary.outcomes);
  expect(new Set(visits.map(({ host }) => host)).size).toBe(visits.length);
  expect(visits.reduce((sum, { requests }) => sum + requests, 0)).toBe(summary.requests);
});

test('a port of the metrics that is taken ends the crawl before it visits anybody, in one line', async () => {
  await using database = await createTestDatabase();
  const first = startCli(['crawl', '--connect-to', `${fediverse.address.host}:${fediverse.address.port}`], {
    DATABASE_URL: database.url,
    FEDICENSUS_METRICS_PORT: '0',
  });
  const { port } = new URL(await metricsUrl(first.output));
  const second = await runCli(['crawl', '--once'], {
    DATABASE_URL: database.url,
    FEDICENSUS_METRICS_PORT: port,
  });
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toMatch(
    /^The metrics cannot be served on 127\.0\.0\.1, port \d+: the port is taken; .*\n$/,
  );
  first.kill('SIGINT');
  expect(await first.finished).toMatchObject({ code: 0 });
});
