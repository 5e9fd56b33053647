import PQueue from 'p-queue';
import type { VisitRecord } from '../../db/model/visit-record.ts';
import { dueHosts, type HostState, hostStates } from '../../db/queries/hosts.ts';
import { countUnfinishedVisits } from '../../db/queries/visit-jobs.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { RuleClassifier } from '../../db/writes/classify-rules.ts';
import type { RunObserver } from './observer.ts';
import type { ProgressView } from './progress.ts';
import { Recorder } from './recorder.ts';
import type { RunTally } from './summary.ts';
import type { VisitJob, VisitQueue } from './visit-queue.ts';

/** Visits one host; resolves to undefined when the run was stopped before the visit could end. */
export type Visit = (state: HostState, signal: AbortSignal) => Promise<VisitRecord | undefined>;

/** What a crawl needs from outside. */
export interface CrawlOptions {
  readonly db: CensusDatabase;
  readonly queue: VisitQueue;
  readonly visit: Visit;
  /** Finds what rules are about. */
  readonly classifier: RuleClassifier;
  /** Visits at a time in this process. */
  readonly concurrency: number;
  /** End when nothing is due and nothing is in flight, in any process; else go on until stopped. */
  readonly once: boolean;
  /** The run's clock: due times and time stamps. */
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly progress: ProgressView;
  /** Is told what happens, for logs and metrics. */
  readonly observer: RunObserver;
  readonly tally: RunTally;
  /** Aborted by the first signal: no new visits are begun, those under way may end within `drainMs`. */
  readonly stop: AbortSignal;
}

/** Due hosts moved into the queue at a time: enough for minutes, few enough that a stopped run leaves few behind. */
const enqueueBatch = 1_000;
const takeBatch = 50;
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
 * @throws what the database said when it stayed away.
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
    sleep: options.sleep,
  });
  const drain = new AbortController();
  const running = new PQueue({ concurrency: options.concurrency });
  const notVisited: VisitJob[] = [];
  const run: Run = { options, recorder, running, notVisited, signal: drain.signal };
  const ticker = setInterval(() => void showProgress(run), progressEveryMs);
  try {
    await visitUntilDone(run);
    // Reached by a stop or by the end of all work; waiting tasks see the stop and give their jobs back at once.
    setTimeout(() => drain.abort(), drainMs).unref();
    await running.onIdle();
    await recorder.flush();
  } finally {
    drain.abort();
    clearInterval(ticker);
    await running.onIdle();
    await recorder.settle();
    options.progress.stop();
    await queue.giveBack(notVisited).catch(() => undefined);
  }
}

interface Run {
  readonly options: CrawlOptions;
  readonly recorder: Recorder;
  readonly running: PQueue;
  /** Jobs that this worker took and will not visit. */
  readonly notVisited: VisitJob[];
  readonly signal: AbortSignal;
}

async function visitUntilDone(run: Run): Promise<void> {
  const { options, recorder, running } = run;
  const { queue, concurrency, stop } = options;
  while (!stop.aborted) {
    if (recorder.failure !== undefined) throw recorder.failure;
    // Twice the concurrency keeps every slot busy while the next jobs are fetched.
    await running.onSizeLessThan(concurrency);
    const jobs = await queue.take(Math.min(takeBatch, concurrency * 2 - running.size));
    if (jobs.length > 0) {
      await startVisits(run, jobs);
      continue;
    }
    if ((await queue.enqueueDue(options.now(), enqueueBatch)) > 0) continue;
    if (running.size + running.pending > 0) {
      // What is under way may name new hosts; they are due as soon as they are recorded.
      await Promise.race([running.onIdle(), options.sleep(idleMs / 4)]);
      continue;
    }
    await recorder.flush();
    // In this order: another worker's last batch ends its jobs and adds the hosts they named in one transaction, so
    // hosts that are looked for after its jobs are gone cannot be missed.
    const unfinished = await queue.unfinished();
    if ((await queue.enqueueDue(options.now(), enqueueBatch)) > 0) continue;
    if (options.once && unfinished === 0) return;
    await options.sleep(idleMs);
  }
}

async function startVisits(run: Run, jobs: readonly VisitJob[]): Promise<void> {
  const states = await hostStates(
    run.options.db,
    jobs.map((job) => job.host),
  );
  for (const job of jobs) {
    const state = states.get(job.host);
    // Opted out since it was queued: the job is done without a request.
    if (state === undefined) await run.options.queue.drop(job);
    else void run.running.add(() => visitOne(run, job, state));
  }
}

/** Never rejects: a bug in a visit ends the run loudly through the recorder's failure, not as an unhandled rejection. */
async function visitOne(run: Run, job: VisitJob, state: HostState): Promise<void> {
  if (run.options.stop.aborted) {
    run.notVisited.push(job);
    return;
  }
  try {
    const record = await run.options.visit(state, run.signal);
    if (record === undefined) {
      run.notVisited.push(job);
      return;
    }
    run.options.observer.visitEnded(record);
    run.recorder.add({ ...job, record });
  } catch (error) {
    run.notVisited.push(job);
    run.recorder.fail(error);
  }
}

async function showProgress(run: Run): Promise<void> {
  const { db, now, progress, observer, tally } = run.options;
  const inFlight = run.running.pending;
  try {
    const [{ due }, unfinished] = await Promise.all([dueHosts(db, now()), countUnfinishedVisits(db)]);
    // A queued host is still due in the table; the larger number holds both.
    const waiting = Math.max(due, unfinished) - inFlight;
    const { visits, instances } = tally;
    const stand = { visits, instances, inFlight, waiting: Math.max(0, waiting) };
    progress.update(stand);
    observer.progressed(stand);
  } catch {
    // The run itself meets the same trouble and reports it; progress alone is not worth a word.
  }
}
