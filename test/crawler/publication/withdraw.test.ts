import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetInRecord, whoIsWithdrawn } from '../../../crawler/publication/forget-in-record.ts';
import { publicationDue, publish, withdraw } from '../../../crawler/publication/publish.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import type { CensusTransaction } from '../../../db/tables.ts';
import { blockDomain } from '../../../db/writes/block-domain.ts';
import { optOutHost, undoOptOut } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  checksumsBelow,
  filesBelow,
  manifestOf,
  openPublicationFolder,
  type PublicationFolder,
  publisher,
  publishNow,
  sha256,
  textOf,
} from '../../support/publications.ts';
import { afterPublishedDays, fillPublishedCensus, publishedServers } from '../../support/published-census.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';

const [host, other] = publishedServers;
const days = ['2025-12-31', '2026-01-31', '2026-02-01'] as const;
const later = new Date('2026-02-02T15:00:00Z');

let database: TestDatabase;
let folder: PublicationFolder;

beforeEach(async () => {
  database = await createTestDatabase(fillPublishedCensus);
  folder = await openPublicationFolder();
  for (const day of days) await publishNow(publisher(database.db, folder.root), day);
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const act = (write: (trx: CensusTransaction) => Promise<unknown>) => database.db.transaction().execute(write);
const forget = (name: string) => act((trx) => optOutHost(trx, hostName(name), { at: later }));
const withdrawNow = () => withdraw(publisher(database.db, folder.root, { now: later }));

async function filesThatName(name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of await filesBelow(folder.root))
    if ((await textOf(join(folder.root, path))).includes(name)) found.push(path);
  return found;
}

async function expectWhole(): Promise<void> {
  for (const name of [...days, 'snapshots']) {
    for (const { path, sha256: sum } of (await manifestOf(join(folder.root, name))).files)
      expect([path, sha256(await readFile(join(folder.root, name, path)))]).toEqual([path, sum]);
  }
}

/** The ways in which a host leaves. */
const ways: Readonly<Record<string, (trx: CensusTransaction) => Promise<unknown>>> = {
  'an opt-out': (trx) => optOutHost(trx, hostName(host), { at: later }),
  'a block of its domain': (trx) => blockDomain(trx, hostName(host)),
  'a 410': (trx) =>
    recordVisits(trx, [
      visitOf(host, later.toISOString(), {
        ...{ outcome: 'opted-out', status: 'opted-out', nextVisitAt: null, instance: null },
      }),
    ]),
};

test.for(Object.entries(ways))(
  'case 73: after %s, no published file names the host, and checksums are those of the new files',
  async ([, leave]) => {
    const held = await filesThatName(host);
    expect(held).toEqual(
      expect.arrayContaining([`${days[0]}/snapshots.csv.gz`, 'snapshots/year=2025/month=12/part-0.parquet']),
    );
    await act(leave);
    expect(await publicationDue(database.db, folder.root, afterPublishedDays)).toMatchObject({
      isBehind: true,
    });
    await withdrawNow();
    expect(await filesThatName(host)).toEqual([]);
    expect(await publicationDue(database.db, folder.root, afterPublishedDays)).toMatchObject({
      isBehind: false,
    });
    await expectWhole();
    const { revised_at, files } = await manifestOf(join(folder.root, days[0]));
    expect(revised_at).toBe(later.toISOString());
    expect(files.find(({ path }) => path === 'snapshots.parquet')?.rows).toBe(3);
    // Whoever stays is still there.
    expect(await filesThatName(other)).toEqual(expect.arrayContaining([`${days[0]}/snapshots.csv.gz`]));
  },
);

test('files in which no host is named stay as they are, to the byte', async () => {
  const before = await checksumsBelow(folder.root);
  await forget(host);
  await withdrawNow();
  const after = await checksumsBelow(folder.root);
  const kept = Object.keys(after).filter((path) => after[path] === before[path]);
  for (const day of days)
    for (const file of ['network.parquet', 'network.csv.gz', 'software.ndjson.gz', 'schema.json'])
      expect(kept).toContain(`${day}/${file}`);
});

test('somebody who never was a server changes nothing but what the manifests know', async () => {
  const before = await checksumsBelow(folder.root);
  await forget('nobody-ever-named.net');
  await withdrawNow();
  const after = await checksumsBelow(folder.root);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed.toSorted()).toEqual([...days, 'snapshots'].map((name) => `${name}/_manifest.json`));
  expect((await manifestOf(join(folder.root, days[0]))).revised_at).toBeNull();
});

test('a withdrawal that was cut short between two files is done to its end by the next', async () => {
  await forget(host);
  const dated = join(folder.root, days[0]);
  // As it is left by a process that died after it had put the first two formats in place, and the NDJSON of another subject.
  const rows = (await textOf(join(dated, 'instances.ndjson.gz'))).split('\n');
  await writeFile(
    join(dated, 'instances.ndjson.gz'),
    gzipSync(rows.filter((row) => !row.includes(host)).join('\n')),
  );
  await writeFile(join(dated, 'snapshots.csv.gz'), gzipSync('day,domain\r\n'));
  await withdrawNow();
  expect(await filesThatName(host)).toEqual([]);
  await expectWhole();
});

test('files that cannot be read are withdrawn whole, since nobody can tell whom they name', async () => {
  const dated = join(folder.root, days[0]);
  await writeFile(join(dated, 'rules.ndjson.gz'), 'no gzip');
  await rm(join(dated, 'instances.ndjson.gz'));
  await forget(host);
  await withdrawNow();
  const left = (await manifestOf(dated)).files.map(({ subject }) => subject);
  expect(left).not.toContain('rules');
  expect(left).not.toContain('instances');
  expect((await filesBelow(dated)).filter((path) => /^(rules|instances)/.test(path))).toEqual([]);
  await expectWhole();
});

test('case 73: who is forgotten while a day is being published is taken out of it at the next look', async () => {
  const day = '2026-01-01' as UtcDay;
  const who = publisher(database.db, folder.root, {
    tell: (line) => {
      if (line.startsWith(`${day}: instances`)) forgotten = forget(host);
    },
  });
  let forgotten: Promise<unknown> = Promise.resolve();
  await publish(who, day);
  await forgotten;
  expect(await publicationDue(database.db, folder.root, afterPublishedDays)).toMatchObject({
    isBehind: true,
  });
  await withdrawNow();
  expect(await filesThatName(host)).toEqual([]);
  await expectWhole();
});

test('who takes an opt-out back is in files that are published from then on, and not in older ones again', async () => {
  await forget(host);
  await withdrawNow();
  await act((trx) => undoOptOut(trx, hostName(host), later));
  await act((trx) => recordVisits(trx, [visitOf(host, '2026-02-01T22:00:00Z')]));
  await rm(join(folder.root, days[2]), { recursive: true });
  await publish(publisher(database.db, folder.root), days[2] as UtcDay);
  await forget(other);
  await withdrawNow();
  const naming = await filesThatName(host);
  expect(naming).toContain(`${days[2]}/snapshots.csv.gz`);
  expect(naming.filter((path) => path.startsWith(days[0]))).toEqual([]);
  expect(await filesThatName(other)).toEqual([]);
});

test('a name is forgotten wherever a record has it, and a domain with all below it', () => {
  const isWithdrawn = whoIsWithdrawn([
    { name: 'gone.net', isDomain: false },
    { name: 'whole.org', isDomain: true },
  ]);
  expect(
    ['gone.net', 'a.gone.net', 'whole.org', 'a.b.whole.org', 'notwhole.org', null, 7].map(isWithdrawn),
  ).toEqual([...[true, false, true, true, false, false, false]]);
  const named = { domain: 'a.net', moved_to: 'gone.net', account_domain: 'x.whole.org', name: 'gone.net' };
  expect(forgetInRecord('instances', named, isWithdrawn)).toEqual({
    ...{ domain: 'a.net', moved_to: null, account_domain: null, name: 'gone.net' },
  });
  expect(forgetInRecord('rules', { domain: 'b.whole.org', text: 'x' }, isWithdrawn)).toBeNull();
  const plain = { domain: 'a.net', moved_to: null, account_domain: null };
  expect(forgetInRecord('instances', plain, isWithdrawn)).toBe(plain);
  const list = {
    source: 's',
    quarantined: [
      { domain: 'gone.net', rule: 'r' },
      { domain: 'b.net', rule: 'r' },
    ],
  };
  expect(forgetInRecord('archive', list, isWithdrawn)).toEqual({
    source: 's',
    quarantined: [{ domain: 'b.net', rule: 'r' }],
  });
});
