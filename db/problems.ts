/**
 * What a failure of the database asks for.
 *
 * - `passing`: wait and do the same again: the server restarts, is full, is busy, or another transaction was in the way.
 *   Nothing of the transaction has been kept, or all of it has and its answer was lost.
 * - `refused`: the data is to blame; the same again fails again.
 * - `unusable`: a person must mend it: a wrong password, a missing database.
 */
export type ProblemKind = 'passing' | 'refused' | 'unusable';

interface Problem {
  readonly kind: ProblemKind;
  /** For the person at the terminal; null: it is told as it came. */
  readonly words: string | null;
}

const passing = (words: string): Problem => ({ kind: 'passing', words });
const unusable = (words: string): Problem => ({ kind: 'unusable', words });

/** By SQLSTATE (PostgreSQL 18, appendix A) or by Node's error code. */
const problems: Readonly<Record<string, Problem>> = {
  ECONNREFUSED: passing('nothing listens there: is PostgreSQL running?'),
  ECONNRESET: passing('it closed the connection: is it a PostgreSQL, and does it want TLS?'),
  ECONNABORTED: passing('it closed the connection'),
  EPIPE: passing('it closed the connection'),
  // The socket file of a server that does not run.
  ENOENT: passing('its socket is not there: is PostgreSQL running?'),
  ENOTFOUND: passing('there is no host of that name'),
  EAI_AGAIN: passing('the name could not be looked up: is there a network?'),
  ETIMEDOUT: passing('it did not answer in time'),
  EHOSTUNREACH: passing('there is no way to that host'),
  ENETUNREACH: passing('there is no way to that network'),
  ENETDOWN: passing('the network is down'),
  EMFILE: passing('this process has too many files open (ulimit -n)'),
  ENFILE: passing('this machine has too many files open'),
  EACCES: unusable('this user may not open its socket'),
  DEPTH_ZERO_SELF_SIGNED_CERT: unusable('its certificate is not trusted (self-signed)'),
  SELF_SIGNED_CERT_IN_CHAIN: unusable('its certificate is not trusted (self-signed authority)'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unusable('its certificate is not trusted (unknown authority)'),
  ERR_TLS_CERT_ALTNAME_INVALID: unusable('its certificate is for another name'),
  CERT_HAS_EXPIRED: unusable('its certificate has expired'),
  '08000': passing('the connection was lost'),
  '08001': passing('the connection could not be made'),
  '08003': passing('the connection was lost'),
  '08006': passing('the connection was lost'),
  '25006': passing('it is read-only now, and cannot be written'),
  '25P03': passing('it cut a connection that was silent within a transaction'),
  '25P04': passing('a transaction took longer than allowed'),
  '28000': unusable('it does not let this user in from here (pg_hba.conf)'),
  '28P01': unusable('it refuses the user or the password'),
  '3D000': unusable('there is no database of that name: create it first'),
  '40001': passing("transactions were in each other's way"),
  '40P01': passing('transactions waited for each other'),
  '42501': unusable('the user lacks a permission there'),
  '53000': passing('it lacks resources'),
  '53100': passing('its disk is full'),
  '53200': passing('it is out of memory'),
  '53300': passing('all its connections are in use (max_connections)'),
  '53400': passing('a limit of its configuration is reached'),
  '55P03': passing('a lock was not to be had in time'),
  '57014': passing('a statement took longer than allowed and was cancelled'),
  '57P01': passing('it is being shut down'),
  '57P02': passing('it crashed and is restarting'),
  '57P03': passing('it is starting up or shutting down: try again in a moment'),
  '57P05': passing('it cut a connection that was idle'),
  '58000': passing('its operating system fails it'),
  '58030': passing('it cannot read or write its files'),
};

/** 21 cardinality violation (one key twice), 22 data exception, 23 integrity constraint violation, 54 limit exceeded. */
const refusedClasses: ReadonlySet<string> = new Set(['21', '22', '23', '54']);
const refused: Problem = { kind: 'refused', words: null };

const codesOfFiles: ReadonlySet<string> = new Set(['ENOENT', 'EMFILE', 'ENFILE']);

/** What pg says without a code. */
const codelessProblems: Readonly<Record<string, Problem>> = {
  'Connection terminated unexpectedly': passing('it closed the connection'),
  'Connection terminated': passing('the connection was closed'),
  'Connection terminated due to connection timeout': passing('it did not answer in time'),
  'timeout exceeded when trying to connect': passing(
    'it did not answer in time, or all connections of the pool were in use',
  ),
  'timeout expired': passing('it did not answer in time'),
  'Client has encountered a connection error and is not queryable': passing('the connection was lost'),
  'Client was closed and is not queryable': passing('the connection was lost'),
  'The server does not support SSL connections': unusable('it does not speak TLS, which the URL asks for'),
};

/** What a failed query or connection asks for; undefined when it is a bug of ours: a wrong statement, a missing column. */
export function problemKindOf(error: unknown): ProblemKind | undefined {
  return findProblem(error)?.kind;
}

/** The row of the table that fits an error; undefined when none does. */
export function findProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = problemCode(error);
  if (code === undefined) return codelessProblems[error.message];
  // A file that could not be opened has the same codes.
  if (codesOfFiles.has(code) && !('syscall' in error && error.syscall === 'connect')) return undefined;
  return problems[code] ?? (refusedClasses.has(code.slice(0, 2)) && isSqlState(code) ? refused : undefined);
}

/** The SQLSTATE or Node's error code; undefined when the error has none. */
export function problemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // A name with several addresses: Node tried each, and the first says as much as any.
  const [first]: unknown[] = error instanceof AggregateError ? error.errors : [];
  return problemCode(first);
}

const isSqlState = (code: string) => /^[0-9A-Z]{5}$/.test(code);
