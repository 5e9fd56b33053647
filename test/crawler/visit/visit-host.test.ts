import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import { type VisitTools, visitHost } from '../../../crawler/visit/visit-host.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import type { HostState } from '../../../db/queries/hosts.ts';
import { createTrust, httpTo, serve, type Trust, town } from '../net/harness.ts';

let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const now = new Date('2026-03-01T12:00:00Z');
const never = new AbortController().signal;
const fresh: HostState = {
  host: town,
  status: 'new',
  firstSeenAt: now,
  lastUpAt: null,
  consecutiveFailures: 0,
  failingSince: null,
  robots: null,
  peersReadAt: null,
  peersCursor: null,
  isClaimed: false,
};

type Reply = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown };

const nodeInfoPath = '/nodeinfo/2.0';
const discovery = {
  links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `https://${town}${nodeInfoPath}` }],
};
const nodeInfo = {
  version: '2.0',
  software: { name: 'mastodon', version: '4.5.1' },
  protocols: ['activitypub'],
  services: { inbound: [], outbound: [] },
  usage: { users: { total: 12, activeMonth: 5, activeHalfyear: 8 }, localPosts: 99 },
  openRegistrations: true,
  metadata: {},
};
const instance = {
  domain: town,
  title: 'Town',
  description: 'A town',
  languages: ['en'],
  registrations: { enabled: true, approval_required: false },
  rules: [{ id: '1', text: 'Be kind', hint: '' }],
};

/** A healthy Mastodon server; robots.txt is absent. */
const healthy: Readonly<Record<string, Reply>> = {
  '/.well-known/nodeinfo': { body: discovery },
  [nodeInfoPath]: { body: nodeInfo },
  '/api/v2/instance': { body: instance },
  '/api/v1/instance/peers': { body: ['other.social', 'OTHER.social', '127.0.0.1'] },
};

interface Visited {
  readonly record: VisitRecord | undefined;
  readonly asked: readonly string[];
  readonly slept: readonly number[];
}

/** Visits a server that gives these replies; paths without one are 404. */
async function visit(
  replies: Readonly<Record<string, Reply>>,
  state: HostState = fresh,
  signal: AbortSignal = never,
): Promise<Visited> {
  const asked: string[] = [];
  const slept: number[] = [];
  await using server = await serve(trust, (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    asked.push(path);
    const { status = 200, headers = {}, body = '' } = replies[path] ?? { status: 404 };
    const isJson = typeof body !== 'string';
    response.writeHead(status, { 'content-type': isJson ? 'application/json' : 'text/plain', ...headers });
    response.end(isJson ? JSON.stringify(body) : body);
  });
  const tools: VisitTools = {
    http: httpTo(trust, server),
    now: () => now,
    clock: () => performance.now(),
    sleep: async (ms) => void slept.push(ms),
    random: () => 0.5,
    findNetwork: () => null,
  };
  return { record: await visitHost(state, tools, signal), asked, slept };
}

test('a healthy server is read in five requests, the permission first', async () => {
  const { record, asked } = await visit(healthy);
  expect(asked).toEqual([
    '/robots.txt',
    '/.well-known/nodeinfo',
    nodeInfoPath,
    '/api/v2/instance',
    '/api/v1/instance/peers',
  ]);
  expect(record).toMatchObject({
    host: town,
    visitedAt: now,
    outcome: 'up',
    status: 'up',
    requests: 5,
    instance: {
      software: 'mastodon',
      version: '4.5.1',
      name: 'Town',
      registrations: 'open',
      figures: { users_total: { value: 12, provenance: 'reported' } },
      rules: [{ text: 'Be kind', hint: null }],
      isPartlyRead: false,
    },
    peers: {
      count: 3,
      next: null,
      unread: null,
      hosts: ['other.social'],
      refused: new Map([['ip-literal', 1]]),
    },
  });
});

test('a peer list is asked for once a week', async () => {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const recent = await visit(healthy, { ...fresh, peersReadAt: daysAgo(2) });
  expect(recent.asked).not.toContain('/api/v1/instance/peers');
  expect(recent.record?.peers).toBeNull();
  const old = await visit(healthy, { ...fresh, peersReadAt: daysAgo(7) });
  expect(old.asked).toContain('/api/v1/instance/peers');
});

test('cases 43, 44: what robots.txt forbids is not requested', async () => {
  const robots = (text: string) => ({ ...healthy, '/robots.txt': { body: text } });
  const closed = await visit(robots('User-agent: *\nDisallow: /.well-known/nodeinfo\n'));
  expect(closed.asked).toEqual(['/robots.txt']);
  expect(closed.record).toMatchObject({ outcome: 'robots-denied', status: 'refused', instance: null });

  const document = await visit(robots('User-agent: fedicensus\nDisallow: /nodeinfo/\n'));
  expect(document.asked).toEqual(['/robots.txt', '/.well-known/nodeinfo']);
  expect(document.record).toMatchObject({ outcome: 'robots-denied' });

  const withoutApi = await visit(robots('User-agent: *\nDisallow: /api/\n'));
  expect(withoutApi.asked).toEqual(['/robots.txt', '/.well-known/nodeinfo', nodeInfoPath]);
  expect(withoutApi.record).toMatchObject({
    outcome: 'up',
    instance: { rules: null, isPartlyRead: false },
    peers: { count: null },
  });
});

test('X-Robots-Tag keeps an answer from being used', async () => {
  const { record } = await visit({
    ...healthy,
    [nodeInfoPath]: { body: nodeInfo, headers: { 'x-robots-tag': 'noindex, nofollow' } },
  });
  expect(record).toMatchObject({ outcome: 'robots-denied', instance: null });
});

test.for([
  ['robots.txt fails', { '/robots.txt': { status: 503 } }, 'robots-unreachable', 'silent'],
  ['robots.txt says later', { '/robots.txt': { status: 429 } }, 'rate-limited', 'silent'],
  ['no NodeInfo', {}, 'not-nodeinfo', 'silent'],
  ['gone on purpose', { '/.well-known/nodeinfo': { status: 410 } }, 'opted-out', 'opted-out'],
  ['a server error', { '/.well-known/nodeinfo': { status: 502 } }, 'http-status', 'silent'],
  ['forbidden to all', { '/.well-known/nodeinfo': { status: 403 } }, 'http-status', 'silent'],
  [
    'a web page',
    {
      '/.well-known/nodeinfo': { body: '<!doctype html><p>Parked', headers: { 'content-type': 'text/html' } },
    },
    'not-nodeinfo',
    'silent',
  ],
  ['no JSON', { '/.well-known/nodeinfo': { body: '{"links": [' } }, 'not-json', 'silent'],
  ['another JSON', { '/.well-known/nodeinfo': { body: { hello: 1 } } }, 'not-nodeinfo', 'silent'],
  [
    'a foreign document',
    {
      '/.well-known/nodeinfo': {
        body: { links: [{ ...discovery.links[0], href: 'https://other.social/nodeinfo/2.0' }] },
      },
    },
    'redirect-refused',
    'silent',
  ],
  [
    'a private address',
    {
      '/.well-known/nodeinfo': {
        body: { links: [{ ...discovery.links[0], href: 'https://127.0.0.1/nodeinfo/2.0' }] },
      },
    },
    'redirect-refused',
    'silent',
  ],
  [
    'a document that is no NodeInfo',
    { '/.well-known/nodeinfo': { body: discovery }, [nodeInfoPath]: { body: {} } },
    'not-nodeinfo',
    'silent',
  ],
] as const)('%s ends a visit', async ([, replies, outcome, status]) => {
  const { record } = await visit(replies);
  expect(record).toMatchObject({ outcome, status, instance: null, namedHosts: [] });
});

test('a permanent redirect to another site makes the host moved, and names the other', async () => {
  const { record } = await visit({
    '/.well-known/nodeinfo': {
      status: 301,
      headers: { location: 'https://other.social/.well-known/nodeinfo' },
    },
  });
  expect(record).toMatchObject({
    outcome: 'moved',
    status: 'moved',
    movedTo: 'other.social',
    namedHosts: ['other.social'],
  });
});

test('a document on another name of the same site makes the host moved to that name', async () => {
  const link = { ...discovery.links[0], href: `https://www.${town}/nodeinfo/2.0` };
  const { record, asked } = await visit({ '/.well-known/nodeinfo': { body: { links: [link] } } });
  expect(record).toMatchObject({ outcome: 'moved', movedTo: `www.${town}` });
  expect(asked).toEqual(['/robots.txt', '/.well-known/nodeinfo']);
});

test('case 36: Retry-After sets the next visit', async () => {
  const { record } = await visit({
    '/.well-known/nodeinfo': { status: 429, headers: { 'retry-after': '172800' } },
  });
  expect(record).toMatchObject({
    outcome: 'rate-limited',
    nextVisitAt: new Date(now.getTime() + 172_800_000),
  });
});

test('an API that fails leaves the figures, keeps what was known, and is not asked further', async () => {
  const { record, asked } = await visit({ ...healthy, '/api/v2/instance': { status: 429 } });
  expect(record).toMatchObject({
    outcome: 'up',
    instance: { rules: null, isPartlyRead: true },
    peers: { unread: 'failed' },
  });
  expect(asked).not.toContain('/api/v1/instance/peers');
});

test('a visit that the run cuts short is no outcome', async () => {
  const stop = AbortSignal.abort();
  expect((await visit(healthy, fresh, stop)).record).toBeUndefined();
});
