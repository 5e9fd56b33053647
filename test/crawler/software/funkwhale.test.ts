import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import {
  funkwhale,
  parseFunkwhaleMetadata,
  parseFunkwhaleSettings,
} from '../../../crawler/software/funkwhale.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

/** The shape of api/funkwhale_api/instance/nodeinfo.py (later serializers.py, Metadata20Serializer). */
const metadata = {
  actorId: 'https://pod.fm/federation/actors/service',
  private: false,
  shortDescription: 'Music of the valley',
  longDescription: '# Long',
  rules: '# Rules\n\n- Be kind',
  contactEmail: 'admin@pod.fm',
  terms: 'Terms, see <https://pod.fm/t>',
  nodeName: 'Pod',
  banner: 'https://pod.fm/media/banner.jpg',
  defaultUploadQuota: 1_000,
  library: { federationEnabled: true, anonymousCanListen: false },
  allowList: { enabled: true, domains: null },
  knownNodesListUrl: 'https://pod.fm/api/v1/federation/domains',
};
const nodeInfo = (more: object = {}, openRegistrations: boolean | null = false) =>
  nodeInfoOf({
    software: { name: 'funkwhale', version: '1.4.1' },
    openRegistrations,
    metadata: { ...metadata, ...more },
  });
const settings = (more: Readonly<Record<string, unknown>> = {}) =>
  Object.entries({
    instance__rules: '- Be kind',
    instance__terms: '',
    moderation__languages: ['fra', 'en'],
    moderation__signup_approval_enabled: true,
    users__registration_enabled: true,
    ...more,
  }).map(([identifier, value]) => ({ section: identifier.split('__')[0], identifier, value }));

test('NodeInfo says it all of a closed pod: nothing more is asked for', async () => {
  const { ask, asked } = answering({});
  expect(await funkwhale.readAbout(ask, nodeInfo())).toMatchObject({
    name: 'Pod',
    description: 'Music of the valley',
    languages: null,
    registrations: 'closed',
    rules: {
      kind: 'read',
      rules: [
        { text: '# Rules\n\n- Be kind', document: 'code-of-conduct' },
        { text: 'Terms, see <https://pod.fm/t>', document: 'terms' },
      ],
    },
    details: {
      contact_email: 'admin@pod.fm',
      thumbnail_url: 'https://pod.fm/media/banner.jpg',
      features: { upload_quota_bytes: 1_000_000_000, federation_limited: true, private: true },
    },
  });
  expect(asked).toEqual([]);
});

test.for([
  [{}, 'approval'],
  [{ moderation__signup_approval_enabled: false }, 'open'],
  [{ moderation__signup_approval_enabled: null }, null],
  [{ users__registration_enabled: false }, 'closed'],
] as const)(
  'of an open pod the settings (%j) tell whether one must be approved: %s',
  async ([more, mode]) => {
    const { ask } = answering({ '/api/v1/instance/settings/': json(settings(more)) });
    expect(await funkwhale.readAbout(ask, nodeInfo({}, true))).toMatchObject({
      registrations: mode,
      languages: ['fr', 'en'],
      rules: { rules: [{ text: '# Rules\n\n- Be kind' }, { document: 'terms' }] },
    });
  },
);

test('rules that NodeInfo 2.1 leaves out stand in the settings', async () => {
  const { rules: _, terms: __, ...withoutRules } = metadata;
  const pod = nodeInfoOf({
    software: { name: 'funkwhale' },
    openRegistrations: false,
    metadata: withoutRules,
  });
  const { ask } = answering({ '/api/v1/instance/settings/': json(settings()) });
  const about = await funkwhale.readAbout(ask, pod);
  expect(about).toMatchObject({
    registrations: 'closed',
    rules: { kind: 'read', rules: [{ text: '- Be kind', document: 'code-of-conduct' }] },
  });
  const refused = answering(() => status(403));
  expect((await funkwhale.readAbout(refused.ask, pod)).rules).toEqual({
    kind: 'unread',
    reason: 'forbidden',
  });
});

test('empty texts are no rules', () => {
  expect(parseFunkwhaleMetadata({ ...metadata, rules: '', terms: ' ' }).rules).toEqual({
    kind: 'read',
    rules: [],
  });
});

test('odd parts become null, each on its own', () => {
  const odd = {
    ...metadata,
    nodeName: [],
    shortDescription: null,
    banner: '/media/b.jpg',
    library: 3,
    terms: 4,
  };
  expect(parseFunkwhaleMetadata(odd)).toMatchObject({
    name: null,
    description: '# Long',
    rules: { rules: [{ document: 'code-of-conduct' }] },
    details: { thumbnail_url: null, features: { federation_limited: true } },
  });
});

test.for([
  [{ kind: 'forbidden' }],
  [status(404)],
  [{ kind: 'failed', reason: 'timeout' }],
  [json({ detail: 'no' })],
] as const)('without settings (%j) an open pod may want to approve', async ([answer]) => {
  const { ask } = answering(() => answer as Answer);
  expect(await funkwhale.readAbout(ask, nodeInfo({}, true))).toMatchObject({
    name: 'Pod',
    registrations: null,
    rules: { kind: 'read' },
  });
});

/** The list of known servers, in pages as Django REST gives them. */
function listing(names: readonly unknown[]) {
  return answering((path) => {
    const url = new URL(path, 'https://pod.fm');
    if (url.pathname !== '/api/v1/federation/domains') return undefined;
    const page = Number(url.searchParams.get('page'));
    const results = names.slice((page - 1) * 100, page * 100).map((name) => ({ name }));
    if (results.length === 0 && page > 1) return status(404);
    const next = page * 100 < names.length ? `https://evil.org/?page=${page + 1}` : null;
    return json({ count: 1e9, next, previous: null, results });
  });
}
const many = Array.from({ length: 250 }, (_, index) => `p${index}.fm`);

test('known servers are listed in pages, over several visits', async () => {
  const server = listing([...many, 'pod.fm:5000']);
  const first = await funkwhale.readPeers(server.ask, { nodeInfo: nodeInfo(), from: null, maxRequests: 2 });
  expect(first).toMatchObject({ kind: 'read', length: null });
  const next = first.kind === 'read' ? first.next : null;
  const second = await funkwhale.readPeers(server.ask, { nodeInfo: nodeInfo(), from: next, maxRequests: 2 });
  expect(second).toMatchObject({ length: 251, next: null, refused: new Map([['has-port', 1]]) });
  expect(server.asked).toEqual(
    [1, 2, 3].map((page) => `/api/v1/federation/domains?page=${page}&page_size=100`),
  );
});

test('a list of whole pages ends where the next page is missing', async () => {
  const server = listing(many.slice(0, 200));
  const read = await funkwhale.readPeers(server.ask, { nodeInfo: nodeInfo(), from: null, maxRequests: 4 });
  expect(read).toMatchObject({ length: 200, next: null });
});

test('the newer place in NodeInfo, with a relative address, says the same', async () => {
  const newer = nodeInfo({
    knownNodesListUrl: undefined,
    endpoints: { knownNodes: '/api/v1/federation/domains' },
  });
  const server = listing(['a.fm']);
  expect(
    await funkwhale.readPeers(server.ask, { nodeInfo: newer, from: null, maxRequests: 4 }),
  ).toMatchObject({
    hosts: new Set(['a.fm']),
  });
});

test.for([
  [{ knownNodesListUrl: null }, status(200), 'not-published', 0],
  [{ knownNodesListUrl: '' }, status(200), 'not-published', 0],
  [{}, status(401), 'not-published', 1],
  [{}, { kind: 'forbidden' }, 'forbidden', 1],
  [{}, json({ results: [] }), 'not-published', 1],
  [{}, json([]), 'failed', 1],
] as const)('peers of %j answered with %j are unread: %s', async ([more, answer, reason, requests]) => {
  const { ask, asked } = answering(() => answer as Answer);
  const peers = await funkwhale.readPeers(ask, { nodeInfo: nodeInfo(more), from: null, maxRequests: 4 });
  expect(peers).toEqual({ kind: 'unread', reason });
  expect(asked).toHaveLength(requests);
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering(() => json(value));
      const odd = nodeInfo(
        { rules: value, terms: other, library: value, endpoints: { knownNodes: other } },
        true,
      );
      await funkwhale.readAbout(ask, odd);
      await funkwhale.readPeers(ask, { nodeInfo: nodeInfo(), from: null, maxRequests: 3 });
      const page = answering(() => json({ results: [value, { name: other }], next: value }));
      await funkwhale.readPeers(page.ask, { nodeInfo: nodeInfo(), from: null, maxRequests: 3 });
      parseFunkwhaleMetadata(value);
      parseFunkwhaleSettings([value, { identifier: 'moderation__languages', value: other }]);
    }),
  );
});
