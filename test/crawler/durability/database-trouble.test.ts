import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fediverse, startFediverse } from '../../fediverse/start.ts';
import { startCrawl } from '../../support/crawl-fediverse.ts';
import { OwnPostgres } from '../../support/own-postgres.ts';
import { said } from '../../support/run-cli.ts';
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

const mayMount = process.getuid?.() === 0 && process.platform === 'linux';
const skipped = mayMount ? '' : ' (skipped: only root can mount a small disk)';

test.skipIf(!mayMount)(
  `case 83: a database whose disk is full is waited for${skipped}`,
  async () => {
    await using postgres = await OwnPostgres.open();
    await using disk = await mountSmallDisk(await ownerOf(postgres));
    await postgres.asAdmin((admin) => admin.query(`create tablespace small location '${disk.space}'`));
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

interface SmallDisk extends AsyncDisposable {
  /** A folder on it. */
  readonly space: string;
  fill(): Promise<void>;
  free(): Promise<void>;
}

async function mountSmallDisk({ uid, gid }: Owner): Promise<SmallDisk> {
  const run = promisify(execFile);
  const folder = await mkdtemp(join(tmpdir(), 'fedicensus-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=755', 'tmpfs', folder]);
  const [space, ballast] = [join(folder, 'space'), join(folder, 'ballast')];
  await mkdir(space);
  await chown(space, uid, gid);
  return {
    space,
    // More than there is room for: what fits is written before it fails.
    fill: () => writeFile(ballast, Buffer.alloc(8 * 1024 * 1024)).catch(() => undefined),
    free: () => rm(ballast),
    [Symbol.asyncDispose]: async () => {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}
