import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds the site with Next, and with `--if-needed` only when its sources changed since the last build. The first
 * build of a fresh clone takes about half a minute on two cores.
 */
const root = join(import.meta.dirname, '..');
const stampFile = join(root, 'web/.next/fedicensus-sources');
const sources = ['web', 'db', 'package.json', 'package-lock.json', 'tsconfig.json'];
const skipped: ReadonlySet<string> = new Set([
  '.next',
  'node_modules',
  'next-env.d.ts',
  'tsconfig.tsbuildinfo',
]);

process.exitCode = await build(process.argv.includes('--if-needed'));

async function build(onlyIfNeeded: boolean): Promise<number> {
  const stamp = fingerprint();
  const isBuilt = existsSync(join(root, 'web/.next/BUILD_ID')) && existsSync(stampFile);
  if (onlyIfNeeded && isBuilt && readFileSync(stampFile, 'utf8') === stamp) return 0;
  process.stderr.write('Building the site …\n');
  const exitCode = await runNextBuild();
  if (exitCode === 0) writeFileSync(stampFile, stamp);
  return exitCode;
}

function runNextBuild(): Promise<number> {
  const next = join(root, 'node_modules/next/dist/bin/next');
  return new Promise((resolve, reject) => {
    // Next's own words go to stderr: stdout belongs to the command that asked for the build.
    const child = spawn(process.execPath, [next, 'build', 'web'], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      // biome-ignore lint/style/noProcessEnv: the build's environment is ours plus one switch.
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Changes when any source of the site changes. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesBelow)) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !skipped.has(name))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
