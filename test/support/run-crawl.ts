import { setTimeout as sleep } from 'node:timers/promises';
import { ruleClassifier } from '../../crawler/rule-topics/rule-classifier.ts';
import { crawl } from '../../crawler/run/crawl.ts';
import { silentObserver } from '../../crawler/run/observer.ts';
import { Patience } from '../../crawler/run/patience.ts';
import type { CrawlOptions } from '../../crawler/run/run-state.ts';
import { RunTally } from '../../crawler/run/summary.ts';
import { VisitQueue } from '../../crawler/run/visit-queue.ts';
import type { TestDatabase } from './postgres.ts';

/** What a test decides of a run: how visits end, and when it is. */
export type RunOptions = Pick<CrawlOptions, 'visit' | 'now'> & Partial<CrawlOptions>;

/**
 * Runs the real loop, queue and recorder on a real database until nothing is due, with visits as a network would give
 * them. No wait takes longer than 20 ms.
 */
export async function runCrawl(database: TestDatabase, options: RunOptions): Promise<RunTally> {
  const queue = await VisitQueue.open({
    databaseUrl: database.url,
    db: database.db,
    onProblem: (problem) => {
      throw problem;
    },
  });
  const tally = new RunTally();
  const pause = (ms: number) => sleep(Math.min(ms, 20));
  const stop = options.stop ?? new AbortController().signal;
  try {
    await crawl({
      db: database.db,
      queue,
      probe: async () => 'dns-not-found',
      reach: async () => true,
      placesOf: async () => [],
      classifier: ruleClassifier,
      concurrency: 10,
      once: true,
      clock: () => performance.now(),
      random: Math.random,
      sleep: pause,
      patience: new Patience({
        sleep: pause,
        elapsedMs: () => performance.now(),
        stop,
        onOutage: () => undefined,
        onOutageEnd: () => undefined,
        onProblem: () => undefined,
      }),
      progress: { update: () => undefined, stop: () => undefined },
      observer: silentObserver,
      tally,
      stop,
      ...options,
    });
  } finally {
    await queue.close();
  }
  return tally;
}
