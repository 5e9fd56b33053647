import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase } from '../../db/client.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { TestServer } from './global-postgres.ts';

/** A database of a test's own. Dropped at the end of `await using`. */
export interface TestDatabase extends AsyncDisposable {
  /** For components with a pool of their own, and for other processes. */
  readonly url: string;
  readonly db: CensusDatabase;
}

/** Fills a migrated, empty database with the same rows at every call. */
export type FillCensus = (db: CensusDatabase) => Promise<unknown>;

/**
 * A fresh, migrated database: a copy of one that is migrated once a run. Takes some 50 ms; one a test file is usual, one
 * a test is fine.
 *
 * @param fill a function with a name of its own. What it fills is filled once a run, too, and copied.
 */
export async function createTestDatabase(fill?: FillCensus): Promise<TestDatabase> {
  const server = await askForServer();
  const schema = await ensureTemplate(server, { from: 'template1', fill: migrateToLatest });
  return createFrom(
    server,
    fill === undefined ? schema : await ensureTemplate(server, { from: schema, fill }),
  );
}

/** A database without the schema. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom(await askForServer(), 'template1');
}

async function createFrom(server: TestServer, template: string): Promise<TestDatabase> {
  const name = `${server.prefix}_${randomBytes(5).toString('hex')}`;
  await asAdmin(server, (admin) =>
    create(admin, { name, template, owner: new URL(server.ownerUrl).username }),
  );
  const url = urlOf(server, name);
  const db = createDatabase(url, { applicationName: 'fedicensus test' });
  return {
    url,
    db,
    [Symbol.asyncDispose]: async () => {
      await db.destroy();
      await asAdmin(server, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Asked at every call: the answer costs a millisecond, and a cached one would need a cache to be right. */
async function askForServer(): Promise<TestServer> {
  const answer = JSON.parse(await text(connect(inject('postgresPort'), '127.0.0.1')));
  if (typeof answer.problem === 'string') throw new Error(`No PostgreSQL for tests: ${answer.problem}`);
  return answer;
}

/** Makes the template unless another test file has; whoever comes meanwhile waits. */
async function ensureTemplate(
  server: TestServer,
  { from, fill }: { readonly from: string; readonly fill: FillCensus },
): Promise<string> {
  const name = `${server.prefix}_${fill.name.toLowerCase()}`;
  await asAdmin(server, async (admin) => {
    // Under another name until it is whole: what fails leaves nothing that looks like a template.
    const draft = `${name}_draft`;
    await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
    if ((await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1) return;
    await admin.query(`drop database if exists ${draft} with (force)`);
    await create(admin, { name: draft, template: from, owner: new URL(server.ownerUrl).username });
    const db = createDatabase(urlOf(server, draft));
    await fill(db).finally(() => db.destroy());
    await admin.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function create(
  admin: pg.Client,
  database: { readonly name: string; readonly template: string; readonly owner: string },
): Promise<void> {
  await admin.query(
    `create database ${database.name} template ${database.template} owner ${admin.escapeIdentifier(database.owner)}`,
  );
}

async function asAdmin(server: TestServer, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client(server.adminUrl);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(server: TestServer, database: string): string {
  const url = new URL(server.ownerUrl);
  url.pathname = `/${database}`;
  return url.href;
}
