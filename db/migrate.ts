import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as firstSchema from './migrations/2026-11-24-first-schema.ts';
import * as serverFamilies from './migrations/2026-11-24-server-families.ts';
import * as strangers from './migrations/2026-11-24-strangers.ts';
import * as hostMonths from './migrations/2026-11-29-host-months.ts';
import * as hostNetwork from './migrations/2026-11-29-host-network.ts';
import * as publications from './migrations/2026-11-29-publications.ts';
import * as vitalDays from './migrations/2026-11-29-vital-days.ts';
import * as datasetChanges from './migrations/2026-11-30-dataset-changes.ts';
import * as instanceSearch from './migrations/2026-11-30-instance-search.ts';
import * as ruleSearch from './migrations/2026-11-30-rule-search.ts';
import * as serverFeeds from './migrations/2026-11-30-server-feeds.ts';
import * as searchFolding from './migrations/2026-12-01-search-folding.ts';
import type { Database } from './tables.ts';

/**
 * Every migration in order. A static table in place of a folder scan: bundlers and type stripping see it.
 * Names are written into the database, so they never change.
 */
const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-first-schema': firstSchema,
  '2026-11-24-server-families': serverFamilies,
  '2026-11-24-strangers': strangers,
  '2026-11-29-host-months': hostMonths,
  '2026-11-29-host-network': hostNetwork,
  '2026-11-29-publications': publications,
  '2026-11-29-vital-days': vitalDays,
  '2026-11-30-dataset-changes': datasetChanges,
  '2026-11-30-instance-search': instanceSearch,
  '2026-11-30-rule-search': ruleSearch,
  '2026-11-30-server-feeds': serverFeeds,
  '2026-12-01-search-folding': searchFolding,
};

/** The database was brought up to date by a newer release of Fedicensus than this one. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError';
  /** Migrations that the database has and this release does not know. */
  readonly unknownMigrations: readonly string[];

  constructor(unknownMigrations: readonly string[]) {
    super(
      `The database has a newer schema than this release knows (${unknownMigrations.join(', ')}). ` +
        'Update Fedicensus, or use another data folder or database.',
    );
    this.unknownMigrations = unknownMigrations;
  }
}

/**
 * Brings the schema up to date and returns the names of the migrations it applied, in order; empty when there was
 * nothing to do. Two at once are safe: Kysely's migrator waits on an advisory lock.
 *
 * @throws {SchemaTooNewError} when the database is ahead of this code.
 * @throws whatever PostgreSQL said when a migration failed; nothing of it is kept then, since each run is one transaction.
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<readonly string[]> {
  await refuseNewerSchema(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}

/** Whether every migration of this release has been applied. */
export async function isSchemaCurrent(db: Kysely<Database>): Promise<boolean> {
  const applied = await appliedMigrations(db);
  return Object.keys(migrations).every((name) => applied.includes(name));
}

/**
 * Ends the start of a program that is older than the database.
 *
 * @throws {SchemaTooNewError} when the database has migrations that this release does not know.
 */
export async function refuseNewerSchema(db: Kysely<Database>): Promise<void> {
  const unknown = (await appliedMigrations(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new SchemaTooNewError(unknown);
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  const table = await sql<{
    found: string | null;
  }>`select to_regclass('kysely_migration')::text as found`.execute(db);
  if (table.rows[0]?.found == null) return [];
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return applied.rows.map((row) => row.name);
}
