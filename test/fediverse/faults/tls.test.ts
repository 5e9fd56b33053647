import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyServers, startFaultyServers } from '../../support/faulty-servers.ts';
import { ask } from '../../support/fediverse.ts';
import { tlsKinds } from './tls.ts';

let servers: FaultyServers;
beforeAll(async () => {
  servers = await startFaultyServers(tlsKinds);
});
afterAll(() => servers[Symbol.asyncDispose]());

test.for(tlsKinds)('the truth calls a server with %s failing', (kind) => {
  expect(servers.serverWith(kind).condition).toBe('failing');
});

test.for([
  ['tls-expired', 'CERT_HAS_EXPIRED'],
  ['tls-wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['tls-unknown-authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
] as const)('%s is refused by an ordinary client with %s', async ([kind, code]) => {
  await expect(ask(servers.fediverse, servers.serverWith(kind).host, '/robots.txt')).rejects.toMatchObject({
    code,
  });
});

test('tls-old-version is refused by an ordinary client, since they have no version in common', async () => {
  const { host } = servers.serverWith('tls-old-version');
  await expect(ask(servers.fediverse, host, '/robots.txt')).rejects.toMatchObject({
    message: expect.stringContaining('protocol version'),
  });
});

test('tls-old-version: a client that still speaks TLS 1.0 gets through', async () => {
  const { fediverse } = servers;
  const { host } = servers.serverWith('tls-old-version');
  const socket = connect({
    ...fediverse.address,
    servername: host,
    ca: fediverse.caPem,
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  await once(socket, 'secureConnect');
  expect(socket.getProtocol()).toBe('TLSv1');
  socket.destroy();
});

test('tls-stall: the connection stands, the hello is taken, and nothing comes back', async () => {
  const { fediverse } = servers;
  const { host } = servers.serverWith('tls-stall');
  fediverse.clearLog();
  const tcp = connectTcp(fediverse.address);
  let received = 0;
  tcp.on('data', (chunk) => {
    received += chunk.length;
  });
  const secured = connect({ socket: tcp, servername: host, ca: fediverse.caPem });
  secured.on('error', () => {});
  const logOf = () => fediverse.log().hosts.find((log) => log.host === host);
  await expect.poll(() => logOf()?.maxConcurrentConnections).toBe(1);
  expect(logOf()).toMatchObject({ connectionCount: 1, refusedCount: 0, requestCount: 0 });
  expect({ received, isOpen: !tcp.destroyed }).toEqual({ received: 0, isOpen: true });
  secured.destroy();
});
