import { afterAll, beforeAll, expect, test } from 'vitest';
import { noDetails } from '../../../db/model/instance-details.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { hostStates } from '../../../db/queries/hosts.ts';
import { instanceHistory } from '../../../db/queries/instance-history.ts';
import { instanceRules } from '../../../db/queries/instance-rules.ts';
import { ruleSets } from '../../../db/queries/rule-sets.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { optOutHost, undoOptOut } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import {
  failedVisit,
  figuresOf,
  hostName,
  peersOf,
  reading,
  ruleOf,
  visitOf,
} from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const morning = '2026-03-01T08:00:00Z';
const evening = '2026-03-01T20:00:00Z';
const nextDay = '2026-03-02T08:00:00Z';

/** Adds the hosts of the records, then writes them as one batch. */
async function record(...records: readonly VisitRecord[]) {
  const hosts = records.map((each) => each.host);
  await addHosts(database.db, hosts, { source: 'seed', at: new Date(morning) });
  return database.db.transaction().execute((trx) => recordVisits(trx, records));
}

async function hostRow(name: string) {
  return database.db.selectFrom('host').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
}

test('a batch written twice changes nothing', async () => {
  const visit = visitOf('twice.social', morning, {
    peers: peersOf({ count: 3 }),
    namedHosts: [hostName('named.social')],
  });
  expect(await record(visit)).toEqual({ newHosts: 1 });
  const before = await findInstance(database.db, visit.host);
  expect(await record(visit)).toEqual({ newHosts: 0 });
  expect(await findInstance(database.db, visit.host)).toEqual(before);
  expect(await instanceHistory(database.db, visit.host)).toHaveLength(1);
  expect(await ruleSets(database.db, visit.host, 10)).toHaveLength(1);
  expect(before).toMatchObject({
    status: 'up',
    software: 'mastodon',
    version: '4.5.1',
    rules_count: 1,
    peers_count: 3,
  });
});

test('the network that answered is kept with the instance, replaced by the next success, and in no public record', async () => {
  const on = (prefix: string, country: string | null) => ({
    instance: reading({ network: { prefix, country } }),
  });
  const networkOf = async () => {
    const { host_id } = await hostRow('network.social');
    return database.db
      .selectFrom('instance')
      .select(['network', 'network_country'])
      .where('host_id', '=', host_id)
      .executeTakeFirst();
  };
  await record(visitOf('network.social', morning, on('88.198.1.0/24', 'DE')));
  expect(await networkOf()).toEqual({ network: '88.198.1.0/24', network_country: 'DE' });
  const shown = await findInstance(database.db, hostName('network.social'));
  expect(shown).toMatchObject({ network_country: 'DE' });
  expect(JSON.stringify(shown)).not.toContain('88.198');
  await record(failedVisit('network.social', evening));
  expect(await networkOf()).toEqual({ network: '88.198.1.0/24', network_country: 'DE' });
  await record(visitOf('network.social', nextDay, on('2001:67c:2e8:0::/64', null)));
  expect(await networkOf()).toEqual({ network: '2001:67c:2e8::/64', network_country: null });
  await record(visitOf('network.social', '2026-03-02T09:00:00Z'));
  expect(await networkOf()).toEqual({ network: null, network_country: null });
});

test('two visits on one day leave one snapshot, the later one, with the peer list of the earlier', async () => {
  const later = reading({ figures: figuresOf({ users_total: 11 }) });
  await record(visitOf('daily.social', morning, { peers: peersOf({ count: 7 }) }));
  await record(visitOf('daily.social', evening, { instance: later }));
  expect(await instanceHistory(database.db, hostName('daily.social'))).toEqual([
    expect.objectContaining({ day: '2026-03-01', users_total: 11, users_active_month: null, peers_count: 7 }),
  ]);
});

test('a failed visit keeps what the instance said, and its history', async () => {
  await record(visitOf('down.social', morning));
  await record(failedVisit('down.social', nextDay, { detail: 'TimeoutError' }));
  expect(await findInstance(database.db, hostName('down.social'))).toMatchObject({
    status: 'failing',
    users_total: 10,
    last_up_at: '2026-03-01T08:00:00.000Z',
    last_visit_at: '2026-03-02T08:00:00.000Z',
  });
});

test('an endpoint that fails does not erase what it said before; one that answers does', async () => {
  const host = hostName('partly.social');
  const silent = {
    name: null,
    description: null,
    languages: null,
    registrations: null,
    rules: null,
  } as const;
  await record(visitOf(host, morning));
  await record(visitOf(host, evening, { instance: reading({ ...silent, isPartlyRead: true }) }));
  expect(await findInstance(database.db, host)).toMatchObject({
    name: 'A server',
    registrations: 'open',
    rules_count: 1,
  });
  expect(await instanceRules(database.db, host)).toHaveLength(1);
  await record(visitOf(host, nextDay, { instance: reading({ ...silent, rules: [] }) }));
  expect(await findInstance(database.db, host)).toMatchObject({
    name: null,
    registrations: null,
    rules_count: 0,
  });
  expect(await instanceRules(database.db, host)).toEqual([]);
});

test('texts with quotes, backslashes, JSON and SQL arrive byte for byte', async () => {
  const host = hostName('quotes.social');
  const text = `'; drop table host; -- "quoted" \\u0000 {"a":1} 💥 \u2067rtl\u2069`;
  const rule = { ...ruleOf(text), hint: text, translations: { fr: { text, hint: null } } };
  await record(
    visitOf(host, morning, {
      instance: reading({ name: text, description: text, version: text, rules: [rule] }),
    }),
  );
  expect(await findInstance(database.db, host)).toMatchObject({
    name: text,
    description: text,
    version: text,
  });
  expect(await instanceRules(database.db, host)).toMatchObject([
    { text, hint: text, translations: { fr: { text } } },
  ]);
});

test('a host that opted out is forgotten, and a visit that was under way is not recorded', async () => {
  const host = hostName('private.social');
  await record(visitOf(host, morning));
  const wish = { at: new Date(evening) };
  await database.db.transaction().execute((trx) => optOutHost(trx, host, wish));
  await record(visitOf(host, nextDay, { namedHosts: [hostName('never.social')] }));
  expect(await findInstance(database.db, host)).toBeUndefined();
  expect(await instanceHistory(database.db, host)).toEqual([]);
  expect(await ruleSets(database.db, host, 10)).toEqual([]);
  expect(await hostRow(host)).toMatchObject({ status: 'opted-out', next_visit_at: null });
  expect(await database.db.selectFrom('host').where('name', '=', 'never.social').execute()).toEqual([]);
  // A peer list that names it does not bring it back.
  await addHosts(database.db, [host], { source: 'peer', at: new Date(nextDay) });
  expect(await hostRow(host)).toMatchObject({ status: 'opted-out', next_visit_at: null });
  expect(await database.db.transaction().execute((trx) => undoOptOut(trx, host, new Date(nextDay)))).toBe(
    true,
  );
  expect(await hostRow(host)).toMatchObject({ status: 'new', next_visit_at: new Date(nextDay) });
});

test('410 Gone forgets a host within the batch that records it', async () => {
  const host = hostName('gone.social');
  await record(visitOf(host, morning));
  await record(failedVisit(host, nextDay, { outcome: 'opted-out', status: 'opted-out', nextVisitAt: null }));
  expect(await findInstance(database.db, host)).toBeUndefined();
  expect(await hostRow(host)).toMatchObject({ status: 'opted-out', next_visit_at: null });
});

test('two batches with overlapping names and releases do not deadlock', async () => {
  const names = Array.from({ length: 300 }, (_, index) => hostName(`overlap-${index}.social`));
  const batches = Array.from({ length: 8 }, (_, batch) => {
    const version = (index: number) => `${(index * 7) % 20}`;
    return Array.from({ length: 20 }, (_each, index) =>
      visitOf(`batch-${batch}-${index}.social`, morning, {
        instance: reading({ version: version(batch + index) }),
        peers: peersOf({
          hosts: batch % 2 === 0 ? names : names.toReversed(),
          refused: new Map([['has-port', 1]]),
        }),
      }),
    );
  });
  await Promise.all(batches.map((batch) => record(...batch)));
  const { count } = await database.db
    .selectFrom('host')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('name', 'like', 'overlap-%')
    .executeTakeFirstOrThrow();
  expect(count).toBe(300);
});

test('a list of which pages are missing goes on at the next visit, and counts when it is whole', async () => {
  const host = hostName('pages.social');
  await record(visitOf(host, morning, { peers: peersOf({ count: null, next: 'page 2' }) }));
  expect(await hostRow(host)).toMatchObject({ peers_cursor: 'page 2', peers_read_at: null });
  expect((await hostStates(database.db, [host])).get(host)).toMatchObject({ peersCursor: 'page 2' });
  // A failure in between forgets nothing.
  await record(failedVisit(host, evening));
  expect(await hostRow(host)).toMatchObject({ peers_cursor: 'page 2' });
  await record(visitOf(host, nextDay, { peers: peersOf({ count: 150 }) }));
  expect(await hostRow(host)).toMatchObject({ peers_cursor: null, peers_read_at: new Date(nextDay) });
  expect(await findInstance(database.db, host)).toMatchObject({ peers_count: 150, peers_unread: null });
});

test('why there is no peer list is kept; a list that fails keeps what it was, and is asked for again', async () => {
  const host = hostName('lists.social');
  const unread = (reason: 'forbidden' | 'not-published' | 'failed') =>
    peersOf({ count: null, unread: reason });
  await record(visitOf(host, morning, { peers: peersOf({ count: 7 }) }));
  await record(visitOf(host, evening, { peers: unread('failed') }));
  expect(await findInstance(database.db, host)).toMatchObject({ peers_count: 7, peers_unread: 'failed' });
  expect(await hostRow(host)).toMatchObject({ peers_read_at: new Date(morning) });
  await record(visitOf(host, nextDay, { peers: unread('not-published') }));
  expect(await findInstance(database.db, host)).toMatchObject({
    peers_count: null,
    peers_unread: 'not-published',
  });
});

test('what a server says beside is kept, and an endpoint that fails does not erase it', async () => {
  const host = hostName('details.social');
  const details = {
    ...noDetails,
    minimum_age: 16,
    contact_email: 'a@b.org',
    features: { max_characters: 500 },
  };
  const told = { details, class: 'personal', quirks: ['counts-authors'] } as const;
  await record(visitOf(host, morning, { instance: reading(told) }));
  const before = await findInstance(database.db, host);
  expect(before).toMatchObject({
    minimum_age: 16,
    features: { max_characters: 500 },
    class: 'personal',
    quirks: ['counts-authors'],
  });
  // The operator may have to write; nobody else gets the address from us.
  expect(JSON.stringify(before)).not.toContain('a@b.org');
  await record(visitOf(host, evening, { instance: reading({ isPartlyRead: true, rules: null }) }));
  expect(await findInstance(database.db, host)).toMatchObject({ minimum_age: 16 });
  await record(visitOf(host, nextDay, { instance: reading() }));
  expect(await findInstance(database.db, host)).toMatchObject({ minimum_age: null, features: {} });
});

test('which rules are documents is told, and stays while the rules cannot be read', async () => {
  const host = hostName('documents.social');
  const sidebar = { ...ruleOf('# Rules'), document: 'sidebar' } as const;
  await record(visitOf(host, morning, { instance: reading({ rules: [sidebar, ruleOf('Be kind')] }) }));
  await record(visitOf(host, evening, { instance: reading({ rules: null, rulesUnread: 'failed' }) }));
  expect(await findInstance(database.db, host)).toMatchObject({
    rules_count: 2,
    rule_documents: ['sidebar'],
    rules_unread: 'failed',
  });
});

test('case 31: a thousand hosts that moved to one place name it once', async () => {
  const moved = Array.from({ length: 1_000 }, (_, index) =>
    visitOf(`mover-${index}.town-${index % 300}.org`, morning, {
      outcome: 'moved',
      status: 'moved',
      movedTo: hostName('everybodys-goal.social'),
      namedHosts: [hostName('everybodys-goal.social')],
      instance: null,
    }),
  );
  for (let start = 0; start < moved.length; start += 100) await record(...moved.slice(start, start + 100));
  const rows = await database.db
    .selectFrom('host')
    .select('name')
    .where('name', 'like', '%everybodys-goal%')
    .execute();
  expect(rows).toEqual([{ name: 'everybodys-goal.social' }]);
  // A move that is told again does not make it due again.
  const before = await hostRow('everybodys-goal.social');
  await record(...moved.slice(0, 100).map((each) => ({ ...each, visitedAt: new Date(nextDay) })));
  expect(await hostRow('everybodys-goal.social')).toEqual(before);
});

test('case 17: a host that only IPv6 would reach is recorded as such', async () => {
  const departures = { outcome: 'no-ipv6-route', detail: 'no-ipv6-address', status: 'silent' } as const;
  await record(failedVisit('six-only.social', morning, { ...departures, consecutiveFailures: 0 }));
  expect(await hostRow('six-only.social')).toMatchObject({
    last_outcome: 'no-ipv6-route',
    consecutive_failures: 0,
  });
});

test('case 79: a visit that is recorded after a later one has its day, leaves the host as it is, and is done', async () => {
  const host = hostName('late-word.social');
  const users = (users_total: number) => ({
    instance: reading({ figures: figuresOf({ users_total }), rules: null }),
  });
  await record(visitOf(host, nextDay, { ...users(20), nextVisitAt: new Date('2026-03-03T06:00:00Z') }));
  await database.db
    .updateTable('host')
    .set({ queued_at: new Date(nextDay) })
    .where('name', '=', host)
    .execute();
  // As after a step back of the clock: what the visit asks for lies before what is planned, or after it.
  await record(visitOf(host, evening, { ...users(10), nextVisitAt: new Date('2026-03-02T18:00:00Z') }));
  expect(await hostRow(host)).toMatchObject({
    queued_at: null,
    last_visit_at: new Date(nextDay),
    next_visit_at: new Date('2026-03-03T06:00:00Z'),
  });
  await record(failedVisit(host, morning, { nextVisitAt: new Date('2026-03-04T06:00:00Z') }));
  expect(await hostRow(host)).toMatchObject({
    status: 'up',
    consecutive_failures: 0,
    next_visit_at: new Date('2026-03-04T06:00:00Z'),
  });
  expect(await findInstance(database.db, host)).toMatchObject({ users_total: 20 });
  const history = await instanceHistory(database.db, host);
  expect(history.map(({ day, users_total }) => [day, users_total])).toEqual([
    ['2026-03-01', 10],
    ['2026-03-02', 20],
  ]);
  const months = await database.db.selectFrom('host_month').select('coverage').execute();
  expect(months.some(({ coverage }) => coverage.startsWith('aa'))).toBe(true);
});

test('case 73: a wish to be forgotten holds, late or not', async () => {
  const host = hostName('late-wish.social');
  await record(visitOf(host, nextDay));
  await record(
    visitOf(host, morning, { outcome: 'opted-out', status: 'opted-out', nextVisitAt: null, instance: null }),
  );
  expect(await hostRow(host)).toMatchObject({ status: 'opted-out', next_visit_at: null });
  expect(await findInstance(database.db, host)).toBeUndefined();
});
