import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { peertube } from '../../../crawler/software/peertube.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({ software: { name: 'peertube', version: '7.3.0' } });

interface Follow {
  readonly id?: number;
  readonly host: unknown;
  readonly state?: string;
}

/** A server with these lists, paged as PeerTube pages: at most 100, from `start`. */
function following(following: readonly Follow[], followers: readonly Follow[]) {
  return answering((path) => {
    const url = new URL(path, 'https://tube.org');
    const list = url.pathname === '/api/v1/server/following' ? following : followers;
    const [start, count] = ['start', 'count'].map((name) => Number(url.searchParams.get(name)));
    const data = list
      .slice(start, (start ?? 0) + Math.min(count ?? 15, 100))
      .map(({ id, host, state }, index) => ({
        id: id ?? (start ?? 0) + index,
        score: 1_000,
        state: state ?? 'accepted',
        follower: { name: 'peertube', host: list === following ? 'tube.org' : host },
        following: { name: 'peertube', host: list === following ? host : 'tube.org' },
      }));
    // A count from another world: nothing may depend on it.
    return json({ total: 1e9, data });
  });
}

const many = (count: number, name: string): Follow[] =>
  Array.from({ length: count }, (_, index) => ({ host: `${name}${index}.org` }));
const readAll = (server: ReturnType<typeof answering>, from: string | null = null, maxRequests = 3) =>
  peertube.readPeers(server.ask, { nodeInfo, from, maxRequests });

test('whom a server follows and who follows it are its peers; what is only asked for is not', async () => {
  const server = following(
    [{ host: 'a.org' }, { host: 'b.org', state: 'pending' }],
    [{ host: 'masto.social' }, { host: 'a.org' }, { host: 'c.org', state: 'rejected' }],
  );
  expect(await readAll(server)).toEqual({
    kind: 'read',
    hosts: new Set(['a.org', 'masto.social']),
    refused: new Map(),
    length: 3,
    next: null,
  });
  expect(server.asked).toEqual([
    '/api/v1/server/following?start=0&count=100&sort=createdAt&state=accepted',
    '/api/v1/server/followers?start=0&count=100&sort=createdAt&state=accepted',
  ]);
});

test('long lists are read over several visits, each going on where the last one stopped', async () => {
  const server = following(many(250, 'a'), many(120, 'b'));
  const first = await readAll(server);
  expect(first).toMatchObject({ length: null, next: 'followers:0:250' });
  const second = await readAll(server, 'followers:0:250', 1);
  expect(second).toMatchObject({ length: null, next: 'followers:100:350' });
  const third = await readAll(server, 'followers:100:350');
  expect(third).toMatchObject({ length: 370, next: null });
  const found = [first, second, third].flatMap((read) => (read.kind === 'read' ? [...read.hosts] : []));
  expect(new Set(found).size).toBe(370);
});

test('a list that ends with a full page is known to end by the empty page after it', async () => {
  const server = following(many(100, 'a'), []);
  expect(await readAll(server)).toMatchObject({ length: 100, next: null });
  expect(server.asked).toHaveLength(3);
});

test.for([
  null,
  '',
  'following',
  'followers:-1:0',
  'followers:1e3:0',
  'x'.repeat(200),
  'following:0:0; drop',
])('a cursor that we did not write (%j) means from the beginning', async (cursor) => {
  const server = following([{ host: 'a.org' }], []);
  expect(await readAll(server, cursor)).toMatchObject({ length: 1 });
});

test('without a request left the next visit begins where this one would have', async () => {
  const server = following(many(3, 'a'), []);
  expect(await readAll(server, 'followers:100:350', 0)).toMatchObject({
    next: 'followers:100:350',
    length: null,
  });
  expect(server.asked).toEqual([]);
});

test('a server that gives the same full page for ever is left after the second', async () => {
  const data = many(100, 'a').map(({ host }, id) => ({ id, following: { host }, follower: { host } }));
  const server = answering(() => json({ total: 1e9, data }));
  const read = await peertube.readPeers(server.ask, { nodeInfo, from: null, maxRequests: 50 });
  expect(server.asked).toHaveLength(4);
  expect(read).toMatchObject({ kind: 'read', next: null });
});

test('entries that are no host names are counted by reason', async () => {
  const server = following(
    [{ host: 'a.org:9000' }, { host: '127.0.0.1' }, { host: null }, { host: 'ok.org' }],
    [{ host: 'peertube' }],
  );
  expect(await readAll(server)).toMatchObject({
    hosts: new Set(['ok.org']),
    refused: new Map([
      ['has-port', 1],
      ['ip-literal', 1],
      ['not-a-string', 1],
      ['single-label', 1],
    ]),
    length: 5,
  });
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(401), 'not-published'],
  [status(404), 'not-published'],
  [status(500), 'failed'],
  [json({ total: 0 }), 'failed'],
  [json({ total: 0, data: [] }), 'not-published'],
] as const)('a list answered with %j is unread: %s', async ([answer, reason]) => {
  const { ask } = answering(() => answer as Answer);
  expect(await peertube.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 })).toEqual({
    kind: 'unread',
    reason,
  });
});

test('what was read before a page failed is kept, and the page is asked for again next time', async () => {
  const data = many(100, 'a').map(({ host }, id) => ({ id, state: 'accepted', following: { host } }));
  const { ask } = answering((path) =>
    path.includes('start=0') ? json({ data }) : { kind: 'failed', reason: 'timeout' },
  );
  const read = await peertube.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 });
  expect(read).toMatchObject({ kind: 'read', length: null, next: 'following:100:100' });
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      for (const document of [value, { data: [value, { id: value, following: other, state: value }] }]) {
        const { ask } = answering(() => json(document));
        await peertube.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 });
      }
    }),
  );
});

test('when one of the two lists is kept from us, the other is read', async () => {
  const followers = { total: 1, data: [{ id: 1, state: 'accepted', follower: { host: 'tube.social' } }] };
  const { ask } = answering((path) => {
    return path.startsWith('/api/v1/server/followers') ? json(followers) : status(403);
  });
  const request = { nodeInfo: nodeInfoOf({ software: { name: 'peertube' } }), from: null, maxRequests: 4 };
  expect(await peertube.readPeers(ask, request)).toMatchObject({
    kind: 'read',
    hosts: new Set(['tube.social']),
    length: 1,
  });
  const { ask: askNothing } = answering({});
  expect(await peertube.readPeers(askNothing, request)).toEqual({ kind: 'unread', reason: 'not-published' });
});
