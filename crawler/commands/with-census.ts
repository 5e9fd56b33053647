import type { DatabaseOptions } from '../../db/client.ts';
import { openCensus } from '../../db/open.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { CommandContext } from './command.ts';

/**
 * Runs a command's work on an open, migrated census and closes it afterwards, whatever happens. The embedded
 * PostgreSQL is started when `DATABASE_URL` is absent, and stopped when nobody else uses it.
 */
export async function withCensus<Result>(
  context: CommandContext,
  work: (census: { readonly db: CensusDatabase; readonly databaseUrl: string }) => Promise<Result>,
  options: Pick<DatabaseOptions, 'idleInTransactionTimeoutMs' | 'silentServerMs'> = {},
): Promise<Result> {
  const census = await openCensus(context.environment, {
    applicationName: 'fedicensus',
    ...options,
    onProgress: (line) => context.stderr.write(`${line}\n`),
  });
  try {
    return await work(census);
  } finally {
    await census.close();
  }
}
