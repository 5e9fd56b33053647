import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { lemmy, readLinked } from '../../../crawler/software/lemmy.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfoFor = (version: string) =>
  nodeInfoOf({ software: { name: 'lemmy', version }, openRegistrations: true, metadata: {} });
const nodeInfo = nodeInfoFor('0.19.13');
const nodeInfo1 = nodeInfoFor('1.0.0');

/** `GET /api/v3/site`, abridged. */
const site = { site_view: { site: { name: 'Lem', sidebar: '1. Be kind' } } };

test.for([
  ['0.19.13', ['/api/v3/site', '/api/v4/site']],
  ['1.0.0-beta.2', ['/api/v4/site', '/api/v3/site']],
  ['0.19.3-1-gd05f00d4c', ['/api/v3/site', '/api/v4/site']],
] as const)('%s is asked for its own version of the API first', async ([version, paths]) => {
  const without = answering({});
  const about = await lemmy.readAbout(without.ask, nodeInfoFor(version));
  expect(without.asked).toEqual(paths);
  expect(about.rules).toEqual({ kind: 'unread', reason: 'not-offered' });
  const own = answering({ [paths[0]]: json(site), [paths[1]]: json({}) });
  expect(await lemmy.readAbout(own.ask, nodeInfoFor(version))).toMatchObject({ name: 'Lem' });
  expect(own.asked).toEqual([paths[0]]);
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(401), 'forbidden'],
  [status(500), 'failed'],
  [{ kind: 'unusable', reason: 'bad-json' }, 'failed'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)('a site that cannot be read (%j) is asked for once; rules: %s', async ([answer, reason]) => {
  const { ask, asked } = answering({ '/api/v3/site': answer });
  const closed = nodeInfoOf({ software: { name: 'lemmy', version: '0.19.5' }, openRegistrations: false });
  expect(await lemmy.readAbout(ask, closed)).toMatchObject({
    name: null,
    registrations: 'closed',
    rules: { kind: 'unread', reason },
  });
  expect(asked).toHaveLength(1);
});

/** `GET /api/v3/federated_instances` (type FederatedInstances). */
const linkedTo = (...linked: unknown[]) =>
  json({ federated_instances: { linked, allowed: [], blocked: [] } });
const readPeers = (answers: Parameters<typeof answering>[0], info = nodeInfo, maxRequests = 4) => {
  const { ask, asked } = answering(answers);
  return lemmy
    .readPeers(ask, { nodeInfo: info, from: null, maxRequests })
    .then((peers) => ({ peers, asked }));
};

test('version 3 gives its list as a whole; blocked instances are not in it', async () => {
  const list = {
    federated_instances: {
      linked: [
        { id: 1, domain: 'a.social', software: 'lemmy' },
        { id: 2, domain: 'localhost' },
        { id: 3 },
        { domain: 7 },
        'b.social',
      ],
      allowed: [],
      blocked: [{ id: 4, domain: 'bad.social' }],
    },
  };
  const { peers, asked } = await readPeers({ '/api/v3/federated_instances': json(list) });
  expect(peers).toEqual({
    kind: 'read',
    hosts: new Set(['a.social', 'b.social']),
    refused: new Map([
      ['reserved-name', 1],
      ['not-a-string', 2],
    ]),
    length: 5,
    next: null,
  });
  expect(asked).toEqual(['/api/v3/federated_instances']);
});

test('up to 0.17 the list stands in the site, as strings', async () => {
  const { peers, asked } = await readPeers(
    { '/api/v3/site': json({ ...site, federated_instances: { linked: ['a.social'], blocked: null } }) },
    nodeInfoFor('0.17.1'),
  );
  expect(peers).toMatchObject({ kind: 'read', hosts: new Set(['a.social']), length: 1 });
  expect(asked).toEqual(['/api/v3/federated_instances', '/api/v3/site']);
});

test.for([
  [json({ federated_instances: null }), 'not-published'],
  [json({}), 'not-published'],
  [linkedTo(), 'not-published'],
  [status(401), 'not-published'],
  [status(403), 'not-published'],
  [status(503), 'failed'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [{ kind: 'unusable', reason: 'bad-json' }, 'failed'],
] as const)('a list answered with %j is unread: %s', async ([answer, reason]) => {
  expect(readLinked(answer)).toEqual({ kind: 'unread', reason });
  const { peers, asked } = await readPeers({ '/api/v3/federated_instances': answer });
  expect(peers).toEqual({ kind: 'unread', reason });
  expect(asked).toHaveLength(1);
});

/** `GET /api/v4/federated_instances` (PagedResponse of FederatedInstanceView): so many instances, fifty a page. */
const pagesOf =
  (count: number) =>
  (path: string): Answer | undefined => {
    const [bare, query] = path.split('?');
    if (bare !== '/api/v4/federated_instances') return undefined;
    const parameters = new URLSearchParams(query);
    if (parameters.get('kind') !== 'linked' || parameters.get('limit') !== '50') return status(400);
    const start = Number(parameters.get('page_cursor')?.slice(2) ?? 0);
    const end = Math.min(start + 50, count);
    const items = Array.from({ length: end - start }, (_, index) => ({
      instance: { id: start + index, domain: `h${start + index}.social` },
    }));
    return json({ items, next_page: end < count ? `P+${end}` : null, prev_page: null });
  };

test('version 4 gives its list in pages; several visits read a long one', async () => {
  const { peers, asked } = await readPeers(pagesOf(120), nodeInfo1);
  expect(peers).toMatchObject({ kind: 'read', length: 120, next: null });
  expect(asked.at(-1)).toBe('/api/v4/federated_instances?kind=linked&limit=50&page_cursor=P%2B100');
  const first = (await readPeers(pagesOf(400), nodeInfo1, 3)).peers;
  expect(first).toMatchObject({ kind: 'read', length: null, next: '150:P+150' });
  const { ask } = answering(pagesOf(400));
  expect(
    await lemmy.readPeers(ask, { nodeInfo: nodeInfo1, from: '350:P+350', maxRequests: 3 }),
  ).toMatchObject({
    kind: 'read',
    length: 400,
    next: null,
  });
});

test('version 4 leaves blocked instances out, and reads the name that the list had before', async () => {
  const items = [
    { instance: { domain: 'a.social' }, blocked: null },
    { instance: { domain: 'bad.social' }, blocked: { instance_id: 2 } },
    { instance: {} },
  ];
  const { peers } = await readPeers(() => json({ federated_instances: items }), nodeInfo1);
  expect(peers).toMatchObject({
    hosts: new Set(['a.social']),
    refused: new Map([['not-a-string', 1]]),
    length: 3,
  });
});

test('each version of the API is tried where the other is missing', async () => {
  const { peers, asked } = await readPeers(
    { '/api/v3/federated_instances': linkedTo('a.social') },
    nodeInfo1,
  );
  expect(peers).toMatchObject({ kind: 'read', hosts: new Set(['a.social']) });
  expect(asked).toHaveLength(2);
  const late = await readPeers(pagesOf(2));
  expect(late.peers).toMatchObject({ kind: 'read', length: 2 });
  expect(late.asked).toHaveLength(3);
  expect((await readPeers({}, nodeInfo1)).peers).toEqual({ kind: 'unread', reason: 'not-published' });
  expect((await readPeers({})).peers).toEqual({ kind: 'unread', reason: 'not-published' });
});

test('no answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      for (const info of [nodeInfo, nodeInfo1]) {
        await lemmy.readAbout(answering(() => json(value)).ask, info);
        await readPeers(() => json(value), info);
        await readPeers(() => json({ items: [value], next_page: other, federated_instances: value }), info);
        await readPeers(() => linkedTo(value, { domain: other }), info);
      }
    }),
  );
});
