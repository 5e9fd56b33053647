import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { rollUpDays } from '../../crawler/census/roll-up.ts';
import type { CommandContext } from '../../crawler/commands/command.ts';
import { CommandError, wrongUse } from '../../crawler/commands/command-error.ts';
import { type CrawlRun, runCrawl } from '../../crawler/commands/crawl.ts';
import { reportFailure } from '../../crawler/commands/report-failure.ts';
import { withSite } from '../../crawler/commands/start.ts';
import { type CrawlConfig, parseCrawlOptions } from '../../crawler/config.ts';
import { parseEnvironment } from '../../db/environment.ts';
import {
  addDays,
  daysBetween,
  daysFromTo,
  parseUtcDay,
  type UtcDay,
  utcDayOf,
} from '../../db/model/utc-day.ts';

/**
 * `npm run demo`: crawler and site against a simulated fediverse, without a network. The first run crawls some weeks of
 * simulated history, so that there is growth to see; the site is there meanwhile.
 */
const usage = `Usage: npm run demo [-- --hosts N --seed N]

Starts a simulated fediverse on this machine, crawls it, and serves the site on it.

  --hosts N   servers to simulate (default: 400)
  --seed N    which fediverse; the same number gives the same one (default: 1)
  --help      this text

Environment: PORT, HOST and FEDICENSUS_DATA as for "npm start". The demo keeps its data in the folder
"demo" below FEDICENSUS_DATA, in a database of its own: DATABASE_URL is not touched.
`;

/** The simulation begins so long before the first demo that its wave of sign-ups lies within the history. */
const daysSimulatedBefore = 80;
/** Simulated days that the first run crawls, counted back from today: about two a week. */
const historyDaysAgo = [42, 38, 35, 31, 28, 24, 21, 17, 14, 10, 7, 3, 1];

/** What a simulated fediverse is decided by; kept in the data folder, so that it is the same the next day. */
interface Simulation {
  readonly hosts: number;
  readonly seed: number;
  readonly firstDay: string;
}

process.exitCode = await demo(process.argv.slice(2));

async function demo(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options.help) process.stdout.write(usage);
    else await runDemo(options);
    return 0;
  } catch (error) {
    return reportFailure(error, process.stderr);
  }
}

function readOptions(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        hosts: { type: 'string', default: '400' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    });
    for (const [name, value] of [['hosts', values.hosts] as const, ['seed', values.seed] as const]) {
      if (!/^[1-9]\d{0,4}$/.test(value)) throw new Error(`--${name} is "${value}", but must be 1 to 99999.`);
    }
    return { hosts: Number(values.hosts), seed: Number(values.seed), help: values.help };
  } catch (error) {
    throw wrongUse([`${error instanceof Error ? error.message : String(error)}\n`, usage]);
  }
}

async function runDemo(options: { readonly hosts: number; readonly seed: number }): Promise<void> {
  const context = openContext();
  const { dataFolder } = context.environment;
  mkdirSync(dataFolder, { recursive: true });
  const simulation = rememberSimulation(dataFolder, options);
  const fediverse = await startFediverse(dataFolder, simulation);
  try {
    await withSite(context, async (run) => {
      await crawlHistory(fediverse, run);
      await fediverse.setDay(utcDayOf(new Date()));
      if (!run.context.stop.aborted) await runCrawl({ ...run, config: configFor(fediverse, {}) });
    });
  } finally {
    fediverse.stop();
  }
}

/** The demo's settings: those of the environment, with a database, a folder and a mark of its own. */
function openContext(): CommandContext {
  const { DATABASE_URL: _database, DATABASE_READ_URL: _read, ...others } = process.env;
  const variables = {
    ...others,
    FEDICENSUS_DATA: join(resolve(process.env.FEDICENSUS_DATA ?? '.data'), 'demo'),
    FEDICENSUS_SIMULATED: '1',
  };
  const environment = parseEnvironment(variables);
  if (!environment.ok) throw wrongUse(environment.problems);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      process.stderr.write('Stopping the demo. Once more to stop at once.\n');
      stop.abort();
    });
  }
  const { stdout, stderr } = process;
  return { environment: environment.value, variables, stdout, stderr, stop: stop.signal };
}

function rememberSimulation(
  dataFolder: string,
  { hosts, seed }: { readonly hosts: number; readonly seed: number },
): Simulation {
  const file = join(dataFolder, 'simulation.json');
  if (!existsSync(file)) {
    const firstDay = addDays(utcDayOf(new Date()), -daysSimulatedBefore);
    writeFileSync(file, `${JSON.stringify({ hosts, seed, firstDay })}\n`);
  }
  const known = JSON.parse(readFileSync(file, 'utf8')) as Simulation;
  if (known.hosts === hosts && known.seed === seed) return known;
  throw new CommandError(
    `${relative('.', dataFolder)} holds another simulated fediverse (--hosts ${known.hosts} --seed ${known.seed}). ` +
      'Run the demo with these, set FEDICENSUS_DATA to another folder, or remove that one.',
  );
}

interface RunningFediverse {
  readonly address: string;
  readonly caFile: string;
  readonly seeds: readonly string[];
  setDay(day: UtcDay): Promise<void>;
  stop(): void;
}

/** Starts the simulator as a process of its own, so that it does not share the crawler's core. */
async function startFediverse(dataFolder: string, simulation: Simulation): Promise<RunningFediverse> {
  const { hosts, seed, firstDay } = simulation;
  const args = ['--hosts', `${hosts}`, '--seed', `${seed}`, '--first-day', firstDay, '--faults', 'quick'];
  const output = ['--latency-ms', '10', '--ca-out', join(dataFolder, 'simulated-ca.pem')];
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serve.ts'), ...args, ...output],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own: Ctrl-C ends the crawl first, and the fediverse that it asks when it is done.
      detached: true,
    },
  );
  if (child.stdout === null) throw new Error('The simulated fediverse has no output.');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    once(child, 'exit').then(() => undefined),
  ]);
  if (line === undefined)
    throw new CommandError('The simulated fediverse could not start; the reason stands above.');
  const ready = JSON.parse(line) as {
    readonly address: { readonly host: string; readonly port: number };
    readonly caFile: string;
    readonly seeds: readonly string[];
    readonly control: string;
  };
  return {
    address: `${ready.address.host}:${ready.address.port}`,
    caFile: ready.caFile,
    seeds: ready.seeds,
    setDay: async (day) => {
      const response = await fetch(new URL('/day', ready.control), { method: 'POST', body: day });
      if (!response.ok) throw new Error(`The simulated fediverse refused the day ${day}: ${response.status}`);
    },
    stop: () => void child.kill('SIGTERM'),
  };
}

/** Crawls the simulated past, unless an earlier run has; what is between the crawled days is carried. */
async function crawlHistory(fediverse: RunningFediverse, run: Omit<CrawlRun, 'config'>): Promise<void> {
  const newest = await run.db
    .selectFrom('day_figure')
    .select('day')
    .where('facet', '=', 'network')
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  const known = parseUtcDay(newest?.day);
  const today = utcDayOf(new Date());
  const days = historyDaysAgo
    .map((daysAgo) => addDays(today, -daysAgo))
    .filter((day) => known === undefined || day > known);
  for (const [index, day] of days.entries()) {
    if (run.context.stop.aborted) return;
    run.context.stderr.write(`Simulated history: ${day} (${index + 1} of ${days.length})\n`);
    await fediverse.setDay(day);
    await runCrawl({ ...run, config: configFor(fediverse, { once: true, now: `${day}T12:00:00Z` }) });
    const before = days[index - 1] ?? known;
    if (before !== undefined && daysBetween(before, day) > 1)
      await rollUpDays(run.db, daysFromTo(addDays(before, 1), day), new Date());
  }
}

function configFor(
  fediverse: RunningFediverse,
  options: { readonly once?: boolean; readonly now?: string },
): CrawlConfig {
  const { address, caFile, seeds } = fediverse;
  const config = parseCrawlOptions({
    ...options,
    seed: seeds,
    connectTo: address,
    ca: caFile,
    concurrency: '40',
  });
  if (!config.ok) throw new Error(config.problems.join(' '));
  return config.value;
}
