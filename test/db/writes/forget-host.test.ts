import { expect, test } from 'vitest';
import { reviseDays } from '../../../crawler/census/revise-days.ts';
import type { HostName } from '../../../db/model/host-name.ts';
import { archiveSeries, networkSeries } from '../../../db/queries/day-figures.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { blockDomain, unblockDomain } from '../../../db/writes/block-domain.ts';
import { claimRemovals } from '../../../db/writes/claim-removals.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { requestRemoval } from '../../../db/writes/request-removal.ts';
import { fillSmallCensus, smallCensus, smallCensusNow } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, peersOf, reading, visitOf } from '../../support/visit-records.ts';

const { birch, moved, failing, idn } = smallCensus;

async function census(): Promise<TestDatabase> {
  const database = await createTestDatabase(fillSmallCensus);
  return database;
}

const optOut = ({ db }: TestDatabase, name: string) =>
  db.transaction().execute((trx) => optOutHost(trx, hostName(name), { at: smallCensusNow }));

/** Every row of every table that holds a text or a key of a host, as text. */
async function rowsAbout({ db }: TestDatabase, name: string): Promise<readonly string[]> {
  const host = await db.selectFrom('host').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
  const tables = [
    'instance',
    'visit',
    'snapshot',
    'rule_set',
    'rule',
    'host_naming',
    'host_robots',
    'introducer',
  ] as const;
  const found: string[] = [];
  for (const table of tables) {
    const rows = await db.selectFrom(table).select('host_id').where('host_id', '=', host.host_id).execute();
    if (rows.length > 0) found.push(table);
  }
  return found;
}

test('case 73: an opt-out leaves the name and nothing else, and the days that counted it are summed anew', async () => {
  await using database = await census();
  const { db } = database;
  expect(await rowsAbout(database, birch)).not.toEqual([]);
  const before = await networkSeries(db);
  await optOut(database, birch);
  expect(await rowsAbout(database, birch)).toEqual([]);
  expect(await db.selectFrom('host').selectAll().where('name', '=', birch).executeTakeFirst()).toMatchObject({
    ...{
      status: 'opted-out',
      next_visit_at: null,
      last_visit_at: null,
      last_up_at: null,
      peers_read_at: null,
    },
  });
  expect(await reviseDays(db, smallCensusNow)).toBe(before.length);
  const sums = (days: typeof before) => days.map((day) => day.servers_observed + day.servers_carried);
  expect(sums(await networkSeries(db))).toEqual(sums(before).map((servers) => servers - 1));
  expect((await networkSeries(db))[0]?.revised_at).toBe(smallCensusNow.toISOString());
  expect(await reviseDays(db, smallCensusNow)).toBe(0);
});

test('case 73: a server that answers 410 is taken out of the days that are over, too', async () => {
  await using database = await census();
  const { db } = database;
  const gone = visitOf(failing, smallCensusNow.toISOString(), {
    ...{ outcome: 'opted-out', status: 'opted-out', nextVisitAt: null, instance: null },
  });
  await db.transaction().execute((trx) => recordVisits(trx, [gone]));
  expect(await rowsAbout(database, failing)).toEqual([]);
  expect(await reviseDays(db, smallCensusNow)).toBeGreaterThan(0);
});

test('a day on which nothing was counted stays a gap when a host of the days around it is forgotten', async () => {
  await using database = await census();
  const { db } = database;
  await db.deleteFrom('day_figure').where('day', '=', '2026-11-23').execute();
  await optOut(database, birch);
  await reviseDays(db, smallCensusNow);
  expect((await networkSeries(db)).map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-24']);
});

test('case 73: nobody else names a forgotten host: not as moved to, not as account domain, not in an archive', async () => {
  await using database = await census();
  const { db } = database;
  const claiming = visitOf(idn, smallCensusNow.toISOString(), {
    instance: reading({ accountDomain: hostName(birch) }),
  });
  await db.transaction().execute((trx) => recordVisits(trx, [claiming]));
  expect(await findInstance(db, hostName(moved))).toMatchObject({ moved_to: birch });
  expect(await findInstance(db, hostName(idn))).toMatchObject({ account_domain: birch });
  await optOut(database, birch);
  await optOut(database, 'absurdfen.net');
  expect(await findInstance(db, hostName(moved))).toMatchObject({ status: 'moved', moved_to: null });
  expect(await findInstance(db, hostName(idn))).toMatchObject({ account_domain: null });
  const [listed] = (await archiveSeries(db)).flatMap(({ quarantined }) =>
    quarantined === null ? [] : [quarantined],
  );
  expect(listed).toEqual([{ domain: 'twinfen.net', rule: 'twins' }]);
});

test('who is forgotten is asked for no proof any more, known or not, and others go on waiting', async () => {
  await using database = await census();
  const { db } = database;
  const asked = ['birchmoor.net', 'never-named.net', 'a.tarn.net', 'tarn.net.invented.net'];
  for (const name of asked)
    await db
      .transaction()
      .execute((trx) => requestRemoval(trx, { host: hostName(name), token: name, at: smallCensusNow }));
  await optOut(database, birch);
  await optOut(database, 'never-named.net');
  await db.transaction().execute((trx) => blockDomain(trx, hostName('tarn.net')));
  const later = new Date(smallCensusNow.getTime() + 3_600_000);
  expect((await claimRemovals(db, later, 10)).map(({ host }) => host)).toEqual(['tarn.net.invented.net']);
});

test('a forgotten host that peer lists go on naming is not brought back, nor counted as named', async () => {
  await using database = await census();
  const { db } = database;
  await optOut(database, birch);
  const naming = visitOf(idn, smallCensusNow.toISOString(), {
    peers: peersOf({ count: 1, hosts: [hostName(birch)] }),
  });
  await db.transaction().execute((trx) => recordVisits(trx, [naming]));
  await db.transaction().execute((trx) => recordVisits(trx, [visitOf(birch, smallCensusNow.toISOString())]));
  expect(await rowsAbout(database, birch)).toEqual([]);
});

test('case 73: a blocked domain takes every host below it along, and no name below it is added again', async () => {
  await using database = await census();
  const { db } = database;
  const names = ['a.tarn.net', 'b.c.tarn.net', 'attarn.net'].map(hostName);
  await addHosts(db, names, { source: 'seed', at: smallCensusNow });
  expect(await db.transaction().execute((trx) => blockDomain(trx, hostName('tarn.net')))).toBe(3);
  expect(await rowsAbout(database, 'tarn.net')).toEqual([]);
  const statusOf = async (name: HostName) =>
    (await db.selectFrom('host').select('status').where('name', '=', name).executeTakeFirst())?.status;
  expect(await Promise.all(names.map(statusOf))).toEqual(['opted-out', 'opted-out', 'new']);
  const more = [hostName('new.tarn.net'), hostName('tarn.net')];
  expect(await addHosts(db, more, { source: 'peer', at: smallCensusNow })).toBe(0);
  expect(await reviseDays(db, smallCensusNow)).toBeGreaterThan(0);
  // A server that says it has moved there: the name is none that we repeat.
  const leaving = visitOf(failing, smallCensusNow.toISOString(), {
    ...{ outcome: 'moved', status: 'moved', movedTo: hostName('never-seen.tarn.net'), instance: null },
  });
  await db.transaction().execute((trx) => recordVisits(trx, [leaving]));
  expect(await findInstance(db, hostName(failing))).toMatchObject({ moved_to: null });
  expect(await db.transaction().execute((trx) => unblockDomain(trx, hostName('tarn.net')))).toBe(true);
  expect(await addHosts(db, more, { source: 'peer', at: smallCensusNow })).toBe(1);
  expect(await statusOf(hostName('a.tarn.net'))).toBe('opted-out');
});
