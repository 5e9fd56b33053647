import type { VisitRecord } from '../../db/model/visit-record.ts';
import { problemCode, problemKindOf } from '../../db/problems.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { classifyNewRules, type RuleClassifier } from '../../db/writes/classify-rules.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { KnownNames } from '../frontier/known-names.ts';
import type { Patience } from './patience.ts';
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
/** Names of hosts, most of them of peer lists, that may wait to be written: some ten megabytes. */
const maxUncommittedNames = 100_000;
const maxUncommittedVisits = 5 * batchSize;

/**
 * Collects finished visits and writes them in batches: records and job completions in one transaction, so that a crash
 * loses nothing but the work of the batch in hand, which is done again.
 */
export class Recorder {
  readonly #db: CensusDatabase;
  readonly #queue: VisitQueue;
  readonly #classifier: RuleClassifier;
  readonly #onBatch: (batch: RecordedBatch) => void;
  readonly #patience: Patience;
  readonly #knownNames = new KnownNames();
  #waiting: FinishedVisit[] = [];
  #uncommittedVisits = 0;
  #uncommittedNames = 0;
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
    readonly patience: Patience;
  }) {
    this.#db = options.db;
    this.#queue = options.queue;
    this.#classifier = options.classifier;
    this.#onBatch = options.onBatch;
    this.#patience = options.patience;
  }

  /** Takes a finished visit; it is written within a second, or sooner when a batch is full. */
  add(visit: FinishedVisit): void {
    this.#waiting.push(visit);
    this.#uncommittedVisits += 1;
    this.#uncommittedNames += namesIn(visit);
    if (this.#waiting.length >= batchSize) this.#startWriting();
    else this.#timer ??= setTimeout(() => this.#startWriting(), flushEveryMs);
  }

  /** Waits until there is room for more: when the database is slower than the visits, it holds them up. */
  async onRoom(): Promise<void> {
    const isFull = () =>
      this.#uncommittedVisits > maxUncommittedVisits || this.#uncommittedNames > maxUncommittedNames;
    while (isFull() && this.#failure === undefined) {
      this.#startWriting();
      await this.#writing;
    }
  }

  /**
   * Waits until everything taken so far is committed.
   *
   * @throws what the database said, when a batch could not be written, however long the run waited.
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
      })
      .finally(() => {
        this.#uncommittedVisits -= batch.length;
        this.#uncommittedNames -= batch.reduce((sum, visit) => sum + namesIn(visit), 0);
      });
  }

  async #write(batch: readonly FinishedVisit[]): Promise<void> {
    await this.#writeOrDivide(batch);
    if (batch.some(({ record }) => record.instance?.rules != null))
      await this.#patience.outlast(() => classifyNewRules(this.#db, this.#classifier));
  }

  /**
   * One record that PostgreSQL refuses must not cost the others: the batch is halved until that record stands alone, and
   * is kept as an unexpected end. A thousand records with one such take some twenty transactions.
   */
  async #writeOrDivide(batch: readonly FinishedVisit[]): Promise<void> {
    try {
      await this.#writeTogether(batch);
    } catch (error) {
      if (problemKindOf(error) !== 'refused') throw error;
      const [first] = batch;
      if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await this.#writeOrDivide(batch.slice(0, middle));
        await this.#writeOrDivide(batch.slice(middle));
      } else if (first !== undefined) {
        this.#patience.note(error);
        const detail = `record refused: ${problemCode(error) ?? 'unknown reason'}`;
        await this.#writeTogether([{ ...first, record: withoutContent(first.record, detail) }]);
      }
    }
  }

  async #writeTogether(batch: readonly FinishedVisit[]): Promise<void> {
    const startedAtMs = performance.now();
    const result = await this.#patience.outlast(() =>
      this.#db.transaction().execute(async (trx) => {
        const held = await this.#queue.complete(trx, batch);
        const recorded = held.map((visit) => visit.record);
        return { recorded, ...(await recordVisits(trx, recorded, (name) => this.#knownNames.has(name))) };
      }),
    );
    this.#queue.letGo(batch);
    for (const { namedHosts, peers } of result.recorded)
      this.#knownNames.remember([...namedHosts, ...(peers?.hosts ?? [])]);
    this.#onBatch({ ...result, ms: performance.now() - startedAtMs });
  }
}

function namesIn({ record: { namedHosts, peers } }: FinishedVisit): number {
  return namedHosts.length + (peers?.hosts.length ?? 0);
}

/** What PostgreSQL's integer holds. */
const maxInteger = 2 ** 31 - 1;

/** Nothing of it can be refused again: numbers of ours that are too large are a bug, and it must not end the run. */
function withoutContent(record: VisitRecord, detail: string): VisitRecord {
  const status = record.status === 'up' ? 'failing' : record.status;
  const requests = Math.min(record.requests, maxInteger);
  const durationMs = Math.min(record.durationMs, maxInteger);
  const bare = { instance: null, peers: null, namedHosts: [], requests, durationMs };
  return { ...record, ...bare, status, outcome: 'unexpected', detail, movedTo: null };
}
