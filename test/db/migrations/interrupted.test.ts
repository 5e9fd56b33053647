import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { isSchemaCurrent } from '../../../db/migrate.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { createEmptyDatabase, createTestDatabase } from '../../support/postgres.ts';
import { runCli, startCli } from '../../support/run-cli.ts';

const namesOf = async (db: CensusDatabase, query: string) =>
  (await sql<{ name: string }>`${sql.raw(query)}`.execute(db)).rows.map(({ name }) => name);

const tables = `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  and relname not like 'kysely%' order by 1`;
const others = `select application_name as name from pg_stat_activity
  where datname = current_database() and application_name = 'fedicensus'`;

test('case 84: a migration that is killed half-way leaves nothing of itself, and the next one succeeds', async () => {
  await using database = await createEmptyDatabase();
  const { db, url } = database;
  const holder = new pg.Client(url);
  await holder.connect();
  // The last migration comes to make this table, and waits to see whether ours stays.
  await holder.query('begin; create table own_outage ()');
  const migrator = startCli(['migrate'], { DATABASE_URL: url });
  const waiting = `select query as name from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  while (!(await namesOf(db, waiting)).some((query) => query.includes('own_outage')));
  migrator.kill('SIGKILL');
  expect((await migrator.finished).signal).toBe('SIGKILL');
  await holder.query('rollback');
  await holder.end();
  while ((await namesOf(db, others)).length > 0);
  expect(await namesOf(db, tables)).toEqual([]);
  expect(await isSchemaCurrent(db)).toBe(false);
  const { code, stderr } = await runCli(['migrate'], { DATABASE_URL: url });
  expect(code, stderr).toBe(0);
  expect(await isSchemaCurrent(db)).toBe(true);
  expect(await namesOf(db, tables)).toContain('own_outage');
}, 120_000);

test('case 84: a crawl of an older release writes nothing into a database of a newer one and says so in one line', async () => {
  await using fediverse = await startFediverse({ hosts: 5, faults: 'none' });
  await using newer = await createTestDatabase();
  await sql`insert into kysely_migration (name, timestamp) values ('2099-01-01-from-the-future', 'now')`.execute(
    newer.db,
  );
  const { code, stdout, stderr } = await startCrawl(fediverse, newer, { now: null }).finished;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('2099-01-01-from-the-future')]);
  expect(await namesOf(newer.db, 'select name from host')).toEqual([]);
  expect(
    await namesOf(newer.db, `select nspname as name from pg_namespace where nspname = 'pgboss'`),
  ).toEqual([]);
});
