import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyServers, startFaultyServers } from '../../support/faulty-servers.ts';
import { ask } from '../../support/fediverse.ts';
import { linkKinds } from './links.ts';
import { privateAddresses, redirectKinds } from './redirects.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers([...redirectKinds, ...linkKinds]);
});
afterAll(() => servers[Symbol.asyncDispose]());

const path = '/.well-known/nodeinfo';

/** Where a server sends those who ask, and with which status. */
async function sentTo(kind: (typeof redirectKinds)[number], at = path) {
  const { host } = servers.serverWith(kind);
  const { status, headers } = await ask(servers.fediverse, host, at);
  return { host, status, location: singleOf(headers.location) };
}

const singleOf = (header: string | string[] | undefined) => (typeof header === 'string' ? header : undefined);

async function hrefOf(kind: (typeof linkKinds)[number]) {
  const { host } = servers.serverWith(kind);
  const { body } = await ask(servers.fediverse, host, path);
  return { host, href: new URL(JSON.parse(body).links[0].href) };
}

test.for([...redirectKinds, ...linkKinds])('the truth knows what becomes of %s', (kind) => {
  expect(servers.serverWith(kind).condition).toBe(kind === 'redirect-moved' ? 'moved' : 'failing');
});

test('redirect-loop leads to where it came from', async () => {
  const { host, ...answer } = await sentTo('redirect-loop');
  expect(answer).toEqual({ status: 302, location: `https://${host}${path}` });
});

test('redirect-chain leads on and on, within the host, for longer than anybody follows', async () => {
  const visited = new Set<string>();
  let { location } = await sentTo('redirect-chain');
  while (location !== undefined && !visited.has(location)) {
    visited.add(location);
    ({ location } = await sentTo('redirect-chain', location));
  }
  expect(visited.size).toBe(30);
});

test('redirect-downgrade leads to the same place without TLS', async () => {
  const { host, ...answer } = await sentTo('redirect-downgrade');
  expect(answer).toEqual({ status: 302, location: `http://${host}${path}` });
});

test('redirect-private leads to an address that nobody should contact', async () => {
  const { location } = await sentTo('redirect-private');
  expect(privateAddresses).toContain(location);
});

test.for([
  ['redirect-foreign', 302],
  ['redirect-moved', 301],
] as const)('%s leads to a server of another site, with status %d', async ([kind, status]) => {
  const [seed] = servers.fediverse.seeds;
  expect(await sentTo(kind)).toMatchObject({ status, location: `https://${seed}${path}` });
});

test('redirect-scheme leads to what no crawler fetches', async () => {
  const { location } = await sentTo('redirect-scheme');
  expect(location).toMatch(/^(javascript|file|data|ftp):/);
});

test('redirect-nowhere says that it is elsewhere, and not where', async () => {
  expect(await sentTo('redirect-nowhere')).toMatchObject({ status: 302, location: undefined });
});

test('href-private: NodeInfo lies at an address that nobody should contact', async () => {
  const { href } = await hrefOf('href-private');
  expect(privateAddresses.map((address) => new URL(address).href)).toContain(href.href);
});

test('href-foreign: NodeInfo is that of a server of another site', async () => {
  expect((await hrefOf('href-foreign')).href.hostname).toBe(servers.fediverse.seeds[0]);
});

test('href-port: NodeInfo lies at another port of the host', async () => {
  const { host, href } = await hrefOf('href-port');
  expect(href.host).toBe(`${host}:8443`);
});

test('href-long: the address of NodeInfo has ten thousand characters', async () => {
  const { host, href } = await hrefOf('href-long');
  expect(href.hostname).toBe(host);
  expect(href.href.length).toBeGreaterThan(10_000);
});
