import type { Fediverse } from '../fediverse/start.ts';
import type { TestDatabase } from './postgres.ts';
import { type RunningCli, startCli } from './run-cli.ts';

/** Starts `fedicensus crawl --once --json` on a simulated fediverse, as a user would. */
export function startCrawl(
  fediverse: Fediverse,
  database: TestDatabase,
  options: { readonly now: string; readonly concurrency?: number },
): RunningCli {
  const { address, caFile, seeds } = fediverse;
  return startCli(
    [
      ...[
        'crawl',
        '--once',
        '--json',
        '--now',
        options.now,
        '--concurrency',
        `${options.concurrency ?? 100}`,
      ],
      ...['--connect-to', `${address.host}:${address.port}`, '--ca', caFile, '--seed', ...seeds],
    ],
    { DATABASE_URL: database.url, FEDICENSUS_CONTACT: 'census@example.org' },
  );
}

/** Crawls until nothing is due and returns the summary. */
export async function crawlOnce(
  fediverse: Fediverse,
  database: TestDatabase,
  options: { readonly now: string; readonly concurrency?: number },
): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await startCrawl(fediverse, database, options).finished;
  if (code !== 0) throw new Error(`The crawl ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
