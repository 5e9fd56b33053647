import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { fetchFailures } from '../../crawler/net/failure.ts';
import { environmentVariables } from '../../db/environment.ts';
import { hostNameRefusals } from '../../db/model/host-name.ts';
import { instanceClasses } from '../../db/model/instance-class.ts';
import { outcomeKinds } from '../../db/model/outcome.ts';
import { ruleTopics } from '../../db/model/rule-topics.ts';
import { ruleDocuments } from '../../db/model/rules.ts';
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
  const schema = readdirSync(join(root, 'db/migrations'))
    .map((file) => read(`db/migrations/${file}`).replace(/\s+/g, ' '))
    .join('\n');
  const listed = (values: readonly string[]) => `(${values.map((value) => `'${value}'`).join(', ')})`;
  const sets = [outcomeKinds, hostStatuses, hostSources, registrationModes];
  for (const values of [...sets, instanceClasses, ruleTopics, ruleDocuments]) {
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

test('the linter refuses an import across a border', async () => {
  const cases = [
    ['crawler/visit', 'undici', 'refused'],
    ['crawler/net', 'undici', 'accepted'],
    ['crawler/visit', 'kysely', 'refused'],
    ['crawler/visit', 'p-queue', 'refused'],
    ['crawler/run', 'pg-boss', 'accepted'],
    ['crawler/run', 'pino', 'refused'],
    ['crawler/run', 'prom-client', 'refused'],
    ['crawler/telemetry', 'pino', 'accepted'],
    ['crawler/telemetry', 'prom-client', 'accepted'],
    ['crawler/telemetry', 'undici', 'refused'],
    ['web/api', 'prom-client', 'refused'],
    ['crawler/visit', '../../web/data/a.ts', 'refused'],
    ['crawler/visit', '../../test/support/a.ts', 'refused'],
    ['web/api', '../../crawler/net/a.ts', 'refused'],
    ['web/api', '../../db/client.ts', 'accepted'],
    ['web/api', 'pg', 'refused'],
    ['web/ui', 'recharts', 'refused'],
    ['web/charts/plot', 'recharts', 'accepted'],
    ['db/queries', '../../crawler/config.ts', 'refused'],
    ['db/queries', 'next/link', 'refused'],
  ] as const;
  // A tree of its own with our settings: one file a case, named by its number.
  const tree = await mkdtemp(join(tmpdir(), 'fedicensus-borders-'));
  try {
    await cp(join(root, 'biome.json'), join(tree, 'biome.json'));
    await cp(join(root, '.gitignore'), join(tree, '.gitignore'));
    for (const [index, [folder, from]] of cases.entries()) {
      await mkdir(join(tree, folder), { recursive: true });
      await writeFile(
        join(tree, folder, `case-${index}.ts`),
        `import { thing } from '${from}';\n\nthing();\n`,
      );
    }
    const args = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.'];
    const biome = spawnSync(join(root, 'node_modules/.bin/biome'), args, { cwd: tree, encoding: 'utf8' });
    const output = biome.stdout + biome.stderr;
    const verdicts = cases.map(([folder, from], index) => {
      const isRefused = output.includes(`${folder}/case-${index}.ts`);
      return [folder, from, isRefused ? 'refused' : 'accepted'];
    });
    expect(verdicts).toEqual(cases);
  } finally {
    await rm(tree, { recursive: true });
  }
});

test('no file is longer than it should be', () => {
  const long = sources
    .map((path) => ({ path: relative('.', path), lines: read(path).split('\n').length }))
    .filter(({ path, lines }) => lines > 330 && !path.endsWith('.test.ts'));
  expect(long).toEqual([]);
});
