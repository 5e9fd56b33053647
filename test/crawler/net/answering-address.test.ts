import { BlockList } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import type { Resolver } from '../../../crawler/net/resolver.ts';
import { accept, createTrust, getOnce, guardAround, httpTo, serve, type Trust, town } from './harness.ts';
import { startHttps } from './servers.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const leadingTo = (places: Readonly<Record<string, readonly string[]>>): Resolver => ({
  resolve: async (name) => ({ ok: true, addresses: places[name] ?? [] }),
});

/** Loopback addresses are the public internet here. */
const open = { blockList: new BlockList() };

test('an answer says which address it came from: of several the one that was connected to', async () => {
  await using server = await serve(trust, (_request, response) => response.end());
  // Nobody listens on the first.
  const resolver = leadingTo({ [town]: ['127.0.0.9', '127.0.0.1'] });
  const http = httpTo(trust, null, { resolver, guard: { ...guardAround(server), ...open } });
  expect(await getOnce(http)).toMatchObject({ ok: true, address: '127.0.0.1' });
});

test('the address is known also when the server has closed the connection after its answer', async () => {
  await using server = await serve(trust, (_request, response) =>
    response.writeHead(200, { connection: 'close' }).end('bye'),
  );
  const resolver = leadingTo({ [town]: ['127.0.0.1'] });
  const session = httpTo(trust, null, { resolver, guard: guardAround(server) }).open(town);
  for (const path of ['/a', '/b'])
    expect(await session.get(path, { accept })).toMatchObject({ ok: true, address: '127.0.0.1' });
  await session.close();
});

test('after a redirect within the site the address is that of the host it led to', async () => {
  await using server = await startHttps(
    trust.identity,
    (request, response) => {
      if (request.headers.host === town)
        response.writeHead(301, { location: 'https://www.server.town/inner' }).end();
      else response.end();
    },
    'every',
  );
  const resolver = leadingTo({ [town]: ['127.0.0.1'], 'www.server.town': ['127.0.0.2'] });
  const http = httpTo(trust, null, { resolver, guard: { ...guardAround(server), ...open } });
  expect(await getOnce(http)).toMatchObject({
    ok: true,
    target: { host: 'www.server.town' },
    address: '127.0.0.2',
  });
});

test('with a fixed place for all connections no host has an address', async () => {
  await using server = await serve(trust, (_request, response) => response.end());
  expect(await getOnce(httpTo(trust, server))).toMatchObject({ ok: true, status: 200, address: null });
});
