import { describeDatabaseProblem } from '../../db/client.ts';
import { EmbeddedPostgresError } from '../../db/embedded.ts';
import { SchemaTooNewError } from '../../db/migrate.ts';
import { CommandError } from './command-error.ts';

/**
 * Prints why a command failed and returns the exit code: one line for what a person can mend, the whole stack for a
 * bug of ours.
 */
export function reportFailure(error: unknown, stderr: NodeJS.WriteStream): number {
  if (error instanceof CommandError) {
    stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof SchemaTooNewError || error instanceof EmbeddedPostgresError) {
    stderr.write(`${error.message}\n`);
    return 1;
  }
  const line = describeDatabaseProblem(error);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(line === undefined ? `Unexpected failure, please report it:\n${stack}\n` : `${line}\n`);
  return 1;
}
