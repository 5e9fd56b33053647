import { BlockList } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { visitHost } from '../../../crawler/visit/visit-host.ts';
import type { HostNetwork } from '../../../db/model/host-network.ts';
import { createTrust, guardAround, httpTo, serve, type Trust, town } from '../net/harness.ts';
import { fresh, healthy, now, type Replies } from './visiting.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const found: HostNetwork = { prefix: '203.0.113.0/24', country: 'NL' };

/** Visits a server, by its name's address or by a fixed place; tells the addresses that were looked up. */
async function visitAt(replies: Replies, isByName: boolean) {
  await using server = await serve(trust, (request, response) => {
    const { status = 200, headers = {}, body = '' } = replies[request.url ?? ''] ?? { status: 404 };
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const asked: string[] = [];
  const resolver = { resolve: async () => ({ ok: true, addresses: ['127.0.0.1'] }) as const };
  const guard = { ...guardAround(server), blockList: new BlockList() };
  const record = await visitHost(
    fresh,
    {
      http: isByName ? httpTo(trust, null, { resolver, guard }) : httpTo(trust, server),
      now: () => now,
      clock: () => performance.now(),
      sleep: async () => undefined,
      random: () => 0.5,
      findNetwork: (address) => {
        asked.push(address);
        return found;
      },
    },
    new AbortController().signal,
  );
  return { record, asked };
}

test('a visit looks up the network of the address that its NodeInfo came from, once', async () => {
  const { record, asked } = await visitAt(healthy, true);
  expect(record).toMatchObject({ host: town, outcome: 'up', instance: { network: found } });
  expect(asked).toEqual(['127.0.0.1']);
});

test('an instance that answers with NodeInfo2 alone has a network, too', async () => {
  const body = {
    version: '1.0',
    server: { baseUrl: `https://${town}`, name: 'Town', software: 'epicyon', version: '1.6.0' },
    usage: { users: { total: 3 } },
  };
  const { record } = await visitAt({ '/.well-known/x-nodeinfo2': { body } }, true);
  expect(record).toMatchObject({ outcome: 'up', instance: { software: 'epicyon', network: found } });
});

test('with --connect-to nothing is looked up, and no loopback address is taken for a host’s', async () => {
  const { record, asked } = await visitAt(healthy, false);
  expect(record).toMatchObject({ outcome: 'up', instance: { network: null } });
  expect(asked).toEqual([]);
});

test('a visit that finds no instance looks nothing up', async () => {
  const { record, asked } = await visitAt({}, true);
  expect(record).toMatchObject({ outcome: 'not-nodeinfo', instance: null });
  expect(asked).toEqual([]);
});
