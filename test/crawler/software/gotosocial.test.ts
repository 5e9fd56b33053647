import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gotosocial, readPeerObjects } from '../../../crawler/software/gotosocial.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

/** Shapes: docs.gotosocial.org, API documentation, "instanceGetV2", "instanceGetV1", "instancePeersGet". */
const nodeInfo = nodeInfoOf({
  software: { name: 'gotosocial', version: '0.20.1' },
  openRegistrations: false,
  metadata: {},
});
const request = { nodeInfo, from: null, maxRequests: 3 };
const peersPath = '/api/v1/instance/peers?filter=open&flat=true';

const v2 = {
  domain: 'gts.social',
  account_domain: 'people.social',
  title: 'Our sloths',
  description: '<p>Slow, and <b>proud</b>.</p>',
  languages: ['nl', 'en-gb'],
  registrations: {
    enabled: true,
    approval_required: true,
    reason_required: true,
    message: null,
    min_age: null,
  },
  configuration: {
    statuses: { max_characters: 5_000, max_media_attachments: 6 },
    translation: { enabled: false },
  },
  rules: [{ id: '01', text: 'Take your time' }],
  terms: '<p>Terms of their own</p>',
};

test('where its robots.txt has been opened, version 2 says all', async () => {
  const { ask, asked } = answering({ '/api/v2/instance': json(v2) });
  expect(await gotosocial.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Our sloths',
    description: 'Slow, and proud.',
    languages: ['nl', 'en-GB'],
    registrations: 'approval',
    rules: { kind: 'read', rules: [{ text: 'Take your time', document: null }] },
    details: { reason_required: true, minimum_age: null, features: { max_characters: 5_000 } },
    accountDomain: 'people.social',
  });
  expect(asked).toEqual(['/api/v2/instance']);
});

test('an older release is read in version 1, whose address is not where its accounts are', async () => {
  const older = {
    uri: 'https://gts.social',
    account_domain: 'people.social',
    title: 'Old',
    registrations: false,
  };
  const { ask } = answering({ '/api/v1/instance': json(older) });
  expect(await gotosocial.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'Old',
    registrations: 'closed',
    rules: { kind: 'unread', reason: 'not-offered' },
    accountDomain: 'people.social',
  });
  const single = answering({ '/api/v1/instance': json({ uri: 'https://gts.social', account_domain: '' }) });
  expect((await gotosocial.readAbout(single.ask, nodeInfo)).accountDomain).toBe('gts.social');
});

test('as its robots.txt comes, nothing but NodeInfo is known of it', async () => {
  const { ask } = answering(() => ({ kind: 'forbidden' }));
  expect(await gotosocial.readAbout(ask, nodeInfo)).toMatchObject({
    name: null,
    registrations: 'closed',
    rules: { kind: 'unread', reason: 'forbidden' },
  });
  expect(await gotosocial.readPeers(ask, request)).toEqual({ kind: 'unread', reason: 'forbidden' });
});

test.for([
  [status(401), 'not-published'],
  [status(404), 'not-published'],
  [status(500), 'failed'],
  [json([]), 'not-published'],
  [json({ error: 'Unauthorized' }), 'failed'],
] as const)('a peer list answered with %j is unread: %s', async ([answer, reason]) => {
  const { ask, asked } = answering({ [peersPath]: answer });
  expect(await gotosocial.readPeers(ask, request)).toEqual({ kind: 'unread', reason });
  expect(asked).toEqual([peersPath]);
});

test('peers are read as names and as objects; those hidden behind asterisks are counted as refused', () => {
  const expected = {
    kind: 'read',
    hosts: new Set(['a.social', 'b.social']),
    refused: new Map([
      ['bad-label', 1],
      ['not-a-string', 2],
    ]),
    length: 5,
    next: null,
  };
  const names = ['a.social', 'b.social', 'o*g.*u**.t**.*or*t', null, 7];
  expect(readPeerObjects(json(names))).toEqual(expected);
  const objects = names.map((domain) => ({ domain, comment: 'none' }));
  expect(readPeerObjects(json(objects))).toMatchObject({ hosts: expected.hosts, length: 5, next: null });
});

test('no JSON answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering((path) => json(path === '/api/v2/instance' ? value : other));
      await gotosocial.readAbout(ask, nodeInfo);
      await gotosocial.readPeers(ask, request);
    }),
  );
});
