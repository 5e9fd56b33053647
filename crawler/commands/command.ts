import type { Environment } from '../../db/environment.ts';

/** What every command gets from the outside world. */
export interface CommandContext {
  readonly environment: Environment;
  /** The variables as they came, for a child process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by SIGINT or SIGTERM; a command ends its work and cleans up. */
  readonly stop: AbortSignal;
}
