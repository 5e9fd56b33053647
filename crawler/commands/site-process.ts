import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CommandContext } from './command.ts';
import { CommandError } from './command-error.ts';

const root = join(import.meta.dirname, '../..');
/** How long the site may take to end by itself before it is killed. */
const siteStopMs = 8_000;

/**
 * Builds the site when its sources changed since the last build. Ends early, without an error, when the command is
 * stopped meanwhile.
 */
export async function buildSite(context: CommandContext): Promise<void> {
  const build = spawn(process.execPath, [join(root, 'web/build.ts'), '--if-needed'], {
    cwd: root,
    stdio: ['ignore', context.stderr, context.stderr],
  });
  const stop = () => void build.kill('SIGTERM');
  context.stop.addEventListener('abort', stop, { once: true });
  const [code] = await once(build, 'exit');
  context.stop.removeEventListener('abort', stop);
  if (code !== 0 && !context.stop.aborted)
    throw new CommandError('The site could not be built; the reason stands above.');
}

/** The site's process. */
export interface SiteProcess {
  /** Aborted when the process has ended, by itself or not. */
  readonly ended: AbortSignal;
  /** Lets requests under way end, then ends the process. May be called when it has ended already. */
  stop(): Promise<void>;
}

/**
 * Starts the site as a process of its own and waits until it listens; it prints its address itself.
 *
 * @throws CommandError when it could not start; it has said why on stderr.
 */
export async function startSite(context: CommandContext, databaseUrl: string): Promise<SiteProcess> {
  // With the limits of memory that this process was started with.
  const child = spawn(process.execPath, [...process.execArgv, join(root, 'web/server.ts')], {
    cwd: root,
    stdio: ['ignore', context.stdout, context.stderr, 'ipc'],
    // The database that this command has opened: the site need not find or start it again.
    env: { ...context.variables, DATABASE_URL: databaseUrl },
  });
  const ended = new AbortController();
  child.on('exit', () => ended.abort());
  const stop = () => stopChild(child);
  // A stop before the site is ready must not wait for it.
  const onStop = () => void stop();
  context.stop.addEventListener('abort', onStop, { once: true });
  const isReady = await Promise.race([
    once(child, 'message').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  context.stop.removeEventListener('abort', onStop);
  if (!isReady && !context.stop.aborted)
    throw new CommandError('The site could not start; the reason stands above.');
  return { ended: ended.signal, stop };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), siteStopMs);
  await exited;
  clearTimeout(timer);
}
