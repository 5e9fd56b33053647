import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/**
 * `npm run demo`: crawler and site against a simulated fediverse, without a network. The first run crawls some weeks of
 * simulated history, so that there is growth to see; a second run starts at once.
 */
const root = join(import.meta.dirname, '../..');
const millisecondsPerDay = 86_400_000;
const usage = `Usage: npm run demo [-- --hosts N --seed N]

Starts a simulated fediverse on this machine, crawls it, and serves the site on it.

  --hosts N     servers to simulate (default: 400)
  --seed N      which fediverse; the same number gives the same one (default: 1)
  --help        this text

Environment: PORT, HOST and FEDICENSUS_DATA as for "npm start"; the demo keeps its own data in the
folder "demo" below FEDICENSUS_DATA and never touches DATABASE_URL.
`;

/** Simulated days of history, counted back from today, that the first run crawls: two crawls a week. */
const historyDaysAgo = [42, 38, 35, 31, 28, 24, 21, 17, 14, 10, 7, 3, 1];

process.exitCode = await demo(process.argv.slice(2));

async function demo(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === undefined) return 2;
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const dataFolder = join(resolve(process.env.FEDICENSUS_DATA ?? '.data'), 'demo');
  mkdirSync(dataFolder, { recursive: true });
  const fediverse = await startFediverse(dataFolder, options);
  const children = new Set<ChildProcess>([fediverse.child]);
  const stop = stopOnSignals(children);
  try {
    const common = [
      '--connect-to',
      fediverse.address,
      '--ca',
      fediverse.caFile,
      '--seed',
      ...fediverse.seeds,
    ];
    const run = (args: readonly string[]) => runCli(args, dataFolder, children);
    if (!(await crawlHistory({ dataFolder, fediverse, common, run, stop }))) return stop.aborted ? 0 : 1;
    await fediverse.setDay(dayBefore(0));
    const code = await run(['start', '--concurrency', '20', ...common]);
    return stop.aborted ? 0 : code;
  } finally {
    fediverse.child.kill('SIGTERM');
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
    if (!/^[1-9]\d{0,4}$/.test(values.hosts))
      throw new Error(`--hosts is "${values.hosts}", but must be 1 to 99999.`);
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}

interface RunningFediverse {
  readonly child: ChildProcess;
  readonly address: string;
  readonly caFile: string;
  readonly seeds: readonly string[];
  setDay(day: string): Promise<void>;
}

/** Starts the simulator as a process of its own, so that it does not share the crawler's core. */
async function startFediverse(
  dataFolder: string,
  options: { readonly hosts: string; readonly seed: string },
): Promise<RunningFediverse> {
  const caFile = join(dataFolder, 'simulated-ca.pem');
  const args = ['--hosts', options.hosts, '--seed', options.seed, '--ca-out', caFile, '--latency-ms', '10'];
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serve.ts'), ...args, '--first-day', dayBefore(120), '--day', dayBefore(0)],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('The simulated fediverse has no output.');
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error('The simulated fediverse could not start; the reason stands above.');
    }),
  ]);
  const ready = JSON.parse(line) as {
    address: { host: string; port: number };
    seeds: string[];
    control: string;
  };
  const setDay = async (day: string) => {
    const response = await fetch(new URL('/day', ready.control), {
      method: 'POST',
      body: JSON.stringify({ day }),
    });
    if (!response.ok) throw new Error(`The simulated fediverse refused the day ${day}: ${response.status}`);
  };
  return {
    child,
    caFile,
    seeds: ready.seeds,
    setDay,
    address: `${ready.address.host}:${ready.address.port}`,
  };
}

/** Crawls the simulated past once; a file in the data folder says that it is there. */
async function crawlHistory(demo: {
  readonly dataFolder: string;
  readonly fediverse: RunningFediverse;
  readonly common: readonly string[];
  readonly run: (args: readonly string[]) => Promise<number>;
  readonly stop: AbortSignal;
}): Promise<boolean> {
  const doneFile = join(demo.dataFolder, 'history-crawled');
  if (existsSync(doneFile)) return true;
  for (const [index, daysAgo] of historyDaysAgo.entries()) {
    if (demo.stop.aborted) return false;
    const day = dayBefore(daysAgo);
    process.stderr.write(`Simulated history: ${day} (${index + 1} of ${historyDaysAgo.length})\n`);
    await demo.fediverse.setDay(day);
    if ((await demo.run(['crawl', '--once', '--now', `${day}T12:00:00Z`, ...demo.common])) !== 0)
      return false;
  }
  const [from, to] = [dayBefore(historyDaysAgo[0] ?? 1), dayBefore(1)];
  if ((await demo.run(['rollup', '--from', from, '--to', to])) !== 0) return false;
  writeFileSync(doneFile, `${from} ${to}\n`);
  return true;
}

async function runCli(
  args: readonly string[],
  dataFolder: string,
  children: Set<ChildProcess>,
): Promise<number> {
  const { DATABASE_URL: _own, DATABASE_READ_URL: _read, ...rest } = process.env;
  const child = spawn(process.execPath, [join(root, 'crawler/cli.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', args[0] === 'start' ? 'inherit' : 'ignore', 'inherit'],
    env: { ...rest, FEDICENSUS_DATA: dataFolder, FEDICENSUS_SIMULATED: '1' },
  });
  children.add(child);
  const [code] = await once(child, 'exit');
  children.delete(child);
  return code ?? 1;
}

/** Ctrl-C reaches the children by themselves; a signal to this process alone is passed on. */
function stopOnSignals(children: ReadonlySet<ChildProcess>): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop.abort();
      for (const child of children) if (!process.stdin.isTTY || signal === 'SIGTERM') child.kill(signal);
    });
  }
  return stop.signal;
}

/** The UTC day so many days before today. */
function dayBefore(days: number): string {
  return new Date(Date.now() - days * millisecondsPerDay).toISOString().slice(0, 10);
}
