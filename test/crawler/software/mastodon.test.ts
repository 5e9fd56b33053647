import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeersRequest } from '../../../crawler/software/adapter.ts';
import { mastodon } from '../../../crawler/software/mastodon.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

/** The documents are those of docs.joinmastodon.org, methods "instance"; what is read of them: mastodon-instance.test.ts. */
const nodeInfo = nodeInfoOf({
  software: { name: 'mastodon', version: '4.5.0' },
  openRegistrations: false,
  metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
});
const request: PeersRequest = { nodeInfo, from: null, maxRequests: 3 };

const v2 = {
  domain: 'masto.social',
  title: 'Masto',
  description: 'Plain words',
  registrations: { enabled: true, approval_required: true },
  rules: [{ id: '1', text: 'Be kind', hint: '' }],
};
const v1 = { uri: 'masto.social', title: 'Old', registrations: true, rules: [{ id: '1', text: 'Be old' }] };
const rulesAlone = [{ id: '1', text: 'Found apart' }];

test('a server with version 2 is asked for version 1 only when sign-up is off', async () => {
  const open = answering({ '/api/v2/instance': json(v2) });
  await mastodon.readAbout(open.ask, nodeInfo);
  expect(open.asked).toEqual(['/api/v2/instance']);

  const closed = answering({
    '/api/v2/instance': json({ ...v2, registrations: { enabled: false } }),
    '/api/v1/instance': json({ invites_enabled: true }),
  });
  expect(await mastodon.readAbout(closed.ask, nodeInfo)).toMatchObject({
    registrations: 'invite',
    name: 'Masto',
  });
  expect(closed.asked).toEqual(['/api/v2/instance', '/api/v1/instance']);
});

test('a closed server whose version 1 cannot be read stays closed', async () => {
  const closed = json({ ...v2, registrations: { enabled: false } });
  const { ask } = answering({ '/api/v2/instance': closed, '/api/v1/instance': status(503) });
  expect(await mastodon.readAbout(ask, nodeInfo)).toMatchObject({
    registrations: 'closed',
    rules: { kind: 'read' },
  });
});

test('a server without version 2 is read in version 1', async () => {
  const { ask, asked } = answering({ '/api/v1/instance': json(v1) });
  expect(await mastodon.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Old',
    description: 'Its description',
    registrations: 'open',
    rules: { kind: 'read', rules: [{ text: 'Be old' }] },
  });
  expect(asked).toEqual(['/api/v2/instance', '/api/v1/instance']);
});

test('rules that stand in no instance document are asked for by themselves', async () => {
  const { rules, ...silent } = v1;
  const fork = answering({
    '/api/v1/instance': json(silent),
    '/api/v1/instance/rules': json(rulesAlone),
  });
  expect(await mastodon.readAbout(fork.ask, nodeInfo)).toMatchObject({
    rules: { kind: 'read', rules: [{ text: 'Found apart' }] },
  });
  expect(fork.asked).toEqual(['/api/v2/instance', '/api/v1/instance', '/api/v1/instance/rules']);

  const without = answering({ '/api/v2/instance': json({ ...v2, rules: undefined }) });
  expect(await mastodon.readAbout(without.ask, nodeInfo)).toMatchObject({
    rules: { kind: 'unread', reason: 'not-offered' },
  });
});

test.for([
  ['3.3.3', 'mastodon', false],
  ['2.4.0', 'mastodon', false],
  ['3.4.0', 'mastodon', true],
  ['v3.5.3+fork', 'mastodon', true],
  ['of our own', 'mastodon', true],
  ['0.1', 'fedibird', true],
] as const)('%s of %s may have rules: %j', async ([version, name, expected]) => {
  const { rules, ...silent } = v1;
  const { ask, asked } = answering({ '/api/v1/instance': json(silent) });
  await mastodon.readAbout(ask, nodeInfoOf({ software: { name, version } }));
  expect(asked.includes('/api/v1/instance/rules')).toBe(expected);
});

test.for([
  ['forbidden by robots.txt', { kind: 'forbidden' }, 'forbidden'],
  ['an outage', { kind: 'status', status: 502 }, 'failed'],
  ['no such endpoint', { kind: 'status', status: 404 }, 'not-offered'],
  ['no JSON', { kind: 'unusable', reason: 'bad-json' }, 'failed'],
  ['the network', { kind: 'failed', reason: 'timeout' }, 'failed'],
  ['a document that is none', { kind: 'json', value: [] }, 'failed'],
] as const)('rules that cannot be read (%s) are unread, never none', async ([, answer, reason]) => {
  const { ask } = answering(() => answer);
  const about = await mastodon.readAbout(ask, nodeInfo);
  expect(about.rules).toEqual({ kind: 'unread', reason });
  expect(about).toMatchObject({
    name: 'From NodeInfo',
    description: 'Its description',
    registrations: 'closed',
  });
});

test('after a failure of the network nothing more is asked for', async () => {
  const { ask, asked } = answering(() => ({ kind: 'failed', reason: 'timeout' }));
  await mastodon.readAbout(ask, nodeInfo);
  expect(asked).toEqual(['/api/v2/instance']);
});

test.for([
  [{ kind: 'status', status: 401 }, 'not-published'],
  [{ kind: 'status', status: 404 }, 'not-published'],
  [{ kind: 'status', status: 500 }, 'failed'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [json([]), 'not-published'],
  [json({ error: 'no' }), 'failed'],
] as const)('a peer list answered with %j is unread: %s', async ([answer, reason]) => {
  const { ask } = answering({ '/api/v1/instance/peers': answer });
  expect(await mastodon.readPeers(ask, request)).toEqual({ kind: 'unread', reason });
});

test('a peer list counts what it refuses', async () => {
  const list = [
    'a.social',
    'A.social',
    'b.social',
    '127.0.0.1',
    'localhost',
    'c.social:22',
    null,
    { domain: 'd.social' },
  ];
  const { ask } = answering({ '/api/v1/instance/peers': json(list) });
  const peers = await mastodon.readPeers(ask, request);
  expect(peers).toEqual({
    kind: 'read',
    hosts: new Set(['a.social', 'b.social']),
    refused: new Map([
      ['ip-literal', 1],
      ['reserved-name', 1],
      ['has-port', 1],
      ['not-a-string', 2],
    ]),
    length: 8,
    next: null,
  });
});

test('no JSON answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering((path) => json(path === '/api/v2/instance' ? value : other));
      await mastodon.readAbout(ask, nodeInfo);
      await mastodon.readPeers(ask, request);
    }),
  );
});
