import PQueue from 'p-queue';
import { addDays, utcDayOf } from '../../db/model/utc-day.ts';
import { countUnqueuedDue } from '../../db/queries/hosts.ts';
import { countUnfinishedVisits } from '../../db/queries/visit-jobs.ts';
import { isProbeUnderWay } from '../../db/writes/claim-domain-probes.ts';
import { recordPass } from '../../db/writes/record-pass.ts';
import { AddressBudget } from './address-budget.ts';
import { Brake } from './brake.ts';
import { resolveDoubt, waitOutOutage } from './outage.ts';
import { startProbes } from './probing.ts';
import { Recorder } from './recorder.ts';
import type { CrawlOptions, Run } from './run-state.ts';
import { startVisits } from './visiting.ts';

/** Due hosts moved into the queue at a time: enough for minutes, few enough that a stopped run leaves few behind. */
const enqueueBatch = 1_000;
const takeBatch = 50;
/** Jobs that may wait for room at their addresses before no more are taken. */
const maxWaiting = 500;
/** How often an idle run looks for work, and a `--once` run for the end of other workers' visits. */
const idleMs = 1_000;
const progressEveryMs = 500;
/** How long visits under way may take to end after a stop. */
const drainMs = 10_000;

/**
 * Visits due hosts until there are none (`once`) or until stopped. Work comes from the queue, so any number of
 * processes may run this at once. Nothing is lost on the way out: what was visited is recorded, what was taken and not
 * visited is given back.
 *
 * @throws what the database said when it stayed away for longer than `patiencePolicy` waits; {@link OwnOutageError} when our own network did (`once`).
 */
export async function crawl(options: CrawlOptions): Promise<void> {
  const { db, queue, tally } = options;
  const recorder = new Recorder({
    db,
    queue,
    classifier: options.classifier,
    onBatch: ({ recorded, newHosts, ms }) => {
      tally.add(recorded, newHosts);
      options.observer.batchRecorded({ visits: recorded.length, newHosts, ms });
    },
    patience: options.patience,
  });
  const drain = new AbortController();
  const run: Run = {
    options,
    recorder,
    running: new PQueue({ concurrency: options.concurrency }),
    brake: new Brake(),
    addresses: new AddressBudget(),
    notVisited: [],
    putOff: [],
    answeredLately: [],
    probing: new Set(),
    signal: drain.signal,
  };
  const ticker = setInterval(() => void showProgress(run), progressEveryMs);
  try {
    await visitUntilDone(run);
    // Reached by a stop or by the end of all work; waiting tasks see the stop and give their jobs back at once.
    setTimeout(() => drain.abort(), drainMs).unref();
    await run.running.onIdle();
    await recorder.flush();
  } finally {
    drain.abort();
    clearInterval(ticker);
    await run.running.onIdle();
    await recorder.settle();
    options.progress.stop();
    // Whether these failures are the servers' or ours will never be known.
    const undecided = [...run.brake.takeHeld(), ...run.addresses.takeWaiting()];
    // The run ends with what went wrong first; jobs that cannot be given back fall to others with their heartbeat.
    await queue.giveBack([...run.notVisited, ...run.putOff, ...undecided]).catch(() => undefined);
  }
}

async function visitUntilDone(run: Run): Promise<void> {
  const { options, recorder, running, brake } = run;
  const { queue, concurrency, stop, patience } = options;
  while (!stop.aborted) {
    if (recorder.failure !== undefined) throw recorder.failure;
    if (brake.isDoubtful(options.clock())) await resolveDoubt(run);
    if (brake.isTripped) await waitOutOutage(run);
    // Twice the concurrency keeps every slot busy while the next jobs are fetched.
    await running.onSizeLessThan(concurrency);
    await recorder.onRoom();
    await patience.outlast(() => startProbes(run));
    await putOff(run);
    if (run.addresses.waiting >= maxWaiting) {
      await pause(run);
      continue;
    }
    const jobs = await patience.outlast(() =>
      queue.take(Math.min(takeBatch, concurrency * 2 - running.size)),
    );
    if (jobs.length > 0) {
      await startVisits(run, jobs);
      continue;
    }
    if (await enqueue(run)) continue;
    if (running.size + running.pending > 0) {
      // What is under way may name new hosts; they are due as soon as they are recorded.
      await pause(run);
      continue;
    }
    if (await isDone(run)) return;
  }
}

/** Queues what is due; names that one server alone brings only when nothing else waits, a few at a time. */
async function enqueue({ options, running }: Run): Promise<boolean> {
  const { queue, now, concurrency, patience } = options;
  if ((await patience.outlast(() => queue.enqueueDue(now(), enqueueBatch))) > 0) return true;
  if (running.size > 0) return false;
  return (await patience.outlast(() => queue.enqueueOneNamer(now(), concurrency))) > 0;
}

/** Nothing is under way here. Whether nothing is left, anywhere; if not, waits a moment. */
async function isDone(run: Run): Promise<boolean> {
  const { options, recorder, brake } = run;
  const { db, queue, now, patience } = options;
  if (brake.isDoubtful(Number.POSITIVE_INFINITY)) await resolveDoubt(run);
  if (brake.isTripped) return false;
  // Too few to say that they are ours, and nobody is left who could tell.
  for (const visit of brake.takeHeld()) recorder.add(visit);
  await putOff(run);
  await recorder.flush();
  // In this order: another worker's last batch ends its jobs and adds the hosts they named in one transaction, so
  // hosts that are looked for after its jobs are gone cannot be missed.
  const unfinished = await patience.outlast(() => queue.unfinished());
  if (await enqueue(run)) return false;
  if (unfinished === 0 && !(await patience.outlast(() => isProbeUnderWay(db)))) {
    await patience.outlast(() => recordPass(db, now()));
    if (options.once) return true;
  }
  await options.sleep(idleMs);
  return false;
}

async function pause({ options, running }: Run): Promise<void> {
  await Promise.race([running.onIdle(), options.sleep(idleMs / 4)]);
}

async function putOff({ options, putOff: jobs }: Run): Promise<void> {
  if (jobs.length === 0) return;
  const tomorrow = new Date(addDays(utcDayOf(options.now()), 1));
  const ended = jobs.splice(0);
  await options.patience.outlast(() => options.queue.putOff(ended, tomorrow));
}

async function showProgress(run: Run): Promise<void> {
  const { db, now, progress, observer, tally } = run.options;
  const inFlight = run.running.pending;
  try {
    const [due, unfinished] = await Promise.all([countUnqueuedDue(db, now()), countUnfinishedVisits(db)]);
    const waiting = due + unfinished - inFlight;
    const { visits, instances } = tally;
    const stand = { visits, instances, inFlight, waiting: Math.max(0, waiting) };
    progress.update(stand);
    observer.progressed(stand);
  } catch {
    // The run itself meets the same trouble and reports it; progress alone is not worth a word.
  }
}
