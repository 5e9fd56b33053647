import type { Kysely } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrateToLatest } from '../../../db/migrate.ts';
import { up as firstSchema } from '../../../db/migrations/2026-11-24-first-schema.ts';
import { up as serverFamilies } from '../../../db/migrations/2026-11-24-server-families.ts';
import { up as strangers } from '../../../db/migrations/2026-11-24-strangers.ts';
import { networkSeries, softwareSeries } from '../../../db/queries/day-figures.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/postgres.ts';

/** A census as it was kept before: a row a snapshot, and marks of quarantine in it. */
async function olderCensus({ db, url }: TestDatabase): Promise<void> {
  for (const up of [firstSchema, serverFamilies, strangers])
    await db.transaction().execute((trx) => up(trx as unknown as Kysely<unknown>));
  const figures =
    'users_total_observed, users_total_carried, users_active_month_observed, users_active_month_carried';
  const more = `users_active_half_year_observed, users_active_half_year_carried, local_posts_observed, local_posts_carried,
    servers_known, servers_refused, servers_failed, servers_quarantined, partial`;
  const statements = [
    `insert into host (name, registrable_domain, apex_domain, status, source, first_seen_at) values
       ('a.social', 'a.social', 'a.social', 'up', 'seed', '2026-01-01'),
       ('b.social', 'b.social', 'b.social', 'up', 'seed', '2026-01-01'),
       ('dead.social', 'dead.social', 'dead.social', 'silent', 'seed', '2026-01-01')`,
    `insert into software (name) values ('mastodon')`,
    `insert into release (software_id, version) values (1, '4.4.0'), (1, '4.5.0')`,
    `insert into instance (host_id, release_id, languages, provenance, first_up_at, class, quarantine_rule,
       quarantine_since, quarantine_detail) values
       (1, 2, '{de}', 341, '2026-01-31', 'community', null, null, null),
       (2, 1, null, 341, '2026-01-31', 'community', 'by-hand', '2026-02-01', 'not plausible')`,
    `insert into snapshot (host_id, day, release_id, users_total, users_active_month, peers_count, provenance,
       registrations, quarantine_rule) values
       (1, '2026-01-31', 1, 10, 5, null, 341, 'open', null), (1, '2026-02-01', 2, 11, null, 900, 341, 'open', null),
       (1, '2026-02-28', 2, 12, 6, null, 341, null, null), (2, '2026-01-31', 1, 70, 7, null, 341, 'closed', null),
       (2, '2026-02-01', 1, 7000, 7, null, 341, 'closed', 'by-hand')`,
    `insert into visit (host_id, visited_at, outcome, requests, bytes, duration_ms) values
       (1, '2026-01-31T10:00:00Z', 'up', 5, 1, 1), (1, '2026-02-01T00:00:00Z', 'up', 5, 1, 1),
       (1, '2026-02-27T23:59:59Z', 'timed-out', 5, 1, 1), (1, '2026-02-28T10:00:00Z', 'up', 5, 1, 1),
       (2, '2026-01-31T10:00:00Z', 'up', 5, 1, 1), (2, '2026-02-01T10:00:00Z', 'up', 5, 1, 1),
       (2, '2026-02-02T10:00:00Z', 'up', 5, 1, 1), (2, '2026-02-02T11:00:00Z', 'robots-denied', 5, 1, 1),
       (3, '2026-02-02T11:00:00Z', 'dns-not-found', 0, 0, 1)`,
    `insert into network_day (day, servers_observed, servers_carried, ${figures}, ${more}, revised_at)
       values ('2026-01-31', 2, 0, 80, 0, 12, 0, 0, 0, 0, 0, 2, 0, 0, 0, false, '2026-02-05T00:00:00Z')`,
    `insert into software_day (day, software_id, servers_observed, servers_carried, ${figures}, ${more})
       values ('2026-01-31', 1, 2, 0, 80, 0, 12, 0, 0, 0, 0, 0, 2, 0, 0, 0, false)`,
    'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
    `insert into kysely_migration select name, '2026-11-24T00:00:00.000Z' from (values
       ('2026-11-24-first-schema'), ('2026-11-24-server-families'), ('2026-11-24-strangers')) as done (name)`,
  ];
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test('what was reported, decided and summed is there after the months have taken its place', async () => {
  await using database = await createEmptyDatabase();
  await olderCensus(database);
  const { db } = database;
  expect(await migrateToLatest(db)).toContain('2026-11-29-host-months');
  const snapshots = await db
    .selectFrom('snapshot')
    .select([
      'host_id',
      'day',
      'release_id',
      'registrations',
      'languages',
      'users_total',
      'users_active_month',
    ])
    .select(['users_active_half_year', 'peers_count', 'provenance', 'quarantine_rule'])
    .orderBy('host_id')
    .orderBy('day')
    .execute();
  expect(snapshots.map((row) => Object.values(row))).toEqual([
    [1, '2026-01-31', 1, 'open', ['de'], 10, 5, null, null, 341, null],
    [1, '2026-02-01', 2, 'open', ['de'], 11, null, null, 900, 341, null],
    [1, '2026-02-28', 2, null, ['de'], 12, 6, null, null, 341, null],
    [2, '2026-01-31', 1, 'closed', null, 70, 7, null, null, 341, null],
    [2, '2026-02-01', 1, 'closed', null, 7_000, 7, null, null, 341, 'by-hand'],
  ]);
  const months = await db
    .selectFrom('host_month')
    .select(['host_id', 'month', 'coverage', 'local_posts'])
    .orderBy('host_id')
    .orderBy('month')
    .execute();
  const letters = (places: Readonly<Record<number, string>>) =>
    Array.from({ length: 31 }, (_, index) => places[index + 1] ?? '-').join('');
  expect(months).toEqual([
    { host_id: 1, month: '2026-01-01', coverage: letters({ 31: 'a' }), local_posts: null },
    { host_id: 1, month: '2026-02-01', coverage: letters({ 1: 'a', 27: 'f', 28: 'a' }), local_posts: null },
    { host_id: 2, month: '2026-01-01', coverage: letters({ 31: 'a' }), local_posts: null },
    { host_id: 2, month: '2026-02-01', coverage: letters({ 1: 'a', 2: 'r' }), local_posts: null },
    { host_id: 3, month: '2026-02-01', coverage: letters({ 2: 'f' }), local_posts: null },
  ]);
  expect(await db.selectFrom('quarantine').selectAll().execute()).toEqual([
    { host_id: 2, rule: 'by-hand', from_day: '2026-02-01', to_day: null, detail: 'not plausible' },
  ]);
  expect(await networkSeries(db)).toMatchObject([
    { day: '2026-01-31', users_total: 80, users_active_month: 12, revised_at: '2026-02-05T00:00:00.000Z' },
  ]);
  expect(await softwareSeries(db)).toMatchObject([
    { day: '2026-01-31', software: 'mastodon', users_total: 80 },
  ]);
});
