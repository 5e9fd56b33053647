import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseHostName } from '../../../db/model/host-name.ts';
import { type FaultyServers, startFaultyServers } from '../../support/faulty-servers.ts';
import { askJson } from '../../support/fediverse.ts';
import { floodedDomain, peerListKinds, refusedEntries } from './peer-lists.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers(peerListKinds);
});
afterAll(() => servers[Symbol.asyncDispose]());

/** The list as it is served, and the names in it that are of the population. */
async function listOf(kind: (typeof peerListKinds)[number]) {
  const { host } = servers.serverWith(kind);
  const list = (await askJson(servers.fediverse, host, '/api/v1/instance/peers')) as unknown[];
  const known = new Set(servers.fediverse.population.names.map((name) => name.host));
  return { host, list, ours: list.filter((entry) => known.has(String(entry))) };
}

test.for(peerListKinds)(
  'a server with %s is healthy, its list counted as it is, its own names in it',
  async (kind) => {
    const { list, ours } = await listOf(kind);
    expect(servers.serverWith(kind)).toMatchObject({ condition: 'healthy', peersCount: list.length });
    expect(ours.length).toBeGreaterThan(1);
  },
);

test('peers-refused-names: none of the poison is a name that may be contacted', async () => {
  const { list } = await listOf('peers-refused-names');
  expect(list).toEqual(expect.arrayContaining([...refusedEntries]));
  expect(refusedEntries.filter((entry) => parseHostName(entry).ok)).toEqual([]);
});

test('peers-long-entry: one entry has a million characters', async () => {
  const { list } = await listOf('peers-long-entry');
  expect(Math.max(...list.map((entry) => String(entry).length))).toBeGreaterThan(1_000_000);
});

test('peers-one-domain: a hundred thousand subdomains of one domain, at none of which anybody answers', async () => {
  const { list } = await listOf('peers-one-domain');
  const flood = list.filter((entry) => String(entry).endsWith(`.${floodedDomain}`));
  expect(new Set(flood).size).toBe(100_000);
  const { host } = servers.serverWith('peers-one-domain');
  await expect(askJson(servers.fediverse, String(flood[0]), '/')).rejects.toThrow();
  expect(host).not.toContain(floodedDomain);
});

test('peers-dead-names: thousands of names of as many domains, another set for each server', async () => {
  const { list } = await listOf('peers-dead-names');
  const lost = list.filter((entry) => String(entry).startsWith('lost-'));
  expect(new Set(lost).size).toBe(5_000);
  await expect(askJson(servers.fediverse, String(lost[0]), '/')).rejects.toThrow();
});

test('peers-doubles: everything twice, and itself in several spellings', async () => {
  const { host, list } = await listOf('peers-doubles');
  expect(list.length).toBeGreaterThan(2 * (new Set(list).size - 4));
  expect(list).toEqual(expect.arrayContaining([host, host.toUpperCase(), `${host}.`]));
});

test('the flood is as long as it is asked for, and the rest of the fediverse is the same', async () => {
  await using short = await startFaultyServers(peerListKinds, { floodNames: 100 });
  const { host, peersCount } = short.serverWith('peers-one-domain');
  expect(host).toBe(servers.serverWith('peers-one-domain').host);
  expect(peersCount).toBe((servers.serverWith('peers-one-domain').peersCount ?? 0) - 99_900);
});
