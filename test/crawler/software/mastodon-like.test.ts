import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookwyrm } from '../../../crawler/software/bookwyrm.ts';
import { hollo, mitra, neodb, smithereen, takahe } from '../../../crawler/software/mastodon-like.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'any', version: '1.0.0' },
  openRegistrations: false,
  metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
});
const request = { nodeInfo, from: null, maxRequests: 3 };
const adapters = [takahe, neodb, mitra, hollo, smithereen, bookwyrm];

test('Takahē: its rules and languages are written in its code and state nothing', async () => {
  const { ask } = answering({
    '/api/v1/instance': json({
      uri: 'ten.social',
      title: 'Ten',
      short_description: '',
      description: '',
      email: '',
      thumbnail: null,
      languages: ['en'],
      registrations: true,
      approval_required: false,
      invites_enabled: false,
      configuration: { accounts: {}, statuses: { max_characters: 500, max_media_attachments: 4 } },
      contact_account: null,
      rules: [],
    }),
  });
  expect(await takahe.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Ten',
    description: 'Its description',
    languages: null,
    registrations: 'open',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: { contact_email: null, features: { max_characters: 500, max_media_attachments: 4 } },
    accountDomain: 'ten.social',
  });
});

test('a list of rules that is filled is read in any of them, an empty one where it is the administrator’s', async () => {
  const ruled = (rules: unknown) =>
    answering({
      '/api/v1/instance': json({ title: 'Any', rules }),
      '/api/v2/instance': json({ title: 'Any', rules }),
    }).ask;
  for (const adapter of adapters) {
    const filled = await adapter.readAbout(ruled([{ id: '1', text: 'Be kind\nalways', hint: '' }]), nodeInfo);
    expect(filled.rules, adapter.family).toMatchObject({
      kind: 'read',
      rules: [{ text: 'Be kind\nalways', hint: null }],
    });
    const empty = await adapter.readAbout(ruled([]), nodeInfo);
    const expected =
      adapter === neodb ? { kind: 'read', rules: [] } : { kind: 'unread', reason: 'not-offered' };
    expect(empty.rules, adapter.family).toEqual(expected);
  }
});

test('Mitra says whether it takes members by invitation, and has no rules', async () => {
  const document = {
    uri: 'mi.social',
    title: 'Mi',
    short_description: 'Short',
    description: '<p>Long</p>',
    registrations: false,
    approval_required: false,
    invites_enabled: true,
    configuration: { statuses: { max_characters: 2_000, max_media_attachments: 16 } },
    contact_account: { url: 'https://mi.social/@owner' },
  };
  const { ask, asked } = answering({ '/api/v1/instance': json(document) });
  expect(await mitra.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Mi',
    description: 'Short',
    languages: null,
    registrations: 'invite',
    rules: { kind: 'unread', reason: 'not-offered' },
    details: { contact_url: 'https://mi.social/@owner' },
  });
  expect(asked).toEqual(['/api/v1/instance']);
});

test('Hollo is closed although it names approval, and has no peers to ask for', async () => {
  const document = {
    domain: 'hollo.social',
    title: 'hollo.social',
    languages: ['ko', 'en'],
    registrations: { enabled: false, approval_required: true, message: null },
    contact: { email: 'owner@hollo.social', account: { url: 'https://hollo.social/@owner' } },
    rules: [],
  };
  const { ask, asked } = answering({ '/api/v2/instance': json(document) });
  expect(await hollo.readAbout(ask, nodeInfo)).toMatchObject({
    languages: ['ko', 'en'],
    registrations: 'closed',
    rules: { kind: 'unread', reason: 'not-offered' },
    accountDomain: 'hollo.social',
  });
  expect(await hollo.readPeers(ask, request)).toEqual({ kind: 'unread', reason: 'not-published' });
  expect(asked).toEqual(['/api/v2/instance']);
});

test.for([
  [true, false, false, 'open'],
  [false, true, false, 'approval'],
  [false, false, true, 'invite'],
  [false, false, false, 'closed'],
] as const)(
  'Smithereen: open %j, by approval %j, by invitation %j: %s, however the names are written',
  async ([registrations, approval, invites, mode]) => {
    const said = { uri: 'smi.social', title: 'Smi', description: 'Long', registrations };
    const spellings = [
      { short_description: 'Short', approval_required: approval, invites_enabled: invites },
      { shortDescription: 'Short', approvalRequired: approval, invitesEnabled: invites },
    ];
    for (const spelling of spellings) {
      const { ask } = answering({ '/api/v1/instance': json({ ...said, ...spelling }) });
      expect(await smithereen.readAbout(ask, nodeInfo)).toMatchObject({
        description: 'Short',
        registrations: mode,
      });
    }
  },
);

test.for([
  ['forbidden by robots.txt', { kind: 'forbidden' }, 'forbidden'],
  ['an outage', status(502), 'failed'],
  ['no such endpoint', status(404), 'not-offered'],
  ['a list', json([1]), 'failed'],
  ['the network', { kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)('%s leaves what NodeInfo says, and the rules unread', async ([, answer, reason]) => {
  for (const adapter of adapters) {
    const { ask } = answering(() => answer);
    expect(await adapter.readAbout(ask, nodeInfo), adapter.family).toMatchObject({
      name: 'From NodeInfo',
      description: 'Its description',
      registrations: 'closed',
      rules: { kind: 'unread', reason },
    });
  }
});

test('peers are a list of names', async () => {
  const { ask } = answering({ '/api/v1/instance/peers': json(['a.social', 'b.social', 'b.social:443', '']) });
  for (const adapter of adapters.filter((each) => each !== hollo)) {
    expect(await adapter.readPeers(ask, request), adapter.family).toEqual({
      kind: 'read',
      hosts: new Set(['a.social', 'b.social']),
      refused: new Map([
        ['has-port', 1],
        ['empty', 1],
      ]),
      length: 4,
      next: null,
    });
  }
});

test('no JSON answer makes one of them throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const { ask } = answering(() => json(value));
      for (const adapter of adapters) {
        await adapter.readAbout(ask, nodeInfo);
        await adapter.readPeers(ask, request);
      }
    }),
  );
});
