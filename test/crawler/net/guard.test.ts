import { channel } from 'node:diagnostics_channel';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Resolution, Resolver } from '../../../crawler/net/resolver.ts';
import { createResolver } from '../../../crawler/net/resolver.ts';
import { takeOutsideAttempts } from '../../support/no-network.ts';
import { accept, createTrust, getOnce, httpTo, inShort, serve, type Trust, town } from './harness.ts';
import { host } from './host.ts';
import { startNameServer } from './name-server.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

// Node announces every client socket here before anything is sent.
let sockets = 0;
const count = () => {
  sockets += 1;
};
beforeEach(() => {
  sockets = 0;
  channel('net.client.socket').subscribe(count);
});
afterEach(() => {
  channel('net.client.socket').unsubscribe(count);
});

/** Gives its answers one after the other, the last one for ever. */
function scripted(...answers: readonly (readonly string[])[]): Resolver & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (name): Promise<Resolution> => {
      asked.push(name);
      return { ok: true, addresses: answers[Math.min(asked.length, answers.length) - 1] ?? [] };
    },
  };
}

test.for([
  [['127.0.0.1']],
  [['10.0.0.1']],
  [['169.254.169.254']],
  [['::1']],
  [['::ffff:127.0.0.1']],
  [['fd00::1']],
  [['64:ff9b::7f00:1']],
  [['8.8.8.8', '127.0.0.1']],
  [['2001:4860:4860::8888', '10.0.0.1']],
  [['not an address']],
] as const)('unless told otherwise, a name that leads to %j is not connected to', async ([addresses]) => {
  const http = httpTo(trust, null, { resolver: scripted(addresses) });
  const session = http.open(town);
  expect(inShort(await session.get('/', { accept }))).toBe('blocked-address not-public');
  expect([sockets, session.requests]).toEqual([0, 0]);
  await session.close();
});

test('the count of sockets above would notice a connection', async () => {
  await using server = await serve(trust, (_request, response) => response.end());
  expect(inShort(await getOnce(httpTo(trust, server)))).toBe(200);
  expect(sockets).toBe(1);
});

test('names that are not found or fail end as such, with no connection', async () => {
  await using server = await startNameServer((name) => ({ code: name === 'server.town' ? 3 : 2 }));
  const resolver = createResolver({ nameServers: [server.address] });
  const http = httpTo(trust, null, { resolver });
  expect(inShort(await getOnce(http))).toBe('dns-not-found ENOTFOUND');
  const other = http.open(host('other.social'));
  expect(inShort(await other.get('/', { accept }))).toBe('dns-failed ESERVFAIL');
  expect(sockets).toBe(0);
  await other.close();
});

test('a name that changes its address after the check is connected to where the check was made', async () => {
  const resolver = scripted(['8.8.8.8'], ['127.0.0.1']);
  const session = httpTo(trust, null, { resolver }).open(town);
  // The tests' own guard stops the connection; it notes the address that the socket was about to use.
  expect(inShort(await session.get('/', { accept }))).toBe('unexpected ERR_OUTSIDE_NETWORK');
  expect(takeOutsideAttempts()).toEqual(['A connection to 8.8.8.8 (server.town)']);
  expect(resolver.asked).toHaveLength(1);
  // A new connection is a new question, and the new answer is judged anew.
  expect(inShort(await session.get('/', { accept }))).toBe('blocked-address not-public');
  expect(resolver.asked).toHaveLength(2);
  await session.close();
});

test('a redirect within the site to a name with a private address is not followed', async () => {
  const names: string[] = [];
  const resolver: Resolver = {
    resolve: async (name) => {
      names.push(name);
      return { ok: true, addresses: ['192.168.0.1'] };
    },
  };
  const http = httpTo(trust, null, { resolver });
  const session = http.open(town);
  expect(inShort(await session.get('https://intern.server.town/', { accept }))).toBe(
    'blocked-address not-public',
  );
  expect(names).toEqual(['intern.server.town']);
  expect(sockets).toBe(0);
  await session.close();
});

test('with a fixed address no name server is asked, and names that must not be contacted stay refused', async () => {
  const resolver = scripted(['8.8.8.8']);
  await using server = await serve(trust, (_request, response) => {
    response.writeHead(302, { location: 'https://localhost/' }).end();
  });
  const http = httpTo(trust, server, { resolver });
  expect(inShort(await getOnce(http))).toBe('redirect-refused bad-host');
  expect(await http.resolve(town)).toBeNull();
  expect(resolver.asked).toEqual([]);
});

test('addresses are handed out for budgets only once they are judged', async () => {
  const http = httpTo(trust, null, { resolver: scripted(['8.8.8.8'], ['10.0.0.1']) });
  expect(await http.resolve(town)).toEqual({ ok: true, addresses: ['8.8.8.8'] });
  expect(await http.resolve(town)).toMatchObject({ ok: false, kind: 'blocked-address' });
});
