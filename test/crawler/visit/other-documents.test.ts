import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { visitHost } from '../../../crawler/visit/visit-host.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import type { HostState } from '../../../db/queries/hosts.ts';
import { createTrust, httpTo, serve, type Trust, town } from '../net/harness.ts';

/** What a visit reads beside the NodeInfo pair: NodeInfo2, host-meta, documents asked for by POST, lists in pages. */
let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const now = new Date('2026-03-01T12:00:00Z');
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

interface Asked {
  readonly path: string;
  readonly method: string;
  readonly body: string;
}
type Reply = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown };
type Replies = Readonly<Record<string, Reply | ((asked: Asked) => Reply)>>;

/** Visits a server that gives these replies; paths (with their query) without one are 404. */
async function visit(replies: Replies, state: Partial<HostState> = {}) {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const each = { path: request.url ?? '', method: request.method ?? '', body: await text(request) };
    asked.push(each);
    const reply = replies[each.path] ?? replies[each.path.split('?')[0] ?? ''] ?? { status: 404 };
    const { status = 200, headers = {}, body = '' } = typeof reply === 'function' ? reply(each) : reply;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  await using server = await serve(trust, (request, response) => void answer(request, response));
  const record: VisitRecord | undefined = await visitHost(
    { ...fresh, ...state },
    {
      http: httpTo(trust, server),
      now: () => now,
      clock: () => performance.now(),
      sleep: async () => undefined,
      random: () => 0.5,
      findNetwork: () => null,
    },
    new AbortController().signal,
  );
  return { record, asked, paths: asked.map(({ path }) => path) };
}

const nodeInfoOf = (software: string, parts: object = {}): Replies => ({
  '/.well-known/nodeinfo': {
    body: {
      links: [
        { rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `https://${town}/nodeinfo/2.1` },
      ],
    },
  },
  '/nodeinfo/2.1': {
    body: {
      version: '2.1',
      software: { name: software, version: '1.0' },
      usage: { users: { total: 9 } },
      openRegistrations: true,
      metadata: {},
      ...parts,
    },
  },
});

const nodeInfo2 = {
  version: '1.0',
  server: { baseUrl: `https://${town}`, name: 'Cast', software: 'castopod', version: '1.13.5' },
  usage: { users: { total: 4, activeMonth: 2 }, localPosts: 30 },
  openRegistrations: false,
};

test.for([
  ['has no NodeInfo at all', { '/.well-known/nodeinfo': { status: 404 } }],
  ['has a discovery document without a NodeInfo link', { '/.well-known/nodeinfo': { body: { links: [] } } }],
] as const)('a server that %s is read by its NodeInfo2', async ([, replies]) => {
  const { record, paths } = await visit({ ...replies, '/.well-known/x-nodeinfo2': { body: nodeInfo2 } });
  expect(paths).toEqual(['/robots.txt', '/.well-known/nodeinfo', '/.well-known/x-nodeinfo2']);
  expect(record).toMatchObject({
    outcome: 'up',
    instance: { software: 'castopod', name: 'Cast', figures: { users_total: { value: 4 } } },
  });
});

test('NodeInfo2 is not asked for where NodeInfo is broken, or robots.txt forbids it', async () => {
  const broken = await visit({
    '/.well-known/nodeinfo': { status: 500 },
    '/.well-known/x-nodeinfo2': { body: nodeInfo2 },
  });
  expect(broken.record?.outcome).toBe('http-status');
  expect(broken.paths).not.toContain('/.well-known/x-nodeinfo2');
  const forbidden = await visit({
    '/robots.txt': { body: 'User-agent: *\nDisallow: /.well-known/x-nodeinfo2' },
    '/.well-known/x-nodeinfo2': { body: nodeInfo2 },
  });
  expect(forbidden.record?.outcome).toBe('not-nodeinfo');
  expect(forbidden.paths).not.toContain('/.well-known/x-nodeinfo2');
});

test.for([
  [
    'names another host in host-meta',
    {
      body: `<XRD><Link rel="lrdd" template="https://www.${town}/.well-known/webfinger?resource={uri}"/></XRD>`,
    },
  ],
  [
    'redirects host-meta there',
    { status: 302, headers: { location: `https://www.${town}/.well-known/host-meta` } },
  ],
] as const)('an account domain that %s has moved there', async ([, reply]) => {
  let isFirst = true;
  const replies: Replies = {
    '/.well-known/host-meta': () => {
      const answer: Reply = isFirst ? reply : { body: '<XRD/>' };
      isFirst = false;
      return answer;
    },
  };
  const { record } = await visit(replies, { isClaimed: true });
  expect(record).toMatchObject({ outcome: 'moved', movedTo: `www.${town}`, namedHosts: [`www.${town}`] });
});

test('host-meta is asked for only of a name that an instance claims, and only when it is no instance', async () => {
  const hostMeta = { body: `template="https://other.social/x"` };
  const unclaimed = await visit({ '/.well-known/host-meta': hostMeta });
  expect(unclaimed.record?.outcome).toBe('not-nodeinfo');
  expect(unclaimed.paths).not.toContain('/.well-known/host-meta');
  const instance = await visit(
    { ...nodeInfoOf('something'), '/.well-known/host-meta': hostMeta },
    { isClaimed: true },
  );
  expect(instance.record?.outcome).toBe('up');
  expect(instance.paths).not.toContain('/.well-known/host-meta');
});

test.for([
  ['itself', `template="https://${town}/.well-known/webfinger?resource={uri}"`],
  ['an address', 'template="https://127.0.0.1/x"'],
  ['nothing', '<XRD/>'],
])('host-meta that names %s moves nobody', async ([, body]) => {
  const { record } = await visit({ '/.well-known/host-meta': { body } }, { isClaimed: true });
  expect(record).toMatchObject({ outcome: 'not-nodeinfo', movedTo: null });
});

test('a server that nobody looks after is no place to sign up', async () => {
  const { record } = await visit(
    nodeInfoOf('something', { metadata: { unattendedSince: '2026-01-15T10:00:00Z' } }),
  );
  expect(record?.instance).toMatchObject({
    registrations: 'closed',
    details: { unattended_since: '2026-01-15' },
  });
});

test('a host that asks for long pauses is asked for NodeInfo only, and its rules are not readable by us', async () => {
  const { record, paths } = await visit({
    ...nodeInfoOf('mastodon'),
    '/robots.txt': { body: 'User-agent: *\nCrawl-delay: 60' },
  });
  expect(paths).toHaveLength(3);
  expect(record).toMatchObject({
    instance: { rules: null, rulesUnread: 'forbidden' },
    peers: { count: null, unread: 'forbidden' },
  });
});

test('where documents depart from their shapes is kept with the instance', async () => {
  const { record } = await visit({
    ...nodeInfoOf('mastodon', { usage: { users: { total: '9', activeMonth: -1 } } }),
    '/api/v2/instance': { body: { title: 7, rules: [], registrations: { enabled: true } } },
  });
  expect(record?.instance?.notes).toEqual([
    { path: 'usage.users.total', reason: 'number-as-string' },
    { path: 'usage.users.activeMonth', reason: 'negative' },
    { path: 'title', reason: 'wrong-type' },
  ]);
});
