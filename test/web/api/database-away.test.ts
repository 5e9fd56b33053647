import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../db/client.ts';
import { endpoints } from '../../../web/api/endpoints.ts';
import { problemSchema } from '../../../web/api/problem.ts';
import { fillSmallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { addressOf, startApi } from './api-server.ts';

const addresses = endpoints
  .map(({ path }) => addressOf(path))
  // The list of published files is read from the disk.
  .filter((address) => address !== '/api/v1/exports');

test('case 104: while the database is away every address answers 503 with a time to come back and no detail of ours', async () => {
  await using nowhere = createDatabase('postgres://census:hush@127.0.0.1:1/census');
  await using api = await startApi(nowhere);
  for (const address of addresses) {
    const response = await api.get(address);
    expect([address, response.status]).toEqual([address, 503]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const body = await response.text();
    expect(problemSchema.parse(JSON.parse(body)).title).toBe('Service Unavailable');
    expect(body).not.toMatch(/hush|ECONNREFUSED|127\.0\.0\.1| at |node:/);
  }
  expect((await api.get('/api/v1/openapi.json')).status).toBe(200);
  expect(api.bugs).toEqual([]);
});

test('a database that comes back is used again', async () => {
  await using database = await createTestDatabase();
  await using api = await startApi(database.db);
  expect((await api.get('/api/v1/network')).status).toBe(200);
  await using admin = createDatabase(database.url);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(admin);
  // Each broken connection of the pool may cost one request; then new ones serve.
  await expect.poll(async () => (await api.get('/api/v1/network')).status).toBe(200);
  expect(api.bugs).toEqual([]);
});

test('case 104: a statement that takes too long is 503 too, with the advice to ask for less', async () => {
  await using database = await createTestDatabase(fillSmallCensus);
  await using hasty = createDatabase(database.url, { statementTimeoutMs: 200 });
  await using api = await startApi(hasty);
  await using other = createDatabase(database.url);
  await other.transaction().execute(async (trx) => {
    // Readers wait for the lock until their time is over.
    await sql`lock table instance in access exclusive mode`.execute(trx);
    const response = await api.get('/api/v1/instances');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('Narrow the query') });
  });
  // On a busy machine the first answer may take too long once more.
  await expect.poll(async () => (await api.get('/api/v1/instances')).status).toBe(200);
  expect(api.bugs).toEqual([]);
});

test('case 108: a failure that is a bug of ours is 500 for the reader and told to the log', async () => {
  await using database = await createTestDatabase();
  await using api = await startApi(database.db);
  await sql`alter table day_figure rename column servers_known to hosts_known`.execute(database.db);
  const response = await api.get('/api/v1/network');
  const body = await response.text();
  expect(problemSchema.parse(JSON.parse(body))).toMatchObject({
    status: 500,
    title: 'Internal Server Error',
  });
  expect(body).not.toContain('servers_known');
  expect(api.bugs).toHaveLength(1);
  expect(String(api.bugs[0])).toContain('servers_known');
});
