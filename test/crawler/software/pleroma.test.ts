import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pleroma } from '../../../crawler/software/pleroma.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

/** Shapes: docs.pleroma.social and docs.akkoma.dev, "Differences in Mastodon API responses", and their NodeInfo. */
const nodeInfo = (name: string, more: Readonly<Record<string, unknown>> = {}) =>
  nodeInfoOf({
    software: { name, version: '2.9.1' },
    openRegistrations: true,
    metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
    ...more,
  });

const v2 = {
  domain: 'soc.example.net',
  title: 'Soc',
  description: '',
  source_url: 'https://git.soc.example.net/pleroma',
  thumbnail: { url: 'https://soc.example.net/instance/thumbnail.jpeg' },
  languages: ['en'],
  registrations: { enabled: true, approval_required: true, message: null, url: null },
  configuration: { statuses: { max_characters: 5_000, max_media_attachments: 1_000 } },
  contact: { email: 'admin@soc.example.net', account: null },
  rules: [{ id: '1', text: 'Be kind', hint: 'Always' }],
};

const v1 = {
  uri: 'https://soc.example.net',
  title: 'Soc',
  description: 'A place',
  email: 'admin@soc.example.net',
  languages: ['en'],
  max_toot_chars: '5000',
  registrations: true,
  approval_required: false,
};

test('version 2 gives rules, and NodeInfo what its short description leaves out', async () => {
  const { ask, asked } = answering({ '/api/v2/instance': json(v2) });
  const metadata = {
    nodeDescription: 'Its description',
    accountActivationRequired: true,
    private: false,
    invitesEnabled: true,
  };
  expect(await pleroma.readAbout(ask, nodeInfo('pleroma', { metadata }))).toMatchObject({
    name: 'Soc',
    description: 'Its description',
    languages: ['en'],
    registrations: 'approval',
    rules: { kind: 'read', rules: [{ text: 'Be kind', hint: 'Always' }] },
    accountDomain: 'soc.example.net',
    details: {
      contact_email: 'admin@soc.example.net',
      features: {
        max_characters: 5_000,
        max_media_attachments: 1_000,
        email_required: true,
        private: false,
      },
    },
  });
  expect(asked).toEqual(['/api/v2/instance']);
});

test('an older Pleroma is read in version 1, which has no rules', async () => {
  const { ask, asked } = answering({ '/api/v1/instance': json(v1) });
  expect(await pleroma.readAbout(ask, nodeInfo('pleroma'))).toMatchObject({
    description: 'A place',
    registrations: 'open',
    rules: { kind: 'unread', reason: 'not-offered' },
    accountDomain: 'soc.example.net',
    details: { features: { max_characters: 5_000 } },
  });
  expect(asked).toEqual(['/api/v2/instance', '/api/v1/instance']);
});

test('rules that version 2 leaves out are asked for by themselves', async () => {
  const { ask } = answering({
    '/api/v2/instance': json({ ...v2, rules: undefined }),
    '/api/v1/instance/rules': json([{ id: '1', text: 'Found apart' }]),
  });
  expect((await pleroma.readAbout(ask, nodeInfo('rebased'))).rules).toMatchObject({
    kind: 'read',
    rules: [{ text: 'Found apart' }],
  });
});

test('a Pleroma without rules says so', async () => {
  const { ask } = answering({ '/api/v2/instance': json({ ...v2, rules: [] }) });
  expect((await pleroma.readAbout(ask, nodeInfo('pleroma'))).rules).toEqual({ kind: 'read', rules: [] });
});

test('Akkoma is asked for version 1 alone, and has no place for rules', async () => {
  const { ask, asked } = answering({ '/api/v1/instance': json(v1) });
  const about = await pleroma.readAbout(ask, nodeInfo('akkoma'));
  expect(about.rules).toEqual({ kind: 'unread', reason: 'not-offered' });
  expect(asked).toEqual(['/api/v1/instance']);
});

test.for([
  [{ registrations: true, approval_required: false }, true, false, 'open'],
  [{ registrations: true, approval_required: true }, true, true, 'approval'],
  [{ registrations: false, approval_required: true }, false, true, 'invite'],
  [{ registrations: false, approval_required: false }, false, false, 'closed'],
  // As somebody's configuration has it, in NodeInfo and in the instance document.
  [{ registrations: 'FALSE', approval_required: false }, 'FALSE', true, 'invite'],
  [{ registrations: 'FALSE', approval_required: false }, 'FALSE', false, 'closed'],
  [{ registrations: null, approval_required: null }, true, true, null],
] as const)(
  'sign-up %j, open in NodeInfo %j, invitations %j: %s',
  async ([said, openRegistrations, invitesEnabled, mode]) => {
    const { ask } = answering({ '/api/v1/instance': json({ ...v1, ...said }) });
    const about = await pleroma.readAbout(
      ask,
      nodeInfo('pleroma', { openRegistrations, metadata: { invitesEnabled } }),
    );
    expect(about.registrations).toBe(mode);
  },
);

test('a server that says nothing about invitations, mail and guests states nothing about them', async () => {
  const { ask } = answering({
    '/api/v1/instance': json({ ...v1, registrations: false, max_toot_chars: null }),
  });
  expect(await pleroma.readAbout(ask, nodeInfo('akkoma', { metadata: { private: 'no' } }))).toMatchObject({
    registrations: 'closed',
    details: { features: {} },
  });
});

test.for([
  ['forbidden by robots.txt', { kind: 'forbidden' }, 'forbidden'],
  ['an outage', status(502), 'failed'],
  ['no such endpoint', status(404), 'not-offered'],
  ['the network', { kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)('%s leaves what NodeInfo says, and the rules unread', async ([, answer, reason]) => {
  const { ask } = answering(() => answer);
  const metadata = { nodeName: 'From NodeInfo', invitesEnabled: true };
  const about = await pleroma.readAbout(ask, nodeInfo('pleroma', { metadata, openRegistrations: false }));
  expect(about).toMatchObject({
    name: 'From NodeInfo',
    registrations: 'invite',
    rules: { kind: 'unread', reason },
  });
});

test.for([
  ['pleroma', json(['a.social', 'b.social', 'a.social', '10.0.0.1']), 'read'],
  ['akkoma', status(404), 'not-published'],
  ['akkoma', { kind: 'forbidden' }, 'forbidden'],
  ['pleroma', status(500), 'failed'],
] as const)('peers of %s answered with %j: %s', async ([name, answer, result]) => {
  const { ask } = answering({ '/api/v1/instance/peers': answer });
  const peers = await pleroma.readPeers(ask, { nodeInfo: nodeInfo(name), from: null, maxRequests: 3 });
  const expected = {
    kind: 'read',
    hosts: new Set(['a.social', 'b.social']),
    refused: new Map([['ip-literal', 1]]),
    length: 4,
    next: null,
  };
  expect(peers).toEqual(result === 'read' ? expected : { kind: 'unread', reason: result });
});

test('no JSON answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), async (value, other, metadata) => {
      const { ask } = answering((path) => json(path === '/api/v2/instance' ? value : other));
      for (const name of ['pleroma', 'akkoma']) {
        await pleroma.readAbout(ask, nodeInfo(name, { metadata }));
        await pleroma.readPeers(ask, { nodeInfo: nodeInfo(name), from: 'x', maxRequests: 1 });
      }
    }),
  );
});
