import { ruleClassifier } from '../../crawler/rule-topics/rule-classifier.ts';
import { Patience } from '../../crawler/run/patience.ts';
import { Recorder } from '../../crawler/run/recorder.ts';
import { type VisitJob, VisitQueue } from '../../crawler/run/visit-queue.ts';
import type { VisitRecord } from '../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../db/tables.ts';

/** A worker's queue and recorder on a real database, without a loop: the test decides what is visited when. */
export interface VisitWorker extends AsyncDisposable {
  readonly queue: VisitQueue;
  readonly recorder: Recorder;
  /** What was committed, in order. */
  readonly recorded: VisitRecord[];
  /** What the recorder and the queue told of: outages and refused records. */
  readonly troubles: unknown[];
  /** Queues everything that is due and takes it. */
  takeAll(now: Date): Promise<readonly VisitJob[]>;
}

export async function openVisitWorker(database: {
  readonly url: string;
  readonly db: CensusDatabase;
}): Promise<VisitWorker> {
  const recorded: VisitRecord[] = [];
  const troubles: unknown[] = [];
  const tell = (problem: unknown) => void troubles.push(problem);
  const patience = new Patience({
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, Math.min(ms, 50))),
    elapsedMs: () => performance.now(),
    stop: new AbortController().signal,
    onOutage: tell,
    onOutageEnd: () => undefined,
    onProblem: tell,
  });
  const queue = await VisitQueue.open({ databaseUrl: database.url, db: database.db, onProblem: tell });
  const recorder = new Recorder({
    db: database.db,
    queue,
    classifier: ruleClassifier,
    onBatch: (batch) => void recorded.push(...batch.recorded),
    patience,
  });
  return {
    queue,
    recorder,
    recorded,
    troubles,
    takeAll: async (now) => {
      while ((await queue.enqueueDue(now, 1_000)) > 0);
      return queue.take(10_000);
    },
    [Symbol.asyncDispose]: () => queue.close(),
  };
}
