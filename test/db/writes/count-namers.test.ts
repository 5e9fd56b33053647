import { afterAll, beforeAll, expect, test } from 'vitest';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, peersOf, visitOf } from '../../support/visit-records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const at = '2026-03-01T08:00:00Z';

/** Servers that each name some hosts, visited in one batch. */
async function naming(namers: readonly string[], named: readonly string[]): Promise<void> {
  await addHosts(database.db, [...namers, ...named].map(hostName), { source: 'seed', at: new Date(at) });
  const visits = namers.map((host) =>
    visitOf(host, at, { peers: peersOf({ count: named.length, hosts: named.map(hostName) }) }),
  );
  await database.db
    .transaction()
    .execute((trx) => recordVisits(trx, [...visits, ...named.map((host) => visitOf(host, at))]));
}

const namedBy = async (host: string) => (await findInstance(database.db, hostName(host)))?.named_by;
const servers = (count: number, domain: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => domain(index));

test('a host that nobody names counts zero; one server that names it every week counts once', async () => {
  await naming(['weekly.social'], ['named-once.social']);
  await naming(['weekly.social'], ['named-once.social']);
  expect(await namedBy('named-once.social')).toBe(1);
  expect(await namedBy('weekly.social')).toBe(0);
});

test('independent servers are counted, a few of them exactly', async () => {
  await naming(
    servers(4, (index) => `namer-${index}.org`),
    ['named-by-four.social'],
  );
  expect(await namedBy('named-by-four.social')).toBe(4);
});

test('a swarm below one registrable domain counts as one', async () => {
  await naming(
    servers(50, (index) => `host-${index}.swarm-town.org`),
    ['named-by-swarm.social'],
  );
  expect(await namedBy('named-by-swarm.social')).toBe(1);
});

test('hundreds are estimated within a tenth', async () => {
  await naming(
    servers(300, (index) => `many-${index}.net`),
    ['famous.social'],
  );
  const count = (await namedBy('famous.social')) ?? 0;
  expect(count).toBeGreaterThan(270);
  expect(count).toBeLessThan(330);
});

test('no table holds who named whom', async () => {
  const columns = await database.db.introspection.getTables();
  const naming = columns.find((table) => table.name === 'host_naming');
  expect(naming?.columns.map((column) => column.name).toSorted()).toEqual(['host_id', 'namers']);
});
