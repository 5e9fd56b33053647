import { chown, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import { said } from '../../support/run-cli.ts';
import { mayMount, mountSmallDisk, skippedWithoutMount } from '../../support/small-disk.ts';
import { expectWholeDay, recorded, torn } from '../../support/whole-day.ts';

/** Real crawls in processes of their own, whose PostgreSQL runs and cannot do what it is asked for. */
const day = '2026-01-01';
let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ hosts: 150, seed: 83, faults: 'none', latencyMedianMs: 60 });
});
afterAll(() => fediverse.close());

const startWorker = (database: { readonly url: string }) =>
  startCrawl(fediverse, database, { now: `${day}T12:00:00Z`, concurrency: 5 });

test('case 83: a database that turns read-only is waited for; no part of a batch is seen', async () => {
  await using postgres = await OwnPostgres.open();
  const setReadOnly = (value: 'on' | 'off') =>
    postgres.asAdmin(async (admin) => {
      // For sessions that stand, too.
      await admin.query(`alter system set default_transaction_read_only to ${value}`);
      await admin.query('select pg_reload_conf()');
    });
  const worker = startWorker(postgres);
  await recorded(postgres.db, 20);
  await setReadOnly('on');
  await said(worker, '(25006)');
  expect(await torn(postgres.db)).toEqual([]);
  await setReadOnly('off');
  const { code, stderr } = await worker.finished;
  expect(code, stderr).toBe(0);
  await expectWholeDay(postgres.db, fediverse, day);
}, 120_000);

test('case 83: a database that has no connection left is waited for', async () => {
  await using postgres = await OwnPostgres.open();
  const url = new URL(postgres.url);
  const owner = url.username;
  url.username = 'worker';
  await postgres.asAdmin(async (admin) => {
    await admin.query(`create role worker login password '${url.password}' in role ${owner}`);
    await admin.query('grant create on database census to worker');
  });
  const worker = startWorker({ url: url.href });
  await recorded(postgres.db, 20);
  await postgres.asAdmin(async (admin) => {
    await admin.query('alter role worker connection limit 0');
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'worker'");
  });
  await said(worker, 'Waiting for it');
  expect(await torn(postgres.db)).toEqual([]);
  await postgres.asAdmin((admin) => admin.query('alter role worker connection limit -1'));
  const { code, stderr } = await worker.finished;
  expect(code, stderr).toBe(0);
  await expectWholeDay(postgres.db, fediverse, day);
}, 120_000);

test.skipIf(!mayMount)(
  `case 83: a database whose disk is full is waited for${skippedWithoutMount}`,
  async () => {
    await using postgres = await OwnPostgres.open();
    await using disk = await mountSmallDisk('4m');
    const space = join(disk.folder, 'space');
    await mkdir(space);
    const { uid, gid } = await ownerOf(postgres);
    await chown(space, uid, gid);
    await postgres.asAdmin((admin) => admin.query(`create tablespace small location '${space}'`));
    await sql`alter table visit set tablespace small`.execute(postgres.db);
    await disk.fill();
    const worker = startWorker(postgres);
    await said(worker, '(53100)');
    expect(await torn(postgres.db)).toEqual([]);
    await disk.free();
    const { code, stderr } = await worker.finished;
    expect(code, stderr).toBe(0);
    await expectWholeDay(postgres.db, fediverse, day);
    await postgres.stop('fast');
  },
  120_000,
);

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The user under whom the server runs: root's is another. */
async function ownerOf(postgres: OwnPostgres): Promise<Owner> {
  const { rows } = await postgres.asAdmin((admin) => admin.query('show data_directory'));
  return stat(String(rows[0].data_directory));
}
