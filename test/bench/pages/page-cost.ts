import { setTimeout as sleep } from 'node:timers/promises';
import type { CensusDatabase } from '../../../db/tables.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { hostName } from '../../support/visit-records.ts';
import { median } from '../benchmark.ts';
import type { BenchSite } from './start-site.ts';

/** CPU time of the site for one answer, in milliseconds. */
export interface PageCost {
  /** Nothing is kept that the page shows. */
  readonly uncachedMs: number;
  /** All is. */
  readonly cachedMs: number;
}

/** Longer than the site takes to see that a host was forgotten. */
const forgottenSeenMs = 1_500;
const warmUps = 10;
const uncachedRuns = 5;
const cachedRuns = 20;

let forgotten = 0;

/**
 * What one answer of a page costs the site in CPU time, one request after another; the database's is not in it. Kept answers
 * end when a host is forgotten, which is how a page becomes uncached here: a name that nobody knew opts out.
 */
export async function pageCost(db: CensusDatabase, site: BenchSite, path: string): Promise<PageCost> {
  const cpuOf = async (requests: number) => {
    const before = await site.cpuMs();
    for (let request = 0; request < requests; request += 1) await read(`${site.origin}${path}`);
    return ((await site.cpuMs()) - before) / requests;
  };
  await cpuOf(warmUps);
  const uncached: number[] = [];
  for (let run = 0; run < uncachedRuns; run += 1) {
    await forgetSomebody(db);
    uncached.push(await cpuOf(1));
  }
  return { uncachedMs: median(uncached), cachedMs: await cpuOf(cachedRuns) };
}

async function read(url: string): Promise<void> {
  const response = await fetch(url);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
}

async function forgetSomebody(db: CensusDatabase): Promise<void> {
  forgotten += 1;
  const host = hostName(`forgotten-${forgotten}.net`);
  await db.transaction().execute((trx) => optOutHost(trx, host, { at: new Date() }));
  await sleep(forgottenSeenMs);
}
