import { silentOutcomes } from '../../db/model/outcome.ts';
import { utcDayOf } from '../../db/model/utc-day.ts';
import type { VisitRecord } from '../../db/model/visit-record.ts';
import { type HostState, hostStates } from '../../db/queries/hosts.ts';
import type { PlacedJob } from './address-budget.ts';
import type { Run } from './run-state.ts';
import { restForShortage } from './shortage.ts';
import type { VisitJob } from './visit-queue.ts';

/** How many of the hosts that answered lately are remembered. */
const rememberedAnswers = 200;

/** Begins the visits of jobs that were taken. A host that has opted out meanwhile is done without a request. */
export async function startVisits(run: Run, jobs: readonly VisitJob[]): Promise<void> {
  const { db, queue, patience } = run.options;
  const hosts = jobs.map((job) => job.host);
  const states = await patience.outlast(() => hostStates(db, hosts));
  for (const job of jobs) {
    const state = states.get(job.host);
    if (state === undefined) await patience.outlast(() => queue.drop(job));
    else void run.running.add(() => findPlace(run, job, state));
  }
}

/** Waits for room at the host's addresses without keeping others from being visited. Never rejects. */
async function findPlace(run: Run, job: VisitJob, state: HostState): Promise<void> {
  const { options, addresses } = run;
  if (isPausing(run)) {
    run.notVisited.push(job);
    return;
  }
  try {
    const placed: PlacedJob = { job, state, places: await options.placesOf(job.host) };
    const isAdmitted =
      state.lastUpAt !== null || addresses.admitUnknown(placed.places, utcDayOf(options.now()));
    if (!isAdmitted) run.putOff.push(job);
    else if (addresses.enter(placed)) await visitPlaced(run, placed);
  } catch (error) {
    run.notVisited.push(job);
    run.recorder.fail(error);
  }
}

/** A bug in a visit ends the run loudly through the recorder's failure, not as an unhandled rejection. */
async function visitPlaced(run: Run, placed: PlacedJob): Promise<void> {
  try {
    if (isPausing(run)) run.notVisited.push(placed.job);
    else if (!run.options.queue.holds(placed.job)) await handBack(run, placed.job);
    else await visitOne(run, placed.job, placed.state);
  } catch (error) {
    run.notVisited.push(placed.job);
    run.recorder.fail(error);
  } finally {
    for (const next of run.addresses.leave(placed)) void run.running.add(() => visitPlaced(run, next));
  }
}

/** Visits a host and hands what came of it to the brake, which says what may be recorded. */
export async function visitOne(run: Run, job: VisitJob, state: HostState): Promise<VisitRecord | undefined> {
  const { options, brake, recorder } = run;
  const startedAtMs = options.clock();
  const record = await options.visit(state, run.signal);
  if (record === undefined) {
    if (options.stop.aborted || run.signal.aborted) run.notVisited.push(job);
    else await restForShortage(run, job);
    return undefined;
  }
  options.observer.visitEnded(record);
  if (!silentOutcomes.has(record.outcome)) noteAnswer(run, record);
  const visit = { ...job, record, statusBefore: state.status, startedAtMs, endedAtMs: options.clock() };
  for (const judged of brake.judge(visit)) recorder.add(judged);
  return record;
}

function noteAnswer({ answeredLately }: Run, { host }: VisitRecord): void {
  answeredLately.push(host);
  if (answeredLately.length > rememberedAnswers) answeredLately.shift();
}

/** Another worker may have it by now. If not, it is free at once. */
async function handBack({ options: { patience, queue } }: Run, job: VisitJob): Promise<void> {
  await patience.outlast(() => queue.giveBack([job]));
}

const isPausing = ({ options, brake }: Run) => options.stop.aborted || brake.isTripped;
