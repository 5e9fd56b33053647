import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { seedArchive } from '../archive/seed-archive.ts';
import type { CrawlConfig } from '../config.ts';
import type { CommandContext } from './command.ts';
import { CommandError } from './command-error.ts';
import { runCrawl } from './crawl.ts';
import { withCensus } from './with-census.ts';

const root = join(import.meta.dirname, '../..');
/** How long the site may take to end by itself before it is killed. */
const siteStopMs = 8_000;

/**
 * `npm start`: database, site and crawler on one machine. The site is built when its sources changed, runs as a process
 * of its own, and is stopped with everything else by Ctrl-C.
 */
export async function start(context: CommandContext, config: CrawlConfig): Promise<void> {
  await withCensus(context, async ({ db, databaseUrl }) => {
    await seedArchive(db, new Date());
    await buildSite(context);
    if (context.stop.aborted) return;
    const site = await startSite(context, databaseUrl);
    const stop = AbortSignal.any([context.stop, site.ended]);
    try {
      await runCrawl({ context: { ...context, stop }, config, db, databaseUrl });
    } finally {
      await site.stop();
    }
    if (!context.stop.aborted)
      throw new CommandError('The site has ended by itself; its last words stand above.');
  });
}

async function buildSite(context: CommandContext): Promise<void> {
  const build = spawn(process.execPath, [join(root, 'web/build.ts'), '--if-needed'], {
    cwd: root,
    stdio: ['ignore', context.stderr, context.stderr],
  });
  const [code] = await once(build, 'exit');
  if (code !== 0 && !context.stop.aborted)
    throw new CommandError('The site could not be built; the reason stands above.');
}

interface Site {
  /** Aborted when the site's process has ended. */
  readonly ended: AbortSignal;
  stop(): Promise<void>;
}

/** Starts the site and waits until it listens. */
async function startSite(context: CommandContext, databaseUrl: string): Promise<Site> {
  const child = spawn(process.execPath, [join(root, 'web/server.ts')], {
    cwd: root,
    stdio: ['ignore', context.stdout, context.stderr, 'ipc'],
    // The database that this command has opened: the site need not find or start it again.
    env: {
      ...context.variables,
      DATABASE_URL: databaseUrl,
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
    },
  });
  const ended = new AbortController();
  child.on('exit', () => ended.abort());
  const isReady = await Promise.race([
    once(child, 'message').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!isReady) throw new CommandError('The site could not start; the reason stands above.');
  return { ended: ended.signal, stop: () => stopSite(child) };
}

async function stopSite(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), siteStopMs);
  await exited;
  clearTimeout(timer);
}
