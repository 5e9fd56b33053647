import { beforeAll, expect, test } from 'vitest';
import { retryAfterBounds } from '../../../crawler/net/retry-after.ts';
import { backOffs } from '../../../crawler/schedule/back-off.ts';
import { visitHost } from '../../../crawler/visit/visit-host.ts';
import type { VisitRecord } from '../../../db/model/visit-record.ts';
import type { HostState } from '../../../db/queries/hosts.ts';
import { createTrust, httpTo, impatient, serve, type Trust, town } from '../net/harness.ts';
import { host } from '../net/host.ts';

/** What a visit makes of answers that no fediverse server means to give. */
let trust: Trust;
beforeAll(async () => {
  trust = await createTrust();
});

const now = new Date('2026-03-01T12:00:00Z');
const discoveryPath = '/.well-known/nodeinfo';
const nodeInfoPath = '/nodeinfo/2.0';
const linksTo = (href: string) => ({
  links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href }],
});
const nodeInfo = {
  version: '2.0',
  software: { name: 'mastodon', version: '4.5.1' },
  usage: { users: { total: 3 } },
};

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A document, or a body as it is. */
  readonly body?: unknown;
}

const state: HostState = {
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

async function visit(
  replies: Readonly<Record<string, Reply>>,
  options: { readonly state?: Partial<HostState>; readonly ownHost?: string } = {},
): Promise<{ readonly record: VisitRecord; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  await using server = await serve(trust, (request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    const { status = 200, headers = {}, body = '' } = replies[request.url ?? ''] ?? { status: 404 };
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const guard = options.ownHost === undefined ? {} : { ownHost: host(options.ownHost) };
  const tools = {
    http: httpTo(trust, server, {
      limits: { ...impatient, requestTimeoutMs: 5_000, connectTimeoutMs: 4_000 },
      guard,
    }),
    now: () => now,
    clock: () => performance.now(),
    sleep: async () => undefined,
    random: () => 0,
    findNetwork: () => null,
  };
  const record = await visitHost({ ...state, ...options.state }, tools, new AbortController().signal);
  if (record === undefined) throw new Error('The visit was cut short.');
  return { record, asked };
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };
test.for([
  [
    'a parked domain',
    { headers: html, body: '<!doctype html><title>For sale</title>' },
    'not-nodeinfo',
    'a web page',
  ],
  [
    'a challenge that calls itself JSON',
    { headers: json, body: '\n <html>Just a moment…' },
    'not-nodeinfo',
    'a web page',
  ],
  ['a login page', { headers: html, body: '{}' }, 'not-nodeinfo', 'no-links'],
  [
    'a picture',
    { headers: { 'content-type': 'image/svg+xml' }, body: '<svg/>' },
    'not-nodeinfo',
    'a web page',
  ],
  ['nothing', { headers: json }, 'not-nodeinfo', 'empty'],
  ['204', { status: 204 }, 'not-nodeinfo', '204'],
  ['206', { status: 206, body: linksTo(nodeInfoPath) }, 'not-nodeinfo', '206'],
  ['304, which nobody asked for', { status: 304 }, 'not-nodeinfo', '304'],
  ['a text', { headers: json, body: '"hello"' }, 'not-nodeinfo', 'not-an-object'],
  ['a list', { headers: json, body: '[]' }, 'not-nodeinfo', 'not-an-object'],
  ['half a document', { headers: json, body: '{"links":[{"rel":"http://nodein' }, 'not-json', 'cut-off'],
  ['no JSON', { headers: json, body: '{links:1}' }, 'not-json', 'bad-json'],
] as const)('cases 27, 35: %s in place of the discovery document', async ([, reply, outcome, detail]) => {
  const { record } = await visit({ [discoveryPath]: reply });
  expect(record).toMatchObject({ outcome, detail, status: 'silent', instance: null });
});

test('case 27: half a NodeInfo document says nothing about the software of an instance that is known', async () => {
  const body = JSON.stringify(nodeInfo).slice(0, -20);
  const known = { status: 'up', lastUpAt: new Date(now.getTime() - 86_400_000) } as const;
  const { record } = await visit(
    { [discoveryPath]: { body: linksTo(nodeInfoPath) }, [nodeInfoPath]: { body } },
    { state: known },
  );
  expect(record).toMatchObject({ outcome: 'not-json', detail: 'cut-off', status: 'failing', instance: null });
});

const hourMs = 3_600_000;
const first = backOffs['http-status'].knownFirstMs;
test.for([
  ...[401, 402, 403, 405, 406, 418, 421, 451, 500, 501, 502, 503, 504].map(
    (status) => [status, 'http-status', first] as const,
  ),
  ...[520, 521, 522, 523, 524, 525, 526, 530, 599].map((status) => [status, 'http-status', first] as const),
  [404, 'not-nodeinfo', backOffs['not-nodeinfo'].knownFirstMs],
  [429, 'rate-limited', first],
  [410, 'opted-out', null],
] as const)('case 36: the status %s is %s, with its wait', async ([status, outcome, waitMs]) => {
  const known = { status: 'up', lastUpAt: new Date(now.getTime() - 20 * hourMs) } as const;
  const { record } = await visit({ [discoveryPath]: { status } }, { state: known });
  expect(record).toMatchObject({
    outcome,
    instance: null,
    status: waitMs === null ? 'opted-out' : 'failing',
  });
  expect(record.nextVisitAt).toEqual(waitMs === null ? null : new Date(now.getTime() + waitMs));
});

const weekMs = retryAfterBounds.maxSeconds * 1_000;
test.for([
  ['0', first],
  ['120', first],
  ['86400', 24 * hourMs],
  ['1000000000000', weekMs],
  ['Mon, 02 Mar 2026 12:00:00 GMT', 24 * hourMs],
  ['Sun, 06 Nov 1994 08:49:37 GMT', first],
  ['Fri, 01 Jan 2100 00:00:00 GMT', weekMs],
  ['soon', first],
  ['-5', first],
] as const)(
  'case 36: a server that is busy until "%s" is left alone for that long, within bounds',
  async ([value, waitMs]) => {
    const known = { status: 'up', lastUpAt: new Date(now.getTime() - 20 * hourMs) } as const;
    for (const status of [429, 503]) {
      const reply = { status, headers: { 'retry-after': value } };
      const { record } = await visit({ [discoveryPath]: reply }, { state: known });
      const isUnderstood = status === 429 || !['soon', '-5'].includes(value);
      expect(record.outcome).toBe(isUnderstood ? 'rate-limited' : 'http-status');
      expect(record.nextVisitAt).toEqual(new Date(now.getTime() + waitMs));
    }
  },
);

test.for([
  ['another host', 'https://other.social/nodeinfo/2.0', 'redirect-refused', 'nodeinfo on a foreign host'],
  [
    'another host, without a scheme',
    '//third.social/nodeinfo/2.0',
    'redirect-refused',
    'nodeinfo on a foreign host',
  ],
  ['a single label', '//evil', 'redirect-refused', 'nodeinfo on a foreign host'],
  ['this machine', 'http://localhost/nodeinfo/2.0', 'redirect-refused', 'nodeinfo on a foreign host'],
  [
    'an address',
    'https://169.254.169.254/latest/meta-data',
    'redirect-refused',
    'nodeinfo on a foreign host',
  ],
  [
    'an address in disguise',
    'https://2130706433/nodeinfo/2.0',
    'redirect-refused',
    'nodeinfo on a foreign host',
  ],
  ['another port', `https://${town}:8443/nodeinfo/2.0`, 'not-nodeinfo', 'bad-href'],
  ['a user', `https://root:x@${town}/nodeinfo/2.0`, 'not-nodeinfo', 'bad-href'],
  ['a file', 'file:///etc/passwd', 'not-nodeinfo', 'bad-href'],
  ['ten kilobytes', `/${'a'.repeat(10_000)}`, 'not-nodeinfo', 'bad-href'],
  ['another name of the site', `https://www.${town}/nodeinfo/2.0`, 'moved', `nodeinfo on www.${town}`],
] as const)('case 6: a NodeInfo link to %s is not asked for', async ([, href, outcome, detail]) => {
  const { record, asked } = await visit({ [discoveryPath]: { body: linksTo(href) } });
  expect(record).toMatchObject({ outcome, detail, instance: null });
  expect(new Set(asked.map((place) => place.split('/')[0]))).toEqual(new Set([town]));
});

test.for([
  ['a path', nodeInfoPath],
  ['plain http, which is asked by https', `http://${town}${nodeInfoPath}`],
  ['no scheme', `${town}${nodeInfoPath}`],
] as const)('case 6: a NodeInfo link with %s is read', async ([, href]) => {
  const { record } = await visit({
    [discoveryPath]: { body: linksTo(href) },
    [nodeInfoPath]: { body: nodeInfo },
  });
  expect(record).toMatchObject({ outcome: 'up', instance: { software: 'mastodon' } });
});

test('case 30: a temporary redirect to another site names nobody', async () => {
  const reply = { status: 302, headers: { location: 'https://other.social/' } };
  const { record } = await visit({ [discoveryPath]: reply });
  expect(record).toMatchObject({ outcome: 'redirect-refused', movedTo: null, namedHosts: [] });
});

test('case 15: the census’s own site is no discovery, in a list or as the place that a server moved to', async () => {
  const healthy = {
    [discoveryPath]: { body: linksTo(nodeInfoPath) },
    [nodeInfoPath]: { body: nodeInfo },
    '/api/v1/instance/peers': { body: ['other.social', 'CENSUS.town', 'third.social'] },
  };
  const { record } = await visit(healthy, { ownHost: 'census.town' });
  expect(record.peers).toMatchObject({ count: 3, hosts: ['other.social', 'third.social'] });
  expect(record.peers?.refused).toEqual(new Map([['own-site', 1]]));
  const away = { [discoveryPath]: { status: 301, headers: { location: 'https://census.town/' } } };
  expect((await visit(away, { ownHost: 'census.town' })).record).toMatchObject({
    outcome: 'moved',
    namedHosts: [],
  });
});

test('case 15: the census’s own site is asked for nothing, should it be due all the same', async () => {
  const { record, asked } = await visit({}, { ownHost: town });
  expect(record).toMatchObject({ outcome: 'blocked-address', detail: 'own-site', requests: 0 });
  expect(asked).toEqual([]);
});
