import { channel } from 'node:diagnostics_channel';
import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicInternet, vetResolution } from '../../../crawler/net/guard.ts';
import type { Resolution, Resolver } from '../../../crawler/net/resolver.ts';
import { createResolver } from '../../../crawler/net/resolver.ts';
import { takeOutsideAttempts } from '../../support/outside-network.ts';
import { hasSharedData, readSharedJson } from '../../support/shared-data.ts';
import {
  accept,
  createTrust,
  getOnce,
  guardAround,
  httpTo,
  inShort,
  machineAddresses,
  serve,
  serveRaw,
  type Trust,
  textOf,
  town,
} from './harness.ts';
import { host } from './host.ts';
import { startNameServer } from './name-server.ts';
import { startTcp } from './servers.ts';

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

const aside = 'skipped without shared data: the list lies there';
interface Verdict {
  readonly address: string;
  readonly expect: 'allow' | 'deny' | 'deny-or-unmap';
}
const verdicts = hasSharedData ? (readSharedJson('corpora/ssrf/ip-verdicts.json') as readonly Verdict[]) : [];

test.skipIf(!hasSharedData)(
  `case 1: of 67 addresses those to be denied are not connected to, those to be allowed are (${aside})`,
  async () => {
    // Listens on every address of this machine: a connection to any of its loopback addresses would be seen.
    await using server = await startTcp(() => {}, 'every');
    expect(verdicts).toHaveLength(67);
    for (const { address, expect: verdict } of verdicts) {
      const guard = { port: server.port, ownAddresses: () => machineAddresses };
      const session = httpTo(trust, null, { resolver: scripted([address]), guard }).open(town);
      const result = inShort(await session.get('/', { accept }));
      if (verdict === 'allow') {
        // The tests' own guard stops the connection, and notes where it was about to go.
        expect([address, result]).toEqual([address, 'unexpected ERR_OUTSIDE_NETWORK']);
        expect(takeOutsideAttempts()).toEqual([`A connection to ${address} (server.town)`]);
      } else {
        expect([address, result]).toEqual([address, 'blocked-address not-public']);
        expect([sockets, session.requests, takeOutsideAttempts()]).toEqual([0, 0, []]);
      }
      sockets = 0;
      await session.close();
    }
    expect(server.connections).toBe(0);
  },
);

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
  [['0.0.0.0', '8.8.8.8']],
  [['0.0.0.0', '2001:4860:4860::8888']],
  [['not an address']],
] as const)(
  'cases 1, 2: unless told otherwise, a name that leads to %j is not connected to',
  async ([addresses]) => {
    const http = httpTo(trust, null, { resolver: scripted(addresses) });
    const session = http.open(town);
    expect(inShort(await session.get('/', { accept }))).toBe('blocked-address not-public');
    expect([sockets, session.requests]).toEqual([0, 0]);
    await session.close();
  },
);

test('the count of sockets above would notice a connection, and the guard of the tests lets one through', async () => {
  await using server = await serve(trust, (_request, response) => response.end());
  const http = httpTo(trust, null, { resolver: scripted(['127.0.0.1']), guard: guardAround(server) });
  expect(inShort(await getOnce(http))).toBe(200);
  expect([sockets, server.connections]).toEqual([1, 1]);
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

describe('a name that changes its address after the check', () => {
  test('case 3: is connected to where the check was made, and resolved once for a connection', async () => {
    await using server = await serve(trust, (_request, response) => response.end('checked'));
    const resolver = scripted(['127.0.0.1'], ['127.0.0.2']);
    const session = httpTo(trust, null, { resolver, guard: guardAround(server) }).open(town);
    for (const path of ['/a', '/b']) expect(textOf(await session.get(path, { accept }))).toBe('checked');
    expect([resolver.asked.length, server.connections]).toEqual([1, 1]);
    await session.close();
  });

  test('cases 3, 4: is judged anew for a new connection, after the server has closed the first', async () => {
    await using server = await serve(trust, (_request, response) =>
      response.writeHead(200, { connection: 'close' }).end(),
    );
    const resolver = scripted(['127.0.0.1'], ['127.0.0.2']);
    const session = httpTo(trust, null, { resolver, guard: guardAround(server) }).open(town);
    expect(inShort(await session.get('/a', { accept }))).toBe(200);
    expect(inShort(await session.get('/b', { accept }))).toBe('blocked-address not-public');
    expect([resolver.asked.length, server.connections, sockets]).toEqual([2, 1, 1]);
    await session.close();
  });

  test('case 4: is judged anew once the connection has been idle for too long', async () => {
    await using server = await serve(trust, (_request, response) => response.end());
    const resolver = scripted(['127.0.0.1'], ['127.0.0.2']);
    const limits = { keepAliveMs: 20 };
    const session = httpTo(trust, null, { resolver, limits, guard: guardAround(server) }).open(town);
    expect(inShort(await session.get('/a', { accept }))).toBe(200);
    await expect.poll(() => server.openConnections, { timeout: 10_000 }).toBe(0);
    expect(inShort(await session.get('/b', { accept }))).toBe('blocked-address not-public');
    expect([resolver.asked.length, server.connections, sockets]).toEqual([2, 1, 1]);
    await session.close();
  });

  test('case 4: is judged anew when a request is sent once more over a new connection', async () => {
    await using server = await serveRaw(trust, (socket, path) => {
      if (path === '/b') socket.destroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
    });
    const resolver = scripted(['127.0.0.1'], ['127.0.0.2']);
    const session = httpTo(trust, null, { resolver, guard: guardAround(server) }).open(town);
    expect(inShort(await session.get('/a', { accept }))).toBe(200);
    expect(inShort(await session.get('/b', { accept }))).toBe('blocked-address not-public');
    expect([resolver.asked.length, server.connections, sockets]).toEqual([2, 1, 1]);
    await session.close();
  });

  test('cases 4, 5: is judged anew after a redirect, each name on its own', async () => {
    await using server = await serve(trust, (_request, response) => {
      response.writeHead(302, { location: 'https://www.server.town/inner' }).end();
    });
    const resolver = scripted(['127.0.0.1'], ['127.0.0.2']);
    const http = httpTo(trust, null, { resolver, guard: guardAround(server) });
    expect(inShort(await getOnce(http))).toBe('blocked-address not-public');
    expect(resolver.asked).toEqual(['server.town', 'www.server.town']);
    expect([server.connections, sockets]).toEqual([1, 1]);
  });
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

describe('ourselves', () => {
  test.for([['203.0.113.9'], ['2001:db8::9'], ['2001:DB8:0:0:0:0:0:9']] as const)(
    'case 15: a name that leads to this machine’s own address %s is not connected to',
    async ([own]) => {
      await using server = await serve(trust, (_request, response) => response.end());
      // The addresses of documentation are public for once, so that nothing but "our own" is in the way.
      const guard = { ...guardAround(server), blockList: new BlockList() };
      for (const addresses of [[own], ['127.0.0.1', own]]) {
        const http = httpTo(trust, null, { resolver: scripted(addresses), guard });
        expect(inShort(await getOnce(http))).toBe('blocked-address own-address');
      }
      expect([sockets, server.connections]).toEqual([0, 0]);
    },
  );

  test('case 15: unless told otherwise, the addresses of the network interfaces are this machine’s own', () => {
    const found = Object.values(networkInterfaces()).flatMap((each) =>
      (each ?? []).map(({ address }) => address),
    );
    expect(publicInternet.ownAddresses()).toEqual(found);
    const guard = { ...publicInternet, blockList: new BlockList() };
    for (const address of found.filter((each) => !each.startsWith('fe80')))
      expect(vetResolution({ ok: true, addresses: [address] }, guard)).toMatchObject({ code: 'own-address' });
  });

  test('case 15: the census’s own site is neither resolved nor connected to, by its name or after a redirect', async () => {
    await using server = await serve(trust, (_request, response) => {
      response.writeHead(301, { location: 'https://www.server.town/' }).end();
    });
    const ownHost = host('www.server.town');
    const resolver = scripted(['127.0.0.1']);
    const http = httpTo(trust, null, { resolver, guard: { ...guardAround(server), ownHost } });
    expect(inShort(await getOnce(http, 'https://www.server.town/'))).toBe('blocked-address own-site');
    expect(await http.resolve(ownHost)).toMatchObject({ ok: false, code: 'own-site' });
    expect([resolver.asked, sockets]).toEqual([[], 0]);
    expect(inShort(await getOnce(http))).toBe('blocked-address own-site');
    expect([resolver.asked, sockets]).toEqual([['server.town'], 1]);
    const led = httpTo(trust, server, { guard: { ownHost } });
    expect(inShort(await getOnce(led, 'https://www.server.town/'))).toBe('blocked-address own-site');
  });
});

describe('a machine without IPv6', () => {
  const ipv4Only = { ownAddresses: () => ['127.0.0.1', '::1', 'fe80::1%eth0', 'fe80::2', '203.0.113.9'] };

  test('case 17: cannot reach a host that has IPv6 alone, which is no failure of the host’s', async () => {
    const resolver = scripted(['2001:4860:4860::8888']);
    const session = httpTo(trust, null, { resolver, guard: ipv4Only }).open(town);
    expect(inShort(await session.get('/', { accept }))).toBe('no-ipv6-route no-ipv6-address');
    expect([sockets, session.requests]).toEqual([0, 0]);
    await session.close();
  });

  test('case 17: reaches a host with both over IPv4, and still refuses the whole of a mixed set', async () => {
    await using server = await serve(trust, (_request, response) => response.end());
    const guard = { ...guardAround(server), ...ipv4Only, ownAddresses: () => ['203.0.113.9'] };
    const http = httpTo(trust, null, { resolver: scripted(['127.0.0.1', '2001:4860:4860::8888']), guard });
    expect(inShort(await getOnce(http))).toBe(200);
    const mixed = httpTo(trust, null, { resolver: scripted(['8.8.8.8', 'fd00::1']), guard: ipv4Only });
    expect(inShort(await getOnce(mixed))).toBe('blocked-address not-public');
  });

  test('case 17: is one thing, a machine with a local IPv6 network another', () => {
    const resolution = { ok: true, addresses: ['2001:4860:4860::8888'] } as const;
    const vetted = (own: string) =>
      vetResolution(resolution, { ...publicInternet, ownAddresses: () => [own] });
    expect(vetted('fd00::5')).toEqual(resolution);
    expect(vetted('2001:db8::9')).toEqual(resolution);
  });
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
