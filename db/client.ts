import { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { getTypeParser } from './column-types.ts';
import { withoutPassword } from './database-url.ts';
import { findProblem, problemCode } from './problems.ts';
import type { CensusDatabase, Database } from './tables.ts';

/** How a pool of connections behaves. */
export interface DatabaseOptions {
  /** Shown in `pg_stat_activity`. @default 'fedicensus' */
  readonly applicationName?: string;
  /** Connections at most, at least 1. @default 10 */
  readonly maxConnections?: number;
  /** A statement that runs longer fails with SQLSTATE 57014. @default null: as the server is set */
  readonly statementTimeoutMs?: number | null;
  /**
   * A transaction whose owner is silent for longer is rolled back by the server, which closes its connection (25P03): a
   * frozen process must not keep the others waiting for its locks. @default null: as the server is set
   */
  readonly idleInTransactionTimeoutMs?: number | null;
  /**
   * A server that sends nothing for so long, though a statement waits for it, is taken for hung: its connection is cut,
   * and the statement fails with ETIMEDOUT. Whether it was done is not known. @default null: waited for without end
   */
  readonly silentServerMs?: number | null;
  /** How long a caller waits for a connection, a new one or one from the pool. @default 30000 */
  readonly connectTimeoutMs?: number;
}

/**
 * Opens a pool on a PostgreSQL. Connects at the first query, not before. `bigint` and `numeric` are read as numbers
 * (a query fails when one is beyond the safe integers), `date` as `YYYY-MM-DD`, instants as `Date`; sessions run in
 * UTC. A connection that breaks while idle is replaced silently; one that breaks in use fails its query.
 * `destroy` or `await using` closes it.
 *
 * @param url a `postgres://` or `postgresql://` URL.
 */
export function createDatabase(url: string, options: DatabaseOptions = {}): CensusDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.applicationName ?? 'fedicensus',
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 30_000,
    keepAlive: true,
    ...impatientSocket(options.silentServerMs ?? null),
    types: { getTypeParser },
    // pg-pool waits for the promise, and drops the connection when it is rejected.
    onConnect: (client) => setUpSession(client, options),
  });
  // Without a listener, an idle connection that the server closes would end the process. The pool replaces it.
  pool.on('error', () => undefined);
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool, cursor: Cursor }) });
}

/** A server fell silent. */
class SilentServerError extends Error {
  override readonly name = 'SilentServerError';
  readonly code = 'ETIMEDOUT';
}

/**
 * For the options of a pool of pg's: connections that are cut when nothing has come or gone over them for so long. pg's own
 * `query_timeout` leaves the statement behind and hands the connection to the next caller, who waits behind it.
 *
 * @param silentServerMs null: connections as usual.
 */
export function impatientSocket(silentServerMs: number | null): { readonly stream?: () => Socket } {
  if (silentServerMs === null) return {};
  const stream = () => {
    const socket = new Socket();
    return socket.setTimeout(silentServerMs, () =>
      socket.destroy(new SilentServerError('the database sent nothing')),
    );
  };
  return { stream };
}

async function setUpSession(client: pg.ClientBase, options: DatabaseOptions): Promise<void> {
  // Lent out and between two queries of a transaction, a client has no other listener. The next query fails, which
  // is where the caller learns of it.
  client.on('error', () => undefined);
  await client.query(`set time zone 'UTC'; set datestyle to 'ISO, YMD'`);
  const limits = {
    statement_timeout: options.statementTimeoutMs ?? null,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? null,
  };
  for (const [setting, ms] of Object.entries(limits))
    if (ms !== null) await client.query(`set ${setting} to ${Math.trunc(ms)}`);
}

/**
 * Why the database could not be used, as one line for the person at the terminal; undefined when the error is none that
 * a person can mend (a bug, a violated constraint).
 *
 * @param url where it should have been; named without its password. Default: the address in the error, if any.
 */
export function describeDatabaseProblem(error: unknown, url?: string): string | undefined {
  const reason = findProblem(error)?.words ?? undefined;
  if (reason === undefined || !(error instanceof Error)) return undefined;
  const code = problemCode(error);
  const place = url === undefined ? errorAddress(error) : ` ${withoutPassword(url)}`;
  return `The database${place} cannot be used: ${reason}${code === undefined ? '' : ` (${code})`}.`;
}

function errorAddress(error: Error): string {
  const [first]: unknown[] = error instanceof AggregateError ? error.errors : [];
  const source = first instanceof Error ? first : error;
  if ('address' in source && 'port' in source)
    return ` at ${String(source.address)}, port ${String(source.port)},`;
  return 'hostname' in source ? ` at ${String(source.hostname)}` : '';
}
