import { fromKysely, type JobAttempt, PgBoss } from 'pg-boss';
import { impatientSocket } from '../../db/client.ts';
import type { HostName } from '../../db/model/host-name.ts';
import { countUnfinishedVisits, heldJobs, lockHeldJobs } from '../../db/queries/visit-jobs.ts';
import type { CensusDatabase, CensusTransaction } from '../../db/tables.ts';
import {
  type ClaimedHost,
  claimDueHosts,
  claimSample,
  putOffHosts,
  releaseLostHosts,
  unclaimHosts,
} from '../../db/writes/claim-due-hosts.ts';
import { claimOneNamerHosts } from '../../db/writes/claim-one-namer-hosts.ts';
import { patiencePolicy } from './patience.ts';

const queueName = 'visit';

/**
 * How work is handed out. All of it is measured by the database's clock, so the clocks of workers do not matter. A worker
 * that stops refreshing its jobs loses them to another within `heartbeatSeconds + 2 * monitorIntervalSeconds`, well
 * under a minute; three refreshments in a row may come late or not at all without harm.
 */
export const queuePolicy = {
  heartbeatSeconds: 15,
  touchEveryMs: 4_000,
  /** How often each worker looks for jobs of dead ones. */
  monitorIntervalSeconds: 3,
  /** A visit has its own deadline of about two minutes; this is the net below it. */
  expireInSeconds: 900,
  /** Counts given-back jobs and dead workers. Afterwards the host is claimed anew: see `releaseEveryMs`. */
  retryLimit: 10,
  /** Done jobs are of no further use: the visit table has the record. */
  deleteAfterSeconds: 3_600,
  /** How often hosts are looked for whose job has failed for good or was removed by hand. */
  releaseEveryMs: 60_000,
} as const;

/** One host to visit, held by this worker. `attempt` fences it: a worker that lost the job cannot complete it. */
export interface VisitJob {
  readonly host: HostName;
  readonly attempt: JobAttempt;
}

/**
 * The queue of visits on PostgreSQL (pg-boss). At most one job a host is queued or active, over all workers, so that no
 * host is visited twice at once.
 */
export class VisitQueue {
  readonly #boss: PgBoss;
  readonly #db: CensusDatabase;
  readonly #onProblem: (problem: unknown) => void;
  /** When each job was last known to be ours, by this process's monotonic clock: before the question was sent. */
  readonly #held = new Map<string, { readonly attempt: JobAttempt; readonly heldAtMs: number }>();
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(boss: PgBoss, db: CensusDatabase, onProblem: (problem: unknown) => void) {
    this.#boss = boss;
    this.#db = db;
    this.#onProblem = onProblem;
  }

  /**
   * Connects, and creates the queue when it is not there; several processes may do so at once.
   *
   * @param onProblem is told of trouble in the background, such as a lost connection; the queue goes on. An outage of
   * the database makes many such calls.
   */
  static async open(options: {
    readonly databaseUrl: string;
    readonly db: CensusDatabase;
    readonly onProblem: (problem: unknown) => void;
  }): Promise<VisitQueue> {
    // pg-boss hands options that it does not know on to its pool.
    const connections = { max: 3, ...impatientSocket(patiencePolicy.silentServerMs) };
    const boss = new PgBoss({
      connectionString: options.databaseUrl,
      application_name: 'fedicensus queue',
      ...connections,
      schedule: false,
      monitorIntervalSeconds: queuePolicy.monitorIntervalSeconds,
      superviseIntervalSeconds: queuePolicy.monitorIntervalSeconds,
    });
    boss.on('error', options.onProblem);
    await boss.start();
    const { heartbeatSeconds, expireInSeconds, retryLimit, deleteAfterSeconds } = queuePolicy;
    await boss.createQueue(queueName, {
      policy: 'exclusive',
      heartbeatSeconds,
      expireInSeconds,
      retryLimit,
      deleteAfterSeconds,
    });
    // Of a queue that an earlier release has made.
    await boss.updateQueue(queueName, { heartbeatSeconds, expireInSeconds, retryLimit, deleteAfterSeconds });
    const queue = new VisitQueue(boss, options.db, options.onProblem);
    await releaseLostHosts(options.db);
    queue.#every(queuePolicy.touchEveryMs, () => queue.#touch());
    queue.#every(queuePolicy.releaseEveryMs, () => releaseLostHosts(options.db));
    return queue;
  }

  /** Queues hosts that are due, but for those that one server alone names. Returns how many. */
  async enqueueDue(now: Date, limit: number): Promise<number> {
    return this.#enqueue((trx) => claimDueHosts(trx, now, limit));
  }

  /** Queues hosts that one server alone names, within the budgets of their domains and of who names them. */
  async enqueueOneNamer(now: Date, limit: number): Promise<number> {
    return this.#enqueue((trx) => claimOneNamerHosts(trx, now, limit));
  }

  /** Queues some due hosts at random: a sample by which to tell whether our own network works. */
  async enqueueSample(now: Date, limit: number): Promise<number> {
    return this.#enqueue((trx) => claimSample(trx, now, limit));
  }

  /** The hosts' marks and their jobs are written together; hosts of a better rank are taken first. */
  async #enqueue(claim: (trx: CensusTransaction) => Promise<readonly ClaimedHost[]>): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const hosts = await claim(trx);
      if (hosts.length > 0) {
        const jobs = hosts.map(({ host, visitRank }) => ({
          data: { host },
          singletonKey: host,
          priority: -visitRank,
        }));
        await this.#boss.insert(queueName, jobs, { db: fromKysely(trx) });
      }
      return hosts.length;
    });
  }

  /** Takes up to `limit` jobs; they are this worker's until completed or given back. */
  async take(limit: number): Promise<readonly VisitJob[]> {
    const heldAtMs = performance.now();
    const jobs = await this.#boss.fetch<{ host: HostName }>(queueName, {
      batchSize: limit,
      includeMetadata: true,
    });
    return jobs.map(({ id, retryCount, data }) => {
      const attempt = { id, retryCount };
      this.#held.set(id, { attempt, heldAtMs });
      return { host: data.host, attempt };
    });
  }

  /**
   * Marks jobs as done, in the transaction that records their visits.
   *
   * @returns the jobs that were still this worker's; the others have been taken over and must not be recorded.
   */
  async complete<Job extends VisitJob>(
    trx: CensusTransaction,
    jobs: readonly Job[],
  ): Promise<readonly Job[]> {
    const ids = await lockHeldJobs(
      trx,
      jobs.map((job) => job.attempt),
    );
    const held = jobs.filter((job) => ids.has(job.attempt.id));
    if (held.length > 0) {
      const attempts = held.map((job) => job.attempt);
      await this.#boss.complete(queueName, attempts, null, { db: fromKysely(trx) });
    }
    return held;
  }

  /**
   * Whether a job is ours for certain, so that its visit may begin. It is not when the database has not confirmed it for
   * as long as a heartbeat lasts: this process was frozen, or the database away, and another worker may have it.
   */
  holds(job: VisitJob): boolean {
    const held = this.#held.get(job.attempt.id);
    if (held?.attempt.retryCount !== job.attempt.retryCount) return false;
    return performance.now() - held.heldAtMs < queuePolicy.heartbeatSeconds * 1_000;
  }

  /** Stops refreshing jobs that are done. To be called once their transaction has been committed. */
  letGo(jobs: readonly VisitJob[]): void {
    for (const { attempt } of jobs)
      if (this.#held.get(attempt.id)?.attempt.retryCount === attempt.retryCount)
        this.#held.delete(attempt.id);
  }

  /** Ends a job without a visit: its host has opted out since it was queued. */
  async drop(job: VisitJob): Promise<void> {
    this.letGo([job]);
    await this.#boss.complete(queueName, job.attempt);
  }

  /** Ends jobs whose visits are held against nobody; their hosts are due as before. */
  async release(jobs: readonly VisitJob[]): Promise<void> {
    await this.#end(jobs, unclaimHosts);
  }

  /** Ends jobs without a visit; their hosts are due at a later time. */
  async putOff(jobs: readonly VisitJob[], nextVisitAt: Date): Promise<void> {
    await this.#end(jobs, (trx, hosts) => putOffHosts(trx, hosts, nextVisitAt));
  }

  /** Jobs that another worker has taken over are that worker's to end. */
  async #end(
    jobs: readonly VisitJob[],
    write: (trx: CensusTransaction, hosts: readonly HostName[]) => Promise<void>,
  ): Promise<void> {
    if (jobs.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      const held = await this.complete(trx, jobs);
      await write(
        trx,
        held.map((job) => job.host),
      );
    });
    this.letGo(jobs);
  }

  /** Gives jobs back undone, for another worker to take at once. Those that are another's already are left alone. */
  async giveBack(jobs: readonly VisitJob[]): Promise<void> {
    if (jobs.length === 0) return;
    this.letGo(jobs);
    const attempts = jobs.map((job) => job.attempt);
    await this.#boss.fail(queueName, attempts, { message: 'given back' });
  }

  /**
   * Jobs waiting or running, over all workers. Lets the jobs of dead workers be found, and makes hosts due again whose
   * job is gone.
   */
  async unfinished(): Promise<number> {
    await this.#boss.supervise(queueName);
    const unfinished = await countUnfinishedVisits(this.#db);
    if (unfinished === 0) await releaseLostHosts(this.#db);
    return unfinished;
  }

  /** Releases everything; jobs still held go to another worker when their heartbeat runs out. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#boss.stop({ graceful: false, close: true });
  }

  #every(ms: number, task: () => Promise<unknown>): void {
    let isRunning = false;
    const run = async () => {
      if (isRunning) return;
      isRunning = true;
      // A missed heartbeat costs nothing while the next one comes in time.
      await task().catch(this.#onProblem);
      isRunning = false;
    };
    this.#timers.push(setInterval(() => void run(), ms));
  }

  async #touch(): Promise<void> {
    const heldAtMs = performance.now();
    const held = [...this.#held.values()];
    if (held.length === 0) return;
    const attempts = held.map(({ attempt }) => attempt);
    await this.#boss.touch(queueName, attempts);
    const ours = await heldJobs(this.#db, attempts);
    for (const { attempt } of held) {
      if (this.#held.get(attempt.id)?.attempt !== attempt) continue;
      if (ours.has(attempt.id)) this.#held.set(attempt.id, { attempt, heldAtMs });
      else this.#held.delete(attempt.id);
    }
  }
}
