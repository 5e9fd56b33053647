import type { HostName } from '../../db/model/host-name.ts';
import { silentOutcomes } from '../../db/model/outcome.ts';
import { hostStates } from '../../db/queries/hosts.ts';
import { recordOwnOutage } from '../../db/writes/record-own-outage.ts';
import { type Run, sleepUnlessStopped } from './run-state.ts';
import { visitOne } from './visiting.ts';

/** How an outage of our own is waited out. */
export const outagePolicy = {
  firstWaitMs: 10_000,
  maxWaitMs: 5 * 60_000,
  /** A `--once` run ends in an error after so long, with nobody marked down. */
  onceGivesUpAfterMs: 5 * 60_000,
  /** Hosts that answered lately, and hosts that are due, asked each time … */
  asked: { answeredLately: 3, due: 8 },
  /** … of which so many have to answer. */
  answers: 2,
} as const;

/** Our own network did not come back during a `--once` run. */
export class OwnOutageError extends Error {
  override readonly name = 'OwnOutageError';
}

/**
 * Waits until our own network works again. Visits that failed meanwhile are released, not recorded; now and then a few
 * hosts are asked, and when some answer, the run goes on. Returns early when the run is stopped.
 *
 * @throws {OwnOutageError} when a `--once` run has waited long enough.
 */
export async function waitOutOutage(run: Run): Promise<void> {
  const { options, brake } = run;
  const { db, observer, stop } = options;
  const beganAt = options.now();
  const beganAtMs = options.clock();
  let failures = await releaseVisits(run);
  observer.outageBegan({ failures });
  await options.patience.outlast(() => recordOwnOutage(db, { beganAt, endedAt: null, failures }));
  let waitedMs = 0;
  for (
    let waitMs: number = outagePolicy.firstWaitMs;
    ;
    waitMs = Math.min(waitMs * 2, outagePolicy.maxWaitMs)
  ) {
    await sleepUnlessStopped(run, waitMs);
    waitedMs += waitMs;
    if (stop.aborted) return;
    await run.running.onIdle();
    const isBack = await doesNetworkWork(run);
    failures += await releaseVisits(run);
    if (isBack) break;
    if (options.once && waitedMs >= outagePolicy.onceGivesUpAfterMs)
      throw new OwnOutageError(
        `Nearly nobody could be reached, so that our own network is to blame; nobody was marked down (${failures} failed visits). ` +
          'Run the crawl again when the network is back.',
      );
  }
  brake.resume(options.clock());
  await options.patience.outlast(() => recordOwnOutage(db, { beganAt, endedAt: options.now(), failures }));
  observer.outageEnded({ ms: options.clock() - beganAtMs });
}

/** Nobody is to blame for these: their hosts are due as before. Returns how many had failed. */
async function releaseVisits(run: Run): Promise<number> {
  const failed = run.brake.takeHeld();
  const waiting = run.addresses.takeWaiting();
  const jobs = [...failed, ...waiting, ...run.notVisited.splice(0)];
  await run.options.patience.outlast(() => run.options.queue.release(jobs));
  return failed.length;
}

/** Asks hosts that answered lately, and visits some that are due. */
async function doesNetworkWork(run: Run): Promise<boolean> {
  if (await doTheyStillAnswer(run)) return true;
  const visited = await visitSample(run);
  const answered = visited.filter((outcome) => outcome !== undefined && !silentOutcomes.has(outcome));
  return answered.length >= outagePolicy.answers;
}

async function doTheyStillAnswer({ options, answeredLately, signal }: Run): Promise<boolean> {
  const asked = pick(answeredLately, outagePolicy.asked.answeredLately, options.random);
  const answers = await Promise.all(asked.map((host) => options.reach(host, signal)));
  const answered = answers.filter((didAnswer) => didAnswer === true).length;
  // In a census of one server, the one is all that there is to ask.
  return answered > 0 && answered >= Math.min(outagePolicy.answers, asked.length);
}

/**
 * Looks into a long row of failures: when hosts that answered lately still do, the failures are the servers' own and are
 * recorded; when they do not, the run pauses.
 */
export async function resolveDoubt(run: Run): Promise<void> {
  const { options, brake, recorder } = run;
  if (await doTheyStillAnswer(run)) for (const visit of brake.trust(options.clock())) recorder.add(visit);
  else if (!options.stop.aborted) brake.trip();
}

async function visitSample(run: Run) {
  const { db, queue, now, patience } = run.options;
  await patience.outlast(() => queue.enqueueSample(now(), outagePolicy.asked.due));
  const jobs = await patience.outlast(() => queue.take(outagePolicy.asked.due));
  const hosts = jobs.map(({ host }) => host);
  const states = await patience.outlast(() => hostStates(db, hosts));
  return Promise.all(
    jobs.map(async (job) => {
      const state = states.get(job.host);
      if (state !== undefined) return (await visitOne(run, job, state))?.outcome;
      await patience.outlast(() => queue.drop(job));
      return undefined;
    }),
  );
}

function pick(hosts: readonly HostName[], count: number, random: () => number): readonly HostName[] {
  const left = [...new Set(hosts)];
  const picked: HostName[] = [];
  while (picked.length < count && left.length > 0)
    picked.push(...left.splice(Math.floor(random() * left.length), 1));
  return picked;
}
