import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Whether a test may mount a disk of its own. */
export const mayMount = process.getuid?.() === 0 && process.platform === 'linux';

/** For the name of a test that must say that it is skipped. */
export const skippedWithoutMount = mayMount ? '' : ' (skipped: only root can mount a small disk)';

/** A disk with little room. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** Leaves no room. */
  fill(): Promise<void>;
  /** Takes back what filled it. */
  free(): Promise<void>;
}

/** Mounts one. @param size as `mount` has it: `4m`. */
export async function mountSmallDisk(size: string): Promise<SmallDisk> {
  const run = promisify(execFile);
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    // More than there is room for: what fits is written before it fails.
    fill: () => writeFile(ballast, Buffer.alloc(8 * 1024 * 1024)).catch(() => undefined),
    free: () => rm(ballast),
    [Symbol.asyncDispose]: async () => {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}
