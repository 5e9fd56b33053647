import type PQueue from 'p-queue';
import type { HostName } from '../../db/model/host-name.ts';
import type { OutcomeKind } from '../../db/model/outcome.ts';
import type { VisitRecord } from '../../db/model/visit-record.ts';
import type { HostState } from '../../db/queries/hosts.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { RuleClassifier } from '../../db/writes/classify-rules.ts';
import type { AddressBudget, Place } from './address-budget.ts';
import type { Brake } from './brake.ts';
import type { RunObserver } from './observer.ts';
import type { Patience } from './patience.ts';
import type { ProgressView } from './progress.ts';
import type { Recorder } from './recorder.ts';
import type { RunTally } from './summary.ts';
import type { VisitJob, VisitQueue } from './visit-queue.ts';

/**
 * Visits one host; resolves to undefined when that says nothing about the host: the run was stopped before the visit could
 * end, or this machine could open no more files.
 */
export type Visit = (state: HostState, signal: AbortSignal) => Promise<VisitRecord | undefined>;

/** Reads a host's robots.txt and NodeInfo and no more; records nothing. Undefined when the run was stopped meanwhile. */
export type Probe = (host: HostName, signal: AbortSignal) => Promise<OutcomeKind | undefined>;

/** Whether a host answers at all, by its robots.txt; records nothing. Undefined when the run was stopped meanwhile. */
export type Reach = (host: HostName, signal: AbortSignal) => Promise<boolean | undefined>;

/** What a crawl needs from outside. */
export interface CrawlOptions {
  readonly db: CensusDatabase;
  readonly queue: VisitQueue;
  readonly visit: Visit;
  readonly probe: Probe;
  readonly reach: Reach;
  /** The places that a host's addresses stand for, before anything is sent; none when they are not known. */
  readonly placesOf: (host: HostName) => Promise<readonly Place[]>;
  /** Finds what rules are about. */
  readonly classifier: RuleClassifier;
  /** Visits at a time in this process. */
  readonly concurrency: number;
  /** End when nothing is due and nothing is in flight, in any process; else go on until stopped. */
  readonly once: boolean;
  /** The run's clock: due times and time stamps. */
  readonly now: () => Date;
  /** Monotonic milliseconds: durations. */
  readonly clock: () => number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Outlasts outages of the database; with the same `stop`. */
  readonly patience: Patience;
  readonly progress: ProgressView;
  /** Is told what happens, for logs and metrics. */
  readonly observer: RunObserver;
  readonly tally: RunTally;
  /** Aborted by the first signal: no new visits are begun, those under way may end within some seconds. */
  readonly stop: AbortSignal;
}

/** A crawl under way. */
export interface Run {
  readonly options: CrawlOptions;
  readonly recorder: Recorder;
  /** Visits and probes. */
  readonly running: PQueue;
  readonly brake: Brake;
  readonly addresses: AddressBudget;
  /** Jobs that this worker took and will not visit now: given back at the end, released during an outage. */
  readonly notVisited: VisitJob[];
  /** Jobs whose addresses have had enough for today. */
  readonly putOff: VisitJob[];
  /** Hosts that answered lately, the newest last: whom to ask whether our network works. */
  readonly answeredLately: HostName[];
  /** Domains that are being probed. */
  readonly probing: Set<string>;
  /** Ends visits under way. */
  readonly signal: AbortSignal;
}

/** Sleeps, but no longer than until the run is asked to stop. */
export async function sleepUnlessStopped({ options }: Run, ms: number): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  const onStop = () => stopped.resolve();
  options.stop.addEventListener('abort', onStop, { once: true });
  if (options.stop.aborted) onStop();
  await Promise.race([options.sleep(ms), stopped.promise]);
  options.stop.removeEventListener('abort', onStop);
}
