import type { Kysely } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrateToLatest } from '../../../db/migrate.ts';
import { up as firstSchema } from '../../../db/migrations/2026-11-24-first-schema.ts';
import { ruleSets } from '../../../db/queries/rule-sets.ts';
import { recordRules } from '../../../db/writes/record-rules.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, ruleOf } from '../../support/visit-records.ts';

/** A census of the first schema, with the rules of one server in three versions. */
async function firstCensus(database: TestDatabase): Promise<void> {
  const { db } = database;
  await db.transaction().execute(async (trx) => firstSchema(trx as unknown as Kysely<unknown>));
  const statements = [
    `insert into host (name, registrable_domain, status, source, first_seen_at)
       values ('old.social', 'old.social', 'up', 'seed', '2026-01-01')`,
    `insert into rule_set (host_id, rules_hash, valid_from, valid_to) values
       (1, 'x', '2026-01-01', '2026-02-01'), (1, 'y', '2026-02-01', '2026-03-01'), (1, 'z', '2026-03-01', null)`,
    `insert into rule (rule_set_id, position, text, hint, translations) values
       (1, 1, 'stays', 'always', '{"fr": {"text": "reste", "hint": null}}'), (1, 2, 'goes', null, '{}'),
       (2, 1, 'comes', null, '{}'), (2, 2, 'stays', 'always', '{"fr": {"text": "reste", "hint": null}}'),
       (3, 1, 'goes', null, '{}'), (3, 2, 'stays', 'always', '{"fr": {"text": "reste", "hint": null}}')`,
  ];
  const client = new pg.Client(database.url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  // What Kysely's migrator notes of a migration that it ran.
  await client.query(
    'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
  );
  await client.query(
    `insert into kysely_migration values ('2026-11-24-first-schema', '2026-11-24T00:00:00.000Z')`,
  );
  await client.end();
}

test('rules of the first schema become rules that last, in the sets that they stood in', async () => {
  await using database = await createEmptyDatabase();
  await firstCensus(database);
  expect(await migrateToLatest(database.db)).toContain('2026-11-24-server-families');
  const rules = await database.db
    .selectFrom('rule')
    .select(['text', 'hint', 'valid_from', 'valid_to'])
    .orderBy('valid_from')
    .orderBy('text')
    .execute();
  const months = (instant: Date | null) => instant?.toISOString().slice(0, 7) ?? null;
  expect(rules.map((rule) => [rule.text, months(rule.valid_from), months(rule.valid_to)])).toEqual([
    ['goes', '2026-01', '2026-02'],
    ['stays', '2026-01', null],
    ['comes', '2026-02', '2026-03'],
    ['goes', '2026-03', null],
  ]);
  const sets = await ruleSets(database.db, hostName('old.social'), 10);
  expect(sets.map((set) => set.rules.map(({ text, position }) => `${position} ${text}`))).toEqual([
    ['1 goes', '2 stays'],
    ['1 comes', '2 stays'],
    ['1 stays', '2 goes'],
  ]);
  // The next reading of the same rules opens no set, though it hashes them in its own way.
  const stays = { ...ruleOf('stays'), hint: 'always', translations: { fr: { text: 'reste', hint: null } } };
  const reading = { hostId: 1, rules: [ruleOf('goes'), stays], readAt: new Date('2026-04-01') };
  await database.db.transaction().execute((trx) => recordRules(trx, [reading]));
  expect(await ruleSets(database.db, hostName('old.social'), 10)).toEqual(sets);
});
