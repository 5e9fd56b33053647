import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { workerFolder } from './worker-listener.ts';

/** The one that keeps pages, and the one that takes it back. */
const workerNames = ['worker', 'retiring-worker'] as const;

/**
 * Builds the service workers, a classic script each: the only form that every browser takes.
 *
 * @param version changes with the sources of the site, and is the same for all machines that serve them.
 */
export async function buildWorkers(version: string, folder: string = workerFolder): Promise<void> {
  for (const name of workerNames) {
    const bundle = await rolldown({
      input: join(import.meta.dirname, `worker/${name}.ts`),
      platform: 'browser',
      tsconfig: false,
      transform: { target: 'es2022', define: { WORKER_VERSION: JSON.stringify(version) } },
      logLevel: 'warn',
    });
    await bundle.write({ file: join(folder, `${name}.js`), format: 'iife', minify: true });
    await bundle.close();
  }
}
