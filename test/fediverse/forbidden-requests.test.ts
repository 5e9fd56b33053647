import { Agent } from 'node:https';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FaultyServers, startFaultyServers } from '../support/faulty-servers.ts';
import { ask } from '../support/fediverse.ts';
import { forbiddenRequests } from './forbidden-requests.ts';
import { maxKeptPaths } from './request-log.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers(['robots-deny-all', 'robots-503', 'robots-html', 'stall', 'dead-name']);
});
beforeEach(() => servers.fediverse.clearLog());
afterAll(() => servers[Symbol.asyncDispose]());

const visit = (host: string, path: string) => ask(servers.fediverse, host, path).catch(() => {});

test('a request for what robots.txt forbids is found, with host and path', async () => {
  const { host } = servers.serverWith('robots-deny-all');
  await visit(host, '/robots.txt');
  expect(forbiddenRequests(servers.fediverse)).toEqual([]);
  await visit(host, '/nodeinfo/2.0?x=1');
  await visit(host, '/nodeinfo/2.0?x=1');
  expect(forbiddenRequests(servers.fediverse)).toEqual([{ host, path: '/nodeinfo/2.0?x=1' }]);
});

test('a single forbidden path of a server that allows the rest is found', async () => {
  const [host = ''] = servers.fediverse.seeds;
  await visit(host, '/nodeinfo/2.0');
  await visit(host, '/media_proxy/1');
  expect(forbiddenRequests(servers.fediverse)).toEqual([{ host, path: '/media_proxy/1' }]);
});

test('where robots.txt cannot be read, everything else is forbidden; where a page is in its place, nothing is', async () => {
  const closed = servers.serverWith('robots-503').host;
  const open = servers.serverWith('robots-html').host;
  for (const host of [closed, open]) {
    await visit(host, '/robots.txt');
    await visit(host, '/.well-known/nodeinfo');
    await visit(host, '/media_proxy/1');
  }
  expect(forbiddenRequests(servers.fediverse)).toEqual([
    { host: closed, path: '/.well-known/nodeinfo' },
    { host: closed, path: '/media_proxy/1' },
  ]);
});

test('names at which nobody answers forbid nothing', async () => {
  await visit(servers.serverWith('dead-name').host, '/');
  expect(forbiddenRequests(servers.fediverse)).toEqual([]);
});

test('the log keeps different paths each once, and says when there are more than it keeps', async () => {
  const [host = ''] = servers.fediverse.seeds;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const path of ['/a', '/b?c=1', '/a']) await ask(servers.fediverse, host, path, { agent });
  const logOf = () => servers.fediverse.log().hosts.find((log) => log.host === host);
  expect(logOf()).toMatchObject({ paths: ['/a', '/b?c=1'], hasMorePaths: false, requestCount: 3 });
  for (let index = 0; index < maxKeptPaths; index += 1)
    await ask(servers.fediverse, host, `/page/${index}`, { agent });
  agent.destroy();
  expect(logOf()?.paths).toHaveLength(maxKeptPaths);
  expect(logOf()?.hasMorePaths).toBe(true);
});

test('the log tells connections at once from connections one after the other', async () => {
  const [one = '', other = ''] = servers.fediverse.seeds;
  const concurrent = (host: string) =>
    servers.fediverse.log().hosts.find((log) => log.host === host)?.maxConcurrentConnections;
  for (let turn = 0; turn < 10; turn += 1) await visit(one, '/robots.txt');
  expect(concurrent(one)).toBe(1);
  const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  for (const agent of agents) await ask(servers.fediverse, other, '/robots.txt', { agent });
  expect(concurrent(other)).toBe(2);
  for (const agent of agents) agent.destroy();
});
