import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeDatabaseProblem } from '../../db/client.ts';
import type { HostName } from '../../db/model/host-name.ts';
import { daysFromTo, utcDayOf } from '../../db/model/utc-day.ts';
import { daysToRollUp } from '../../db/queries/days-to-roll-up.ts';
import { hasHosts, lastOutcomes } from '../../db/queries/hosts.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { classifyRules } from '../../db/writes/classify-rules.ts';
import { pruneDatasetChanges } from '../../db/writes/prune-dataset-changes.ts';
import { pruneVisits } from '../../db/writes/prune-visits.ts';
import { spreadOverdue } from '../../db/writes/spread-overdue.ts';
import { judgeDays } from '../census/judge-days.ts';
import { reviseDays } from '../census/revise-days.ts';
import { rollUpDays } from '../census/roll-up.ts';
import type { CrawlConfig } from '../config.ts';
import { defaultSeeds, readSeeds } from '../frontier/seeds.ts';
import { checkRemovals } from '../removal/check-removals.ts';
import { openClock } from '../run/clock.ts';
import { crawl } from '../run/crawl.ts';
import type { RunObserver } from '../run/observer.ts';
import { OwnOutageError } from '../run/outage.ts';
import { Patience, patiencePolicy } from '../run/patience.ts';
import { openProgress } from '../run/progress.ts';
import { affordableConcurrency, maxOpenFilesOfProcess } from '../run/shortage.ts';
import { type CrawlSummary, RunTally } from '../run/summary.ts';
import { VisitQueue } from '../run/visit-queue.ts';
import { openTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { openDoor } from './open-door.ts';
import { openVisits } from './open-visits.ts';
import { lookForPublicationEveryMs, nightly } from './publish.ts';
import { once, repeat } from './repeat.ts';
import { withCensus } from './with-census.ts';

/** While a crawl goes on, the running day is rolled up this often, so that the site shows where it stands. */
const rollUpEveryMs = 60_000;
/** What is too old to be of use is deleted this often. */
const pruneEveryMs = 3_600_000;
/** While a crawl goes on, proofs for removals that are due are looked for this often. */
const checkRemovalsEveryMs = 15_000;
/** How soon somebody who waits is told that nothing can be reached. */
const watchSeedsEveryMs = 2_000;

/** `fedicensus crawl`: visits due hosts; see CONTRACT and `--help` for the options. */
export async function crawlCommand(context: CommandContext, config: CrawlConfig): Promise<void> {
  await withCensus(
    context,
    async ({ db, databaseUrl }) => {
      const { summary, unreached } = await runCrawl({ context, config, db, databaseUrl });
      context.stdout.write(config.json ? `${JSON.stringify(summary)}\n` : describe(summary));
      // Judged after the summary has been printed: it is true, and a script may want it all the same.
      if (unreached !== undefined) throw unreached;
    },
    workerSession,
  );
}

/**
 * A worker that is frozen within a transaction holds locks that every other one comes to wait for, and keeps its jobs
 * from being taken over: the server ends its transaction after this time. A server that hangs is noticed, too.
 */
export const workerSession = {
  idleInTransactionTimeoutMs: 15_000,
  silentServerMs: patiencePolicy.silentServerMs,
} as const;

/** What a crawl runs with. */
export interface CrawlRun {
  readonly context: CommandContext;
  readonly config: CrawlConfig;
  readonly db: CensusDatabase;
  /** For the queue, which has connections of its own. */
  readonly databaseUrl: string;
}

/** A crawl as it ended. */
export interface CrawlResult {
  readonly summary: CrawlSummary;
  /** Set when seeds were given and none of them, nor anything else, could be reached. */
  readonly unreached: CommandError | undefined;
}

/**
 * Crawls with a configuration until done (`once`) or until the context's stop, and rolls the days up. The part that
 * `crawl` and `start` share.
 */
export async function runCrawl(run: CrawlRun): Promise<CrawlResult> {
  const { context, db } = run;
  const config = withinOpenFiles(run.config, context);
  const given = await givenSeeds(config, context);
  const startedAtMs = performance.now();
  const elapsedMs = () => performance.now() - startedAtMs;
  const now = openClock(config.now ?? new Date(), elapsedMs);
  // Only now: the language model behind it takes 0.4 s and 90 MB, which no other command should pay for.
  const { ruleClassifier } = await import('../rule-topics/rule-classifier.ts');
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  await using telemetry = await openRunTelemetry(run, now);
  const { observer } = telemetry;
  const patience = new Patience({
    ...tellOfOutages(context, observer),
    sleep: (ms) => sleep(ms),
    elapsedMs,
    stop: context.stop,
  });
  const onProblem = (problem: unknown) => patience.note(problem);
  const door = await openDoor(context.environment, config);
  const visits = openVisits({ http: door.http, findNetwork: door.findNetwork, now, random });
  const queue = await VisitQueue.open({ databaseUrl: run.databaseUrl, db, onProblem });
  const firstDay = utcDayOf(now());
  const tally = new RunTally();
  const seeds = given.length > 0 ? given : await firstSeeds(db);
  const rollUp = async () => {
    const days = new Set(await daysToRollUp(db, firstDay, utcDayOf(now())));
    // A day on which nothing answered has figures too.
    if (tally.visits > 0) for (const day of daysFromTo(firstDay, utcDayOf(now()))) days.add(day);
    const inOrder = [...days].sort();
    await judgeDays(db, inOrder);
    await rollUpDays(db, inOrder, now());
  };
  const tools = { ...door, sleep: (ms: number) => sleep(ms) };
  const takeCareOfRemovals = async () => {
    await checkRemovals({ db, tools, now, stop: context.stop });
    // Also of hosts that were forgotten by a visit.
    await reviseDays(db, now(), context.stop);
  };
  const prune = async () => {
    await pruneVisits(db, now());
    await pruneDatasetChanges(db);
  };
  const background = config.once
    ? [once(takeCareOfRemovals, onProblem)]
    : [
        once(takeCareOfRemovals, onProblem),
        repeat(rollUp, rollUpEveryMs, onProblem),
        repeat(prune, pruneEveryMs, onProblem),
        repeat(takeCareOfRemovals, checkRemovalsEveryMs, onProblem),
        repeat(nightly(context, db, now), lookForPublicationEveryMs, onProblem),
        watchSeeds(run, seeds, onProblem),
      ];
  try {
    // What an earlier release has classified in another way.
    await patience.outlast(() => classifyRules(db, ruleClassifier));
    if (!config.once) await patience.outlast(() => spreadOverdue(db, now()));
    tally.addSeeds(await patience.outlast(() => addHosts(db, seeds, { source: 'seed', at: now() })));
    await crawl({
      db,
      queue,
      ...visits,
      classifier: ruleClassifier,
      concurrency: config.concurrency,
      once: config.once,
      now,
      clock: () => performance.now(),
      random,
      sleep: (ms) => sleep(ms),
      patience,
      progress: openProgress(context.stderr, elapsedMs),
      observer,
      tally,
      stop: context.stop,
    }).catch(explainOutage);
    await patience.outlast(takeCareOfRemovals);
    await patience.outlast(rollUp);
    await patience.outlast(() => pruneDatasetChanges(db));
  } finally {
    for (const stop of background) await stop();
    await queue.close();
  }
  return { summary: tally.summary(elapsedMs() / 1000), unreached: judgeSeeds(await lastOutcomes(db, seeds)) };
}

/** Each visit takes a file or two: fewer visits at a time are better than visits that fail. */
function withinOpenFiles(config: CrawlConfig, { stderr }: CommandContext): CrawlConfig {
  const limit = maxOpenFilesOfProcess();
  const concurrency = affordableConcurrency(config.concurrency, limit);
  if (concurrency < config.concurrency)
    stderr.write(
      `crawl: this process may open ${limit} files (ulimit -n): ${concurrency} visits at a time in place of ${config.concurrency}.\n`,
    );
  return { ...config, concurrency };
}

async function openRunTelemetry({ context, config, db }: CrawlRun, now: () => Date): Promise<Telemetry> {
  const { environment, stderr } = context;
  const opened = await openTelemetry({ environment, stderr, db, now, once: config.once });
  if (!opened.ok) throw new CommandError(opened.problem);
  return opened.telemetry;
}

/** An outage of the operator's own network is a sentence for the operator, not a bug of ours. */
function explainOutage(error: unknown): never {
  throw error instanceof OwnOutageError ? new CommandError(error.message, { cause: error }) : error;
}

/** One line at the beginning of an outage and one at its end, however many tasks meet it. */
function tellOfOutages({ stderr }: CommandContext, observer: RunObserver) {
  const tell = (line: string) => void stderr.write(`crawl: ${line}\n`);
  const words = (problem: unknown) => describeDatabaseProblem(problem) ?? String(problem);
  return {
    onOutage: (problem: unknown) => tell(`${words(problem)} Waiting for it; nothing is lost.`),
    onOutageEnd: ({ ms, isOver }: { readonly ms: number; readonly isOver: boolean }) =>
      tell(`the database ${isOver ? 'works again' : 'is given up'} after ${Math.round(ms / 1000)} s.`),
    onProblem: observer.troubled,
  };
}

/** A crawl that goes on says once, as soon as all seeds have failed, that it is going nowhere. */
function watchSeeds(
  run: CrawlRun,
  seeds: readonly HostName[],
  onProblem: (problem: unknown) => void,
): () => Promise<void> {
  const stop = repeat(
    async () => {
      const visited = await lastOutcomes(run.db, seeds);
      if (visited.length < seeds.length) return;
      void stop();
      const unreached = judgeSeeds(visited);
      if (unreached !== undefined) run.context.stderr.write(`${unreached.message}\n`);
    },
    watchSeedsEveryMs,
    onProblem,
  );
  return stop;
}

async function firstSeeds(db: CensusDatabase): Promise<readonly HostName[]> {
  return (await hasHosts(db)) ? [] : readSeeds(defaultSeeds).hosts;
}

async function givenSeeds(config: CrawlConfig, context: CommandContext): Promise<readonly HostName[]> {
  const fromFile = config.seedsFile === null ? [] : await readSeedsFile(config.seedsFile);
  const { hosts, refused } = readSeeds([...config.seeds, ...fromFile]);
  const lines = refused.map(
    ({ text, reason }) => `The seed ${JSON.stringify(text)} is no host name (${reason}).`,
  );
  if (lines.length > 0 && hosts.length === 0) throw wrongUse(lines);
  for (const line of lines) context.stderr.write(`${line} It is left out.\n`);
  return hosts;
}

async function readSeedsFile(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (cause) {
    throw new CommandError(`The seeds file ${path} cannot be read (${codeOf(cause)}).`, {
      exitCode: 2,
      cause,
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

/** Set when no seed has ever been up: nothing can be discovered from there. */
function judgeSeeds(visited: Awaited<ReturnType<typeof lastOutcomes>>): CommandError | undefined {
  if (visited.length === 0 || visited.some((seed) => seed.wasEverUp)) return undefined;
  const shown = visited.slice(0, 10).map(({ host, outcome }) => `${host}: ${outcome}`);
  return new CommandError(
    `No seed could be reached (${shown.join(', ')}${visited.length > 10 ? ', …' : ''}). ` +
      'Is this machine offline? "npm run demo" shows a simulated fediverse without a network.',
  );
}

function describe(summary: CrawlSummary): string {
  const outcomes = Object.entries(summary.outcomes).map(([kind, count]) => `  ${kind}: ${count}`);
  return [
    `${summary.visits} visits in ${summary.seconds} s: ${summary.instances} instances, ${summary.new_hosts} new hosts,` +
      ` ${summary.requests} requests, ${summary.bytes} bytes.`,
    ...outcomes,
    '',
  ].join('\n');
}
