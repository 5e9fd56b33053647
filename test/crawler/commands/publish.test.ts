import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../crawler/commands/command.ts';
import { nightly } from '../../../crawler/commands/publish.ts';
import { parseEnvironment } from '../../../db/environment.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  filesBelow,
  openPublicationFolder,
  type PublicationFolder,
  textOf,
} from '../../support/publications.ts';
import { afterPublishedDays, fillPublishedCensus, publishedServers } from '../../support/published-census.ts';
import { runCli, startCli } from '../../support/run-cli.ts';
import { mayMount, mountSmallDisk, skippedWithoutMount } from '../../support/small-disk.ts';
import { hostName } from '../../support/visit-records.ts';

const newest = '2026-02-01';

let database: TestDatabase;
let folder: PublicationFolder;

beforeEach(async () => {
  database = await createTestDatabase(fillPublishedCensus);
  folder = await openPublicationFolder();
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const environment = () => ({ DATABASE_URL: database.url, FEDICENSUS_DATA: folder.dataFolder });
const publishWith = (...args: readonly string[]) => runCli(['publish', ...args], environment());

const partials = async () => (await readdir(folder.root)).filter((name) => name.endsWith('.partial'));

test('publishes the newest finished day, says where, and leaves what is published as it is', async () => {
  const first = await publishWith();
  expect(first).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^3 months written\. Published 2026-02-01: \//),
  });
  expect(first.stderr).toContain('publish: 2026-02-01: network, 5 records');
  expect(await readdir(folder.root)).toEqual([newest, 'snapshots']);
  const again = await publishWith();
  expect(again).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2026-02-01 had been published before'),
  });
  expect(await publishWith('--day', '2026-01-31')).toMatchObject({ code: 0 });
  expect(await readdir(folder.root)).toEqual(['2026-01-31', newest, 'snapshots']);
}, 60_000);

test.for([
  ['2026-02-30', 2, 'must be a day in UTC'],
  ['2026-02-09', 1, 'it is not over, or nothing was counted on it'],
  ['2099-01-01', 1, 'it is not over'],
] as const)('--day %s ends with code %d: %s', async ([day, code, words]) => {
  const ended = await publishWith('--day', day);
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(words) });
});

test('a process that is killed while it publishes leaves its place and its rubbish to the next', async () => {
  // The last subject waits for this lock; everything before it is on the disk.
  await database.db.transaction().execute(async (trx) => {
    await sql`lock table archive_day in access exclusive mode`.execute(trx);
    const killed = startCli(['publish'], environment());
    while (!killed.output().stderr.includes('software')) await sleep(50);
    expect(await partials()).toHaveLength(1);
    killed.kill('SIGKILL');
    await killed.finished;
  });
  expect(await readdir(folder.root)).toEqual(await partials());
  expect(await publishWith()).toMatchObject({ code: 0 });
  expect(await readdir(folder.root)).toEqual([newest, 'snapshots']);
}, 60_000);

test('opting out by hand takes the host out of published files at once', async () => {
  await publishWith();
  const [host] = publishedServers;
  expect(await runCli(['optout', host], environment())).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('has been taken out'),
  });
  for (const path of await filesBelow(folder.root))
    expect([path, (await textOf(join(folder.root, path))).includes(host)]).toEqual([path, false]);
}, 60_000);

test('a crawl that goes on publishes a day once, and takes out of files who has asked to be forgotten', async () => {
  const parsed = parseEnvironment(environment());
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const context: CommandContext = {
    environment: parsed.value,
    variables: {},
    stdout: process.stdout,
    stderr: process.stderr,
    stop: new AbortController().signal,
  };
  const look = nightly(context, database.db, () => afterPublishedDays);
  await look();
  const published = await filesBelow(folder.root);
  expect(published).toContain(`${newest}/datapackage.json`);
  await look();
  expect(await filesBelow(folder.root)).toEqual(published);
  const [host] = publishedServers;
  await database.db
    .transaction()
    .execute((trx) => optOutHost(trx, hostName(host), { at: afterPublishedDays }));
  await look();
  expect(await textOf(join(folder.root, newest, 'snapshots.ndjson.gz'))).not.toContain(host);
});

test.skipIf(!mayMount)(
  `on a full disk nothing is published, and no part is left${skippedWithoutMount}`,
  async () => {
    await using disk = await mountSmallDisk('4m');
    const data = { DATABASE_URL: database.url, FEDICENSUS_DATA: join(disk.folder, 'data') };
    await mkdir(join(disk.folder, 'data', 'exports'), { recursive: true });
    await disk.fill();
    const ended = await runCli(['publish'], data);
    expect(ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('the disk is full (ENOSPC)'),
    });
    expect(await readdir(join(data.FEDICENSUS_DATA, 'exports'))).toEqual([]);
    await disk.free();
    expect(await runCli(['publish'], data)).toMatchObject({ code: 0 });
    expect(await readdir(join(data.FEDICENSUS_DATA, 'exports'))).toEqual([newest, 'snapshots']);
  },
  60_000,
);
