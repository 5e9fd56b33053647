import { createDatabase, type DatabaseOptions } from './client.ts';
import { openEmbedded } from './embedded.ts';
import type { Environment } from './environment.ts';
import { migrateToLatest } from './migrate.ts';
import type { CensusDatabase } from './tables.ts';

/** An open census; `close` ends the connections and stops the embedded PostgreSQL if nobody else uses it. */
export interface OpenCensus {
  readonly db: CensusDatabase;
  /** Where the database is, for components with a pool of their own. Holds a password: not for logs. */
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/**
 * Opens the census and brings its schema up to date: the database of `DATABASE_URL`, or the embedded PostgreSQL in the
 * data folder.
 *
 * @param options.onProgress told in one line about what takes time, such as creating the embedded database.
 * @throws SchemaTooNewError, EmbeddedPostgresError, or what the database said.
 */
export async function openCensus(
  environment: Environment,
  options: {
    readonly applicationName: string;
    readonly onProgress: (line: string) => void;
  } & Pick<DatabaseOptions, 'idleInTransactionTimeoutMs' | 'silentServerMs'>,
): Promise<OpenCensus> {
  const server = await openServer(environment, options.onProgress);
  const { onProgress: _onProgress, ...sessions } = options;
  const db = createDatabase(server.url, sessions);
  const close = async () => {
    await db.destroy();
    await server.close();
  };
  try {
    await migrateToLatest(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, databaseUrl: server.url, close };
}

async function openServer(environment: Environment, onProgress: (line: string) => void) {
  if (environment.databaseUrl !== null) {
    return { url: environment.databaseUrl, close: async () => undefined };
  }
  return openEmbedded({ dataFolder: environment.dataFolder, log: onProgress });
}
