import type { VisitRecord } from '../../db/model/visit-record.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { classifyNewRules, type RuleClassifier } from '../../db/writes/classify-rules.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { KnownNames } from '../frontier/known-names.ts';
import type { VisitJob, VisitQueue } from './visit-queue.ts';

/** A visit that has ended, with the job that asked for it. */
export interface FinishedVisit extends VisitJob {
  readonly record: VisitRecord;
}

/** What a batch came to. */
export interface RecordedBatch {
  readonly recorded: readonly VisitRecord[];
  readonly newHosts: number;
  /** How long the transaction took. */
  readonly ms: number;
}

const batchSize = 100;
const flushEveryMs = 1_000;
/** A batch is tried again after a deadlock, a serialization failure or a lost connection. */
const maxTries = 5;
/** Classes of SQLSTATE that blame the data: 22 data exception, 23 integrity constraint violation, 54 limit exceeded. */
const poisonClasses: ReadonlySet<string> = new Set(['22', '23', '54']);

/**
 * Collects finished visits and writes them in batches: records and job completions in one transaction, so that a crash
 * loses nothing but the work of the batch in hand, which is done again.
 */
export class Recorder {
  readonly #db: CensusDatabase;
  readonly #queue: VisitQueue;
  readonly #classifier: RuleClassifier;
  readonly #onBatch: (batch: RecordedBatch) => void;
  readonly #sleep: (ms: number) => Promise<void>;
  readonly #knownNames = new KnownNames();
  #waiting: FinishedVisit[] = [];
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #failure: unknown;

  constructor(options: {
    readonly db: CensusDatabase;
    readonly queue: VisitQueue;
    /** Told of the rules that a batch has added. */
    readonly classifier: RuleClassifier;
    /** Called after each batch has been committed. */
    readonly onBatch: (batch: RecordedBatch) => void;
    readonly sleep: (ms: number) => Promise<void>;
  }) {
    this.#db = options.db;
    this.#queue = options.queue;
    this.#classifier = options.classifier;
    this.#onBatch = options.onBatch;
    this.#sleep = options.sleep;
  }

  /** Takes a finished visit; it is written within a second, or sooner when a batch is full. */
  add(visit: FinishedVisit): void {
    this.#waiting.push(visit);
    if (this.#waiting.length >= batchSize) this.#startWriting();
    else this.#timer ??= setTimeout(() => this.#startWriting(), flushEveryMs);
  }

  /** Visits that are not committed yet. */
  get pending(): number {
    return this.#waiting.length;
  }

  /**
   * Waits until everything taken so far is committed.
   *
   * @throws what the database said, when a batch could not be written after all tries.
   */
  async flush(): Promise<void> {
    await this.settle();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** As {@link flush}, for the way out of a run that has failed already: writes what can be written, never throws. */
  async settle(): Promise<void> {
    this.#startWriting();
    await this.#writing;
  }

  /** Ends the writing with an error that came from elsewhere, so that the run stops and reports it. */
  fail(error: unknown): void {
    this.#failure ??= error;
  }

  /** The error that ended the writing, if any; the crawl stops on it. */
  get failure(): unknown {
    return this.#failure;
  }

  #startWriting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    // One after the other: two transactions of one worker would only wait for each other's rows.
    this.#writing = this.#writing
      .then(() => this.#write(batch))
      .catch((error: unknown) => {
        this.#failure ??= error;
      });
  }

  async #write(batch: readonly FinishedVisit[]): Promise<void> {
    try {
      await this.#tryWrite(batch);
    } catch (error) {
      if (!poisonClasses.has(sqlState(error).slice(0, 2))) throw error;
      await this.#writeOneByOne(batch);
    }
    this.#queue.letGo(batch);
    if (batch.some(({ record }) => record.instance?.rules != null))
      await this.#untilItWorks(() => classifyNewRules(this.#db, this.#classifier));
  }

  async #tryWrite(batch: readonly FinishedVisit[]): Promise<void> {
    const startedAtMs = performance.now();
    const result = await this.#untilItWorks(() =>
      this.#db.transaction().execute(async (trx) => {
        const held = await this.#queue.complete(trx, batch);
        const recorded = held.map((visit) => visit.record);
        return { recorded, ...(await recordVisits(trx, recorded, (name) => this.#knownNames.has(name))) };
      }),
    );
    for (const { namedHosts, peers } of result.recorded)
      this.#knownNames.remember([...namedHosts, ...(peers?.hosts ?? [])]);
    this.#onBatch({ ...result, ms: performance.now() - startedAtMs });
  }

  /** Tries again, after growing pauses, what failed for a reason that passes. */
  async #untilItWorks<Value>(task: () => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await task();
      } catch (error) {
        if (attempt >= maxTries || !isTransient(error)) throw error;
        await this.#sleep(250 * 2 ** attempt);
      }
    }
  }

  /** One record that PostgreSQL refuses must not cost the other ninety-nine: it alone is kept as an unexpected end. */
  async #writeOneByOne(batch: readonly FinishedVisit[]): Promise<void> {
    for (const visit of batch) {
      try {
        await this.#tryWrite([visit]);
      } catch (error) {
        const state = sqlState(error);
        if (!poisonClasses.has(state.slice(0, 2))) throw error;
        await this.#tryWrite([
          { ...visit, record: withoutContent(visit.record, `record refused: ${state}`) },
        ]);
      }
    }
  }
}

function withoutContent(record: VisitRecord, detail: string): VisitRecord {
  const status = record.status === 'up' ? 'failing' : record.status;
  const bare = { instance: null, peers: null, namedHosts: [] };
  return { ...record, ...bare, status, outcome: 'unexpected', detail, movedTo: null };
}

function sqlState(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Deadlock, serialization failure, lock timeout, server shutting down or starting, too many clients, lost connection. */
const transientStates: ReadonlySet<string> = new Set([
  '40P01',
  '40001',
  '55P03',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);

function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  // node-postgres reports a connection that ended under a query without a code.
  const isLostConnection = error instanceof Error && error.message.startsWith('Connection terminated');
  return transientStates.has(state) || isLostConnection;
}
