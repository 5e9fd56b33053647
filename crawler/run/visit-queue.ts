import { fromKysely, type JobAttempt, PgBoss } from 'pg-boss';
import type { HostName } from '../../db/model/host-name.ts';
import { countUnfinishedVisits, heldJobs } from '../../db/queries/visit-jobs.ts';
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

const queueName = 'visit';

/**
 * How work is handed out. A worker that stops refreshing its jobs loses them to another within
 * `heartbeatSeconds + monitorIntervalSeconds`, well under a minute.
 */
const policy = {
  heartbeatSeconds: 20,
  touchEveryMs: 6_000,
  monitorIntervalSeconds: 5,
  /** A visit has its own deadline of about two minutes; this is the net below it. */
  expireInSeconds: 900,
  /** A job is only retried when its worker died; a host that kills ten workers is left for the schedule. */
  retryLimit: 10,
  /** Done jobs are of no further use: the visit table has the record. */
  deleteAfterSeconds: 3_600,
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
  readonly #held = new Map<string, JobAttempt>();
  #touchTimer: NodeJS.Timeout | undefined;

  private constructor(boss: PgBoss, db: CensusDatabase) {
    this.#boss = boss;
    this.#db = db;
  }

  /**
   * Connects, and creates the queue when it is not there.
   *
   * @param onProblem is told of trouble in the background, such as a lost connection; the queue goes on.
   */
  static async open(options: {
    readonly databaseUrl: string;
    readonly db: CensusDatabase;
    readonly onProblem: (problem: unknown) => void;
  }): Promise<VisitQueue> {
    const boss = new PgBoss({
      connectionString: options.databaseUrl,
      application_name: 'fedicensus queue',
      max: 3,
      schedule: false,
      monitorIntervalSeconds: policy.monitorIntervalSeconds,
      superviseIntervalSeconds: policy.monitorIntervalSeconds,
    });
    boss.on('error', options.onProblem);
    await boss.start();
    const { heartbeatSeconds, expireInSeconds, retryLimit, deleteAfterSeconds } = policy;
    await boss.createQueue(queueName, {
      policy: 'exclusive',
      heartbeatSeconds,
      expireInSeconds,
      retryLimit,
      deleteAfterSeconds,
    });
    const queue = new VisitQueue(boss, options.db);
    queue.#touchTimer = setInterval(() => void queue.#touch(options.onProblem), policy.touchEveryMs);
    await releaseLostHosts(options.db);
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
    const jobs = await this.#boss.fetch<{ host: HostName }>(queueName, {
      batchSize: limit,
      includeMetadata: true,
    });
    return jobs.map(({ id, retryCount, data }) => {
      const attempt = { id, retryCount };
      this.#held.set(id, attempt);
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
    const ids = await heldJobs(
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

  /** Stops refreshing jobs that are done. To be called once their transaction has been committed. */
  letGo(jobs: readonly VisitJob[]): void {
    for (const job of jobs) this.#held.delete(job.attempt.id);
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

  /** Gives jobs back undone, for another worker to take at once. */
  async giveBack(jobs: readonly VisitJob[]): Promise<void> {
    if (jobs.length === 0) return;
    this.letGo(jobs);
    const attempts = jobs.map((job) => job.attempt);
    await this.#boss.fail(queueName, attempts, { message: 'given back' });
  }

  /** Jobs waiting or running, over all workers; and lets the jobs of dead workers be found. */
  async unfinished(): Promise<number> {
    await this.#boss.supervise(queueName);
    return countUnfinishedVisits(this.#db);
  }

  /** Releases everything; jobs still held go to another worker when their heartbeat runs out. */
  async close(): Promise<void> {
    clearInterval(this.#touchTimer);
    await this.#boss.stop({ graceful: false, close: true });
  }

  async #touch(onProblem: (problem: unknown) => void): Promise<void> {
    const held = [...this.#held.values()];
    if (held.length === 0) return;
    try {
      await this.#boss.touch(queueName, held);
    } catch (problem) {
      // A missed heartbeat costs nothing while the next one comes in time.
      onProblem(problem);
    }
  }
}
