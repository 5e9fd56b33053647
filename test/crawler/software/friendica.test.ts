import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { friendica } from '../../../crawler/software/friendica.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'friendica', version: '2024.12-1571' },
  openRegistrations: true,
  metadata: { nodeName: 'From NodeInfo' },
});

/** The shape of Friendica's Module/Api/Mastodon/InstanceV2; the mime types were an object until 2024. */
const v2 = {
  domain: 'friends.de',
  title: 'Friends',
  version: '2.8.0 (compatible; Friendica 2024.12)',
  source_url: null,
  description: 'Für <b>alle</b>\r\nda',
  languages: ['de'],
  configuration: {
    statuses: { max_characters: 200_000 },
    media_attachments: { supported_mime_types: { 'image/png': 'png' } },
  },
  registrations: { enabled: true, approval_required: true },
  contact: { email: 'admin@friends.de', account: null },
  rules: [
    { id: '1', text: 'Seid freundlich.' },
    { id: '2', text: 'Keine Werbung.' },
  ],
  friendica: { version: '2024.12', codename: 'Yellow Archangel', db_version: 1571 },
};
const v1 = {
  uri: 'friends.de',
  title: 'Friends',
  short_description: 'Für alle da',
  languages: ['de'],
  registrations: true,
  approval_required: false,
  invites_enabled: false,
};

test('version 2 gives name, description, language, sign-up and rules, whatever its mime types are', async () => {
  const { ask, asked } = answering({ '/api/v2/instance': json(v2) });
  expect(await friendica.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Friends',
    description: 'Für alle da',
    languages: ['de'],
    registrations: 'approval',
    rules: { kind: 'read', rules: [{ text: 'Seid freundlich.' }, { text: 'Keine Werbung.' }] },
    accountDomain: 'friends.de',
  });
  expect(asked).toEqual(['/api/statusnet/config.json', '/api/v2/instance']);
});

test.for([
  [{ enabled: true, approval_required: false }, 'open'],
  [{ enabled: true, approval_required: true }, 'approval'],
  [{ enabled: false, approval_required: false }, 'closed'],
  [{}, null],
] as const)('sign-up %j is %s', async ([registrations, mode]) => {
  const { ask } = answering({ '/api/v2/instance': json({ ...v2, registrations }) });
  expect((await friendica.readAbout(ask, nodeInfo)).registrations).toBe(mode);
});

test('a server that does not show its terms states no rules', async () => {
  const { ask } = answering({ '/api/v2/instance': json({ ...v2, rules: [] }) });
  expect((await friendica.readAbout(ask, nodeInfo)).rules).toEqual({ kind: 'read', rules: [] });
});

test('an older release is read in version 1, its rules in a document of their own', async () => {
  const { ask, asked } = answering({
    '/api/v1/instance': json(v1),
    '/api/v1/instance/rules': json(v2.rules),
  });
  expect(await friendica.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Friends',
    registrations: 'open',
    rules: { kind: 'read', rules: [{ text: 'Seid freundlich.' }, { text: 'Keine Werbung.' }] },
  });
  expect(asked).toEqual([
    '/api/statusnet/config.json',
    '/api/v2/instance',
    '/api/v1/instance',
    '/api/v1/instance/rules',
  ]);
});

test.for([
  [status(404), 'not-offered'],
  [status(500), 'failed'],
  [json({ error: 'no' }), 'not-offered'],
] as const)('rules of an older release answered with %j are unread: %s', async ([answer, reason]) => {
  const { ask } = answering({ '/api/v1/instance': json(v1), '/api/v1/instance/rules': answer as Answer });
  expect(await friendica.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Friends',
    rules: { kind: 'unread', reason },
  });
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(401), 'forbidden'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)(
  'where everything is answered with %j NodeInfo is believed, and the rules are unread: %s',
  async ([answer, reason]) => {
    const { ask } = answering(() => answer as Answer);
    expect(await friendica.readAbout(ask, nodeInfo)).toMatchObject({
      name: 'From NodeInfo',
      registrations: null,
      rules: { kind: 'unread', reason },
    });
  },
);

test('peers with a port or a path are refused, and counted by reason', async () => {
  const list = ['a.social', 'b.social:8443', 'c.social/friendica', 'xn--9ckk2d5c.net', 'd.social:80'];
  const { ask } = answering({ '/api/v1/instance/peers': json(list) });
  expect(await friendica.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 })).toEqual({
    kind: 'read',
    hosts: new Set(['a.social', 'xn--9ckk2d5c.net']),
    refused: new Map([
      ['has-port', 2],
      ['has-path', 1],
    ]),
    length: 5,
    next: null,
  });
});

test.for([
  [status(403), 'not-published'],
  [json([]), 'not-published'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [json({}), 'failed'],
] as const)('a peer list answered with %j is unread: %s', async ([answer, reason]) => {
  const { ask } = answering(() => answer as Answer);
  const peers = await friendica.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 });
  expect(peers).toEqual({ kind: 'unread', reason });
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering((path) =>
        path.includes('v2') ? status(404) : json(path.endsWith('instance') ? value : other),
      );
      await friendica.readAbout(ask, nodeInfo);
      await friendica.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 });
    }),
  );
});
