import { familyOf } from '../fediverse/software/table.ts';
import type { Fediverse } from '../fediverse/start.ts';
import type { HostTruth } from '../fediverse/truth.ts';
import type { TestDatabase } from './postgres.ts';
import { type RunningCli, startCli } from './run-cli.ts';

/** Starts `fedicensus crawl --once --json` on a simulated fediverse, as a user would. */
export function startCrawl(
  fediverse: Fediverse,
  database: Pick<TestDatabase, 'url'>,
  options: {
    /** Null: the clock of the machine. */
    readonly now: string | null;
    readonly concurrency?: number;
    /** Further environment variables. */
    readonly variables?: Readonly<Record<string, string>>;
    readonly maxOpenFiles?: number;
    /** Goes on until it is stopped. */
    readonly forever?: boolean;
  },
): RunningCli {
  const { address, caFile, seeds } = fediverse;
  return startCli(
    [
      ...[
        'crawl',
        ...(options.forever === true ? [] : ['--once']),
        '--json',
        ...(options.now === null ? [] : ['--now', options.now]),
        '--concurrency',
        `${options.concurrency ?? 100}`,
      ],
      ...['--connect-to', `${address.host}:${address.port}`, '--ca', caFile, '--seed', ...seeds],
    ],
    { DATABASE_URL: database.url, FEDICENSUS_CONTACT: 'census@example.org', ...options.variables },
    options.maxOpenFiles === undefined ? {} : { maxOpenFiles: options.maxOpenFiles },
  );
}

/** Crawls until nothing is due and returns the summary. */
export async function crawlOnce(
  fediverse: Fediverse,
  database: TestDatabase,
  options: {
    readonly now: string;
    readonly concurrency?: number;
    readonly variables?: Readonly<Record<string, string>>;
  },
): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await startCrawl(fediverse, database, options).finished;
  if (code !== 0) throw new Error(`The crawl ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/**
 * The length of a server's peer list as one visit can learn it: null when it is not published, and when it has more
 * pages than a visit reads, since it goes on at the next.
 */
export function peersCountAfterOneVisit(
  { population, day }: Fediverse,
  { host, software, peersCount }: HostTruth,
): number | null {
  const server = population.byName.get(host);
  if (peersCount === null || peersCount === 0 || server === undefined) return null;
  const atOnce = familyOf(software).peersAtOnce?.(population.stateOf(server, day)) ?? peersCount;
  return peersCount > atOnce ? null : peersCount;
}
