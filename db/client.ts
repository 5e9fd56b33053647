import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { getTypeParser } from './column-types.ts';
import { withoutPassword } from './database-url.ts';
import type { CensusDatabase, Database } from './tables.ts';

/** How a pool of connections behaves. */
export interface DatabaseOptions {
  /** Shown in `pg_stat_activity`. @default 'fedicensus' */
  readonly applicationName?: string;
  /** Connections at most, at least 1. @default 10 */
  readonly maxConnections?: number;
  /** A statement that runs longer fails with SQLSTATE 57014. @default null: as the server is set */
  readonly statementTimeoutMs?: number | null;
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
  const { statementTimeoutMs = null } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.applicationName ?? 'fedicensus',
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 30_000,
    keepAlive: true,
    types: { getTypeParser },
    // pg-pool waits for the promise, and drops the connection when it is rejected.
    onConnect: (client) => setUpSession(client, statementTimeoutMs),
  });
  // Without a listener, an idle connection that the server closes would end the process. The pool replaces it.
  pool.on('error', () => undefined);
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool, cursor: Cursor }) });
}

async function setUpSession(client: pg.ClientBase, statementTimeoutMs: number | null): Promise<void> {
  // Lent out and between two queries of a transaction, a client has no other listener. The next query fails, which
  // is where the caller learns of it.
  client.on('error', () => undefined);
  await client.query(`set time zone 'UTC'; set datestyle to 'ISO, YMD'`);
  if (statementTimeoutMs !== null)
    await client.query(`set statement_timeout to ${Math.trunc(statementTimeoutMs)}`);
}

/** What went wrong and what to do, by SQLSTATE (PostgreSQL 18, appendix A) or by Node's error code. */
const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is PostgreSQL running?',
  ECONNRESET: 'it closed the connection: is it a PostgreSQL, and does it want TLS?',
  EPIPE: 'it closed the connection',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name could not be looked up: is there a network?',
  ETIMEDOUT: 'it did not answer in time',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  EACCES: 'this user may not open its socket',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted (self-signed)',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted (self-signed authority)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted (unknown authority)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  '08006': 'the connection was lost',
  '28000': 'it does not let this user in from here (pg_hba.conf)',
  '28P01': 'it refuses the user or the password',
  '3D000': 'there is no database of that name: create it first',
  '25006': 'it is a read-only copy, and cannot be written',
  '42501': 'the user lacks a permission there',
  '53100': 'its disk is full',
  '53200': 'it is out of memory',
  '53300': 'all its connections are in use (max_connections)',
  '57014': 'a statement took longer than allowed and was cancelled',
  '57P01': 'it is being shut down',
  '57P02': 'it crashed and is restarting',
  '57P03': 'it is starting up or shutting down: try again in a moment',
};

/** What pg says without a code. */
const codelessProblems: Readonly<Record<string, string>> = {
  'Connection terminated unexpectedly': 'it closed the connection',
  'Connection terminated': 'the connection was closed',
  'Connection terminated due to connection timeout': 'it did not answer in time',
  'timeout exceeded when trying to connect':
    'it did not answer in time, or all connections of the pool were in use',
  'timeout expired': 'it did not answer in time',
  'Client has encountered a connection error and is not queryable': 'the connection was lost',
  'Client was closed and is not queryable': 'the connection was lost',
  'The server does not support SSL connections': 'it does not speak TLS, which the URL asks for',
};

/**
 * Why the database could not be used, as one line for the person at the terminal; undefined when the error is none that
 * a person can mend (a bug, a violated constraint).
 *
 * @param url where it should have been; named without its password. Default: the address in the error, if any.
 */
export function describeDatabaseProblem(error: unknown, url?: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = errorCode(error);
  const reason = code === undefined ? codelessProblems[error.message] : problems[code];
  if (reason === undefined) return undefined;
  const place = url === undefined ? errorAddress(error) : ` ${withoutPassword(url)}`;
  return `The database${place} cannot be used: ${reason}${code === undefined ? '' : ` (${code})`}.`;
}

function errorCode(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // A name with several addresses: Node tried each, and the first says as much as any.
  const [first]: unknown[] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? errorCode(first) : undefined;
}

function errorAddress(error: Error): string {
  const [first]: unknown[] = error instanceof AggregateError ? error.errors : [];
  const source = first instanceof Error ? first : error;
  if ('address' in source && 'port' in source)
    return ` at ${String(source.address)}, port ${String(source.port)},`;
  return 'hostname' in source ? ` at ${String(source.hostname)}` : '';
}
