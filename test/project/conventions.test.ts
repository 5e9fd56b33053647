import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { fetchFailures } from '../../crawler/net/failure.ts';
import { environmentVariables } from '../../db/environment.ts';
import { hostNameRefusals } from '../../db/model/host-name.ts';
import { outcomeKinds } from '../../db/model/outcome.ts';
import { hostSources, hostStatuses, registrationModes } from '../../db/model/status.ts';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Files that git knows, or would take: what a clone will hold. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const sources = files.filter((path) => /\.(ts|tsx)$/.test(path));

test('every environment variable stands in the README', () => {
  for (const { name } of environmentVariables) expect(read('README.md')).toContain(`\`${name}\``);
});

test('every command of the help stands in the README', () => {
  const help = execFileSync(process.execPath, [join(root, 'crawler/cli.ts'), '--help']).toString();
  const commands = [...help.matchAll(/^ {2}([a-z]+)\b/gm)].map((match) => match[1] ?? '');
  expect(commands.length).toBeGreaterThan(6);
  const internal = new Set(['help', 'start']);
  for (const command of commands)
    if (!internal.has(command)) expect(read('README.md')).toContain(`| \`${command}`);
});

test('every folder of the source has a README', () => {
  const folders = ['crawler', 'web', 'db', 'test'].flatMap((top) => [
    top,
    ...readdirSync(join(root, top), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map((entry) => `${top}/${entry.name}`),
  ]);
  const own = folders.filter((folder) => sources.some((path) => path.startsWith(`${folder}/`)));
  // db/README.md explains db's folders together, web/app is laid out by routes.
  const covered = (folder: string) => /^(db\/|test\/|web\/app)/.test(folder) && folder !== 'test/fediverse';
  const missing = own.filter((folder) => !covered(folder) && !existsSync(join(root, folder, 'README.md')));
  expect(missing).toEqual([]);
});

test('closed sets in the schema equal those in the code', () => {
  const schema = read('db/migrations/2026-11-24-first-schema.ts').replace(/\s+/g, ' ');
  const listed = (values: readonly string[]) => `(${values.map((value) => `'${value}'`).join(', ')})`;
  for (const values of [outcomeKinds, hostStatuses, hostSources, registrationModes]) {
    expect(schema).toContain(listed(values));
  }
});

test('every way a request can fail is an outcome, except our own doing', () => {
  const failures = fetchFailures.filter((kind) => kind !== 'cancelled');
  expect(outcomeKinds).toEqual(expect.arrayContaining(failures));
  expect(new Set(hostNameRefusals).size).toBe(hostNameRefusals.length);
});

test('versions are exact', () => {
  const versions = { ...packageJson.dependencies, ...packageJson.devDependencies };
  for (const [name, version] of Object.entries(versions))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
});

test('the linter refuses an import across a border', () => {
  const lint = (path: string, code: string) => {
    const args = ['lint', `--stdin-file-path=${path}`, '--only=style/noRestrictedImports'];
    const biome = join(root, 'node_modules/.bin/biome');
    const { stderr } = spawnSync(biome, args, { cwd: root, input: code, encoding: 'utf8' });
    // Not the exit code: with code from stdin it is 1 whenever the code is not formatted, too.
    return stderr.includes('noRestrictedImports') ? 'refused' : 'accepted';
  };
  const importing = (from: string) => `import { thing } from '${from}';\nthing();\n`;
  const cases: readonly (readonly [string, string, string])[] = [
    ['crawler/visit/a.ts', 'undici', 'refused'],
    ['crawler/net/a.ts', 'undici', 'accepted'],
    ['crawler/visit/a.ts', 'kysely', 'refused'],
    ['crawler/visit/a.ts', 'p-queue', 'refused'],
    ['crawler/run/a.ts', 'pg-boss', 'accepted'],
    ['crawler/visit/a.ts', '../../web/data/a.ts', 'refused'],
    ['crawler/visit/a.ts', '../../test/support/a.ts', 'refused'],
    ['web/api/a.ts', '../../crawler/net/a.ts', 'refused'],
    ['web/api/a.ts', '../../db/client.ts', 'accepted'],
    ['web/api/a.ts', 'pg', 'refused'],
    ['web/ui/a.ts', 'recharts', 'refused'],
    ['web/charts/plot/a.ts', 'recharts', 'accepted'],
    ['db/queries/a.ts', '../../crawler/config.ts', 'refused'],
    ['db/queries/a.ts', 'next/link', 'refused'],
  ];
  expect(cases.map(([path, from]) => [path, from, lint(path, importing(from))])).toEqual(cases);
});

test('no file is longer than it should be', () => {
  const long = sources
    .map((path) => ({ path: relative('.', path), lines: read(path).split('\n').length }))
    .filter(({ path, lines }) => lines > 330 && !path.endsWith('.test.ts'));
  expect(long).toEqual([]);
});
