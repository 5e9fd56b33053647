import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fillSmallCensus, smallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { startApi } from './api-server.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** A program as somebody writes it who knows the description alone. */
const program = `import createClient from 'openapi-fetch';
import type { components, paths } from './census.ts';

const client = createClient<paths>({ baseUrl: process.argv[2] ?? '' });
const page = async (cursor: string | null) => {
  const { data, error } = await client.GET('/api/v1/instances', {
    params: {
      query: { status: ['up', 'failing', 'gone', 'moved'], sort: 'domain', limit: 2, ...(cursor === null ? {} : { cursor }) },
    },
  });
  if (data === undefined) throw new Error(error.detail);
  return data;
};
const domains: string[] = [];
for (let next: string | null | undefined; next !== null; ) {
  const { data, meta } = await page(next ?? null);
  domains.push(...data.map(({ domain }) => domain));
  next = meta.next_cursor;
}

const one = await client.GET('/api/v1/instances/{domain}', { params: { path: { domain: domains[0] ?? '' } } });
const people: number | null | undefined = one.data?.users_total;
const status: 'up' | 'failing' | 'gone' | 'moved' | undefined = one.data?.status;
const missing = await client.GET('/api/v1/instances/{domain}', { params: { path: { domain: 'nobody.net' } } });
const problem: components['schemas']['Problem'] | undefined = missing.error;
process.stdout.write(JSON.stringify({ domains, people, status, problem: problem?.status }));
`;

/** Each of these lines asks for something that the description does not promise. */
const mistakes = `import createClient from 'openapi-fetch';
import type { paths } from './census.ts';

const client = createClient<paths>({ baseUrl: '' });
// @ts-expect-error: no such address
await client.GET('/api/v1/servers');
// @ts-expect-error: a limit is a number
await client.GET('/api/v1/instances', { params: { query: { limit: 'three' } } });
// @ts-expect-error: a server has no such status
await client.GET('/api/v1/instances', { params: { query: { status: ['asleep'] } } });
// @ts-expect-error: the path has a name in it
await client.GET('/api/v1/instances/{domain}');
const { data } = await client.GET('/api/v1/network');
// @ts-expect-error: a day has no such figure
data?.data[0]?.likes;
`;

test('a client generated from the served description compiles under our own strict settings, and walks the list of servers', async () => {
  await using database = await createTestDatabase(fillSmallCensus);
  await using api = await startApi(database.db);
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-client-'));
  try {
    // As after `npm install openapi-fetch`.
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await run(process.execPath, [
      join(root, 'test/support/generate-client-types.ts'),
      `${api.origin}/api/v1/openapi.json`,
      join(folder, 'census.ts'),
    ]);
    expect(await readFile(join(folder, 'census.ts'), 'utf8')).toContain('listInstances');
    await writeFile(join(folder, 'program.ts'), program);
    await writeFile(join(folder, 'mistakes.ts'), mistakes);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    const settings = { extends: join(root, 'tsconfig.json'), include: ['*.ts'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    await expect(run(process.execPath, [tsc, '-p', folder])).resolves.toEqual({ stdout: '', stderr: '' });
    const { stdout } = await run(process.execPath, [join(folder, 'program.ts'), api.origin]);
    const { hidden, ...listed } = smallCensus;
    const { domains, ...rest } = JSON.parse(stdout);
    expect(domains).toEqual(Object.values(listed).toSorted());
    const first = await api.json(`/api/v1/instances/${domains[0]}`);
    expect(rest).toEqual({ people: first.users_total, status: first.status, problem: 404 });
    for (const name of hidden) expect(stdout).not.toContain(name);
  } finally {
    await rm(folder, { recursive: true });
  }
});
