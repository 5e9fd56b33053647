import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrateToLatest } from '../../../db/migrate.ts';
import { up as firstSchema } from '../../../db/migrations/2026-11-24-first-schema.ts';
import { searchTextsOf } from '../../../db/model/search-text.ts';
import { countInstances } from '../../../db/queries/list-instances.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName } from '../../support/visit-records.ts';

const known = [
  ['xn--bchermoor-q9a.net', 'Lesen ÜBER Alles', 'Größe, ﬁn, Łódź, がぎ, 각, हिन्दी'],
  ['birchmoor.net', null, 'ＭＡＳＴＯＤＯＮ'],
  ['tarn.net', 'ΟΔΟΣ', null],
  ['sakura.net', 'ｻｸﾗ ガーデン', 'العَرَبِيَّة، ١٢٣, l’art\nfin'],
] as const;
const versions = ['4.5.0-rc1', 'v2.10', '0.0', 'HEAD-1a2b', '', `9${'9'.repeat(40)}.1`];
const many = 1_200;

/** A census of the first schema: three instances with texts, and more than are folded at once. */
async function firstCensus({ db, url }: TestDatabase, before: readonly string[] = []): Promise<void> {
  await db.transaction().execute(async (trx) => firstSchema(trx as unknown as Kysely<unknown>));
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of before) await client.query(statement);
  await client.query(`insert into software (name) values ('mastodon')`);
  for (const version of versions)
    await client.query('insert into release (software_id, version) values (1, $1)', [version]);
  const names = [
    ...known.map(([name]) => name),
    ...Array.from({ length: many }, (_, n) => `server-${n}.net`),
  ];
  await client.query(
    `insert into host (name, registrable_domain, status, source, first_seen_at)
       select name, name, 'up', 'seed', '2026-01-01' from unnest($1::text[]) as name`,
    [names],
  );
  await client.query(
    `insert into instance (host_id, release_id, provenance, first_up_at, languages)
       select host_id, 1, 0, '2026-01-01', case when host_id = 1 then array['pt-BR', 'EN'] end from host`,
  );
  for (const [name, title, description] of known)
    await client.query(
      'update instance set name = $2, description = $3 from host where host.name = $1 and host.host_id = instance.host_id',
      [name, title, description],
    );
  // What Kysely's migrator notes of a migration that it ran.
  await client.query(
    'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
  );
  await client.query(
    `insert into kysely_migration values ('2026-11-24-first-schema', '2026-11-24T00:00:00.000Z')`,
  );
  await client.end();
}

test('instances of an earlier schema are folded as the crawler would fold them, all of them', async () => {
  await using database = await createEmptyDatabase();
  await firstCensus(database);
  expect(await migrateToLatest(database.db)).toContain('2026-11-30-instance-search');
  const rows = await database.db
    .selectFrom('instance_search')
    .innerJoin('host', 'host.host_id', 'instance_search.host_id')
    .select(['host.name as domain', 'sort_name', 'search_text'])
    .orderBy('host.host_id')
    .execute();
  expect(rows).toHaveLength(known.length + many);
  for (const [index, [domain, name, description]] of known.entries())
    expect(rows[index]).toEqual({
      domain,
      ...searchTextsOf({ domain: hostName(domain), name, description }),
    });
  expect(await countInstances(database.db, { search: 'server-1199' })).toBe(1);
  expect(await countInstances(database.db, { search: 'さくら がーでん' })).toBe(1);
  expect(await countInstances(database.db, { search: 'العربيه' })).toBe(1);
});

test('versions are their numbers without zeros at the end, and languages are what they are kinds of', async () => {
  await using database = await createEmptyDatabase();
  await firstCensus(database);
  await migrateToLatest(database.db);
  const releases = await database.db
    .selectFrom('release')
    // As text: endless digits are no number of JavaScript.
    .select(sql<string | null>`version_numbers::text`.as('numbers'))
    .orderBy('release_id')
    .execute();
  expect(releases.map(({ numbers }) => numbers)).toEqual([
    '{4,5}',
    '{2,10}',
    '{0}',
    null,
    null,
    `{9${'9'.repeat(40)},1}`,
  ]);
  const ranges = await database.db
    .selectFrom('instance')
    .select('language_ranges')
    .where('host_id', 'in', [1, 2])
    .orderBy('host_id')
    .execute();
  expect(ranges.map(({ language_ranges }) => language_ranges)).toEqual([['en', 'pt', 'pt-br'], null]);
});

test('where trigrams cannot be had, the migration goes through and texts are found without', async () => {
  await using database = await createEmptyDatabase();
  // The extension brings a function of this name, and cannot be created beside it.
  await firstCensus(database, [
    `create function similarity(text, text) returns real language sql immutable as 'select 0::real'`,
  ]);
  expect(await migrateToLatest(database.db)).toContain('2026-11-30-instance-search');
  const client = new pg.Client(database.url);
  await client.connect();
  const found = await client.query(
    `select extname from pg_extension where extname = 'pg_trgm'
     union all select indexname from pg_indexes where indexname = 'instance_search_text_idx'`,
  );
  await client.end();
  expect(found.rows).toEqual([]);
  expect(await countInstances(database.db, { search: 'mastodon' })).toBe(1);
});

test('where trigrams can be had, searches have their index', async () => {
  await using database = await createEmptyDatabase();
  await migrateToLatest(database.db);
  const client = new pg.Client(database.url);
  await client.connect();
  const found = await client.query(
    `select indexdef from pg_indexes where indexname = 'instance_search_text_idx'`,
  );
  await client.end();
  expect(found.rows).toEqual([{ indexdef: expect.stringContaining('gin_trgm_ops') }]);
});
