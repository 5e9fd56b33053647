/** Why the embedded PostgreSQL cannot be used. */
export type EmbeddedPostgresProblem =
  | 'unsupported-platform'
  | 'binaries-broken'
  | 'no-permission'
  | 'disk-full'
  | 'not-a-database-folder'
  | 'other-version'
  | 'start-failed'
  | 'timed-out';

/** The embedded PostgreSQL cannot be used. The message is one line: what, where, and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly problem: EmbeddedPostgresProblem;

  constructor(problem: EmbeddedPostgresProblem, message: string, options: { readonly cause?: unknown } = {}) {
    super(message.replaceAll(/\s+/g, ' ').trim(), options);
    this.problem = problem;
  }
}

/** What a person can do in any case. */
export const otherWays = 'set FEDICENSUS_DATA to another folder, or DATABASE_URL to a PostgreSQL of yours';

/** A failed file operation as an {@link EmbeddedPostgresError} where a person can mend it; else the error itself. */
export function fromFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EmbeddedPostgresError(
        'no-permission',
        `The embedded database in ${path} cannot be used by this user, for want of a permission (${error.code}${'path' in error ? ` for ${String(error.path)}` : ''}): grant it, ${otherWays}.`,
        { cause: error },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new EmbeddedPostgresError(
        'disk-full',
        `The disk of ${path} is full (${error.code}): free at least 200 MB, ${otherWays}.`,
        { cause: error },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new EmbeddedPostgresError(
        'not-a-database-folder',
        `${path} cannot be a folder, since a file is in its way (${error.code}): move it away, ${otherWays}.`,
        { cause: error },
      );
    default:
      return error;
  }
}

/** What PostgreSQL or initdb printed before it gave up, as an error: by its own words, since it ends with code 1 for all. */
export function fromServerOutput(output: string, what: string): EmbeddedPostgresError {
  const lines = output.split('\n').map((line) => line.trim());
  // The first failure is the cause of those after it.
  const line =
    lines.find((text) => /\b(FATAL|PANIC|error)\b/.test(text)) ?? lines.findLast(Boolean) ?? 'no word';
  // Without the time stamp and process id of PostgreSQL's log.
  const said = line.replace(/^.*?\b(FATAL|PANIC|initdb|error):\s*/, '');
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output))
    return new EmbeddedPostgresError(
      'disk-full',
      `${what}: the disk is full (${said}). Free at least 200 MB, ${otherWays}.`,
    );
  if (/Permission denied|Operation not permitted|Read-only file system/.test(output))
    return new EmbeddedPostgresError(
      'no-permission',
      `${what}: a permission is missing (${said}). Grant it, ${otherWays}.`,
    );
  if (/shared libraries|GLIBC|not found|dyld|failed to execute|ENOENT|ENOEXEC/.test(output))
    return new EmbeddedPostgresError(
      'binaries-broken',
      `${what}: its programs do not run here (${said}). Repeat "npm ci" with install scripts allowed, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  return new EmbeddedPostgresError('start-failed', `${what}: ${said}`);
}
