import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { queuePolicy } from '../../../crawler/run/visit-queue.ts';
import { randomFor } from '../../fediverse/random.ts';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import type { RunningCli } from '../../support/run-cli.ts';
import { countSnapshots, expectWholeDay } from '../../support/whole-day.ts';

const day = '2026-01-01';

interface Slaughter {
  readonly hosts: number;
  readonly kills: number;
  readonly latencyMedianMs: number;
  readonly seed: number;
}

/** Three workers crawl; one of them, by chance, is killed again and again and a new one takes its place. */
async function crawlThroughKills(
  { hosts, kills, latencyMedianMs, seed }: Slaughter,
  check: (end: { readonly fediverse: Fediverse; readonly database: TestDatabase }) => Promise<void>,
): Promise<{ readonly killed: number }> {
  await using fediverse = await startFediverse({ hosts, seed, faults: 'none', latencyMedianMs });
  await using database = await createTestDatabase();
  const random = randomFor(seed);
  const servers = fediverse.truth().totals.servers;
  const start = () => startCrawl(fediverse, database, { now: `${day}T12:00:00Z`, concurrency: 5 });
  const workers: RunningCli[] = [start(), start(), start()];
  let killed = 0;
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      // Spread over the whole crawl, at no particular moment of any worker's work.
      await progress(database, Math.floor((servers * kill) / (kills + 1)));
      await sleep(random.below(400));
      const index = random.below(workers.length);
      workers[index]?.kill('SIGKILL');
      const end = await workers[index]?.finished;
      if (end?.signal === 'SIGKILL') killed += 1;
      workers[index] = start();
    }
    const ends = await Promise.all(workers.map(({ finished }) => finished));
    for (const { code, stderr } of ends) expect(code, stderr).toBe(0);
    await check({ fediverse, database });
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
  }
  return { killed };
}

async function progress(database: TestDatabase, snapshots: number): Promise<void> {
  while ((await countSnapshots(database.db)) < snapshots) await sleep(20);
}

test('case 74: killed with -9 at any moment, workers leave every host with one snapshot, no job behind and true sums', async () => {
  const { killed } = await crawlThroughKills(
    { hosts: 250, kills: 5, latencyMedianMs: 60, seed: 74 },
    async ({ fediverse, database }) => {
      await expectWholeDay(database.db, fediverse, day);
      // Nobody was asked by two workers at once, the dead one's successor included.
      for (const { host, maxConcurrentRequests } of fediverse.log().hosts)
        expect(maxConcurrentRequests, host).toBeLessThanOrEqual(1);
    },
  );
  // One may have ended by itself a moment before.
  expect(killed).toBeGreaterThanOrEqual(4);
}, 300_000);

test.runIf(process.env.FEDICENSUS_LONG_TESTS === '1')(
  'case 74: 50 kills in a crawl of 2,000 hosts change nothing of its result',
  async () => {
    const { killed } = await crawlThroughKills(
      { hosts: 2_000, kills: 50, latencyMedianMs: 40, seed: 742 },
      ({ fediverse, database }) => expectWholeDay(database.db, fediverse, day),
    );
    expect(killed).toBeGreaterThanOrEqual(48);
  },
  1_800_000,
);

test('the jobs of a dead worker are due to be taken over well within a minute, and three late heartbeats lose none', () => {
  const { heartbeatSeconds, monitorIntervalSeconds, touchEveryMs } = queuePolicy;
  expect(heartbeatSeconds + 2 * monitorIntervalSeconds).toBeLessThan(60);
  expect(heartbeatSeconds * 1000).toBeGreaterThan(3 * touchEveryMs);
});
