import { seedArchive } from '../archive/seed-archive.ts';
import type { CrawlConfig } from '../config.ts';
import type { CommandContext } from './command.ts';
import { CommandError } from './command-error.ts';
import { type CrawlRun, runCrawl, workerSession } from './crawl.ts';
import { buildSite, startSite } from './site-process.ts';
import { withCensus } from './with-census.ts';

/**
 * `npm start`: database, site and crawler on one machine. The site is built when its sources changed, runs as a process
 * of its own, and is stopped with everything else by Ctrl-C.
 */
export async function start(context: CommandContext, config: CrawlConfig): Promise<void> {
  await withSite(context, async (run) => {
    await runCrawl({ ...run, config });
  });
}

/**
 * Opens the census with the history that comes with the release, serves the site on it, and does some work meanwhile.
 * The work's context is stopped when the site ends by itself.
 *
 * @throws CommandError when the site cannot be built or started, or ends before the work does.
 */
export async function withSite(
  context: CommandContext,
  work: (run: Omit<CrawlRun, 'config'>) => Promise<void>,
): Promise<void> {
  await withCensus(
    context,
    async ({ db, databaseUrl }) => {
      await seedArchive(db, new Date());
      await buildSite(context);
      if (context.stop.aborted) return;
      const site = await startSite(context, databaseUrl);
      const stop = AbortSignal.any([context.stop, site.ended]);
      try {
        await work({ context: { ...context, stop }, db, databaseUrl });
      } finally {
        await site.stop();
      }
      if (!context.stop.aborted)
        throw new CommandError('The site has ended by itself; its last words stand above.');
    },
    workerSession,
  );
}
