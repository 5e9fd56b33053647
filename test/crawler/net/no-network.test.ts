import dns, { promises as dnsPromises, lookup } from 'node:dns';
import { once } from 'node:events';
import net, { connect } from 'node:net';
import tls from 'node:tls';
import { expect, test } from 'vitest';
import { OutsideNetworkError, takeOutsideAttempts } from '../../support/outside-network.ts';
import { startTcp } from './servers.ts';

const outside = '192.0.2.1';

test.for([
  ['an address', () => connect(443, outside)],
  ['an address in options', () => net.connect({ port: 443, host: outside })],
  ['a name', () => connect(443, 'server.town')],
  ['TLS', () => tls.connect({ port: 443, host: outside })],
  ['an IPv6 address', () => new net.Socket().connect(443, '2001:db8::1')],
  ['a look-up', () => lookup('server.town', () => {})],
  ['a question to the machine’s name servers', () => new dns.Resolver().resolve4('server.town', () => {})],
] as const)('%s beyond this machine is refused and noted', ([, attempt]) => {
  expect(attempt).toThrow(OutsideNetworkError);
  expect(takeOutsideAttempts()).toHaveLength(1);
});

test('promised look-ups and questions are refused and noted', async () => {
  await expect(dnsPromises.lookup('server.town')).rejects.toThrow(OutsideNetworkError);
  await expect(new dnsPromises.Resolver().resolve6('server.town')).rejects.toThrow(OutsideNetworkError);
  await expect(dnsPromises.resolve4('server.town')).rejects.toThrow(OutsideNetworkError);
  expect(takeOutsideAttempts()).toHaveLength(3);
});

test('fetch to a name or address beyond this machine is refused and noted', async () => {
  await expect(fetch('https://server.town/')).rejects.toThrow();
  await expect(fetch(`http://${outside}/`)).rejects.toThrow();
  expect(takeOutsideAttempts()).toHaveLength(2);
});

test('a name whose own lookup answers with an address beyond this machine is refused and noted', async () => {
  const socket = net.connect({
    port: 443,
    host: 'server.town',
    lookup: (_host, _options, callback) => callback(null, [{ address: outside, family: 4 }]),
  });
  const [error] = await once(socket, 'error').catch((reason) => [reason]);
  expect(error).toBeInstanceOf(OutsideNetworkError);
  expect(takeOutsideAttempts()).toHaveLength(1);
});

test('loopback by address, by localhost and by an own lookup is free to use', async () => {
  await using server = await startTcp((socket) => socket.end());
  const lookupOwn: net.LookupFunction = (_host, _options, callback) =>
    callback(null, [{ address: '127.0.0.1', family: 4 }]);
  for (const target of [
    { host: '127.0.0.1' },
    { host: 'localhost' },
    { host: 'server.town', lookup: lookupOwn },
  ]) {
    const socket = net.connect({ port: server.port, autoSelectFamily: true, ...target });
    await once(socket, 'connect');
    socket.destroy();
  }
  expect(takeOutsideAttempts()).toEqual([]);
});
