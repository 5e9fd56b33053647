import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { parsePixelfedV1, parsePixelfedV2, pixelfed } from '../../../crawler/software/pixelfed.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'pixelfed', version: '0.12.6' },
  openRegistrations: false,
  metadata: { nodeName: 'From NodeInfo', config: { features: { video: true, stories: true } } },
});

/** Shapes of Pixelfed's InstanceController (version 2) and its trait InstanceMeta (version 1). */
const rules = [
  { id: '1', text: 'Only your own pictures' },
  { id: '2', text: 'Be kind' },
];
const v2 = {
  domain: 'pix.social',
  title: 'Pix',
  version: '3.5.3 (compatible; Pixelfed 0.12.6)',
  description: 'Pictures of us',
  languages: ['de'],
  registrations: { enabled: true, approval_required: false, message: null, url: null },
  rules,
};
const v1 = {
  uri: 'pix.social',
  title: 'Pix',
  short_description: 'Pictures of us',
  description: '<p>Long</p>',
  languages: ['de'],
  registrations: true,
  approval_required: false,
  rules,
};
const wordsOf = (about: ReturnType<typeof parsePixelfedV2>) =>
  about.rules.kind === 'read' ? about.rules.rules.map(({ text }) => text) : about.rules.reason;

test('version 2 says it all, and is asked for alone when sign-up is open', async () => {
  const { ask, asked } = answering({ '/api/v2/instance': json(v2) });
  const about = await pixelfed.readAbout(ask, nodeInfo);
  expect(about).toMatchObject({
    name: 'Pix',
    description: 'Pictures of us',
    languages: ['de'],
    registrations: 'open',
    details: { features: { video: true } },
  });
  expect(wordsOf(about)).toEqual(['Only your own pictures', 'Be kind']);
  expect(asked).toEqual(['/api/v2/instance']);
});

test.for([
  [true, false, 'open'],
  // Curated onboarding takes the place of an open door; it does not stand before one.
  [true, true, 'open'],
  [false, true, 'approval'],
  [false, false, 'closed'],
  [null, true, null],
] as const)('sign-up open: %j, curated: %j is %s in both versions', ([enabled, approval_required, mode]) => {
  expect(parsePixelfedV2({ registrations: { enabled, approval_required } }).registrations).toBe(mode);
  expect(parsePixelfedV1({ registrations: enabled, approval_required }).registrations).toBe(mode);
});

test('a release whose version 2 does not tell of applications is believed in version 1', async () => {
  const closed = { ...v2, registrations: { enabled: false, approval_required: false } };
  const { ask, asked } = answering({
    '/api/v2/instance': json(closed),
    '/api/v1/instance': json({ ...v1, registrations: false, approval_required: true }),
  });
  expect((await pixelfed.readAbout(ask, nodeInfo)).registrations).toBe('approval');
  expect(asked).toEqual(['/api/v2/instance', '/api/v1/instance']);
  const alone = answering({ '/api/v2/instance': json(closed) });
  expect((await pixelfed.readAbout(alone.ask, nodeInfo)).registrations).toBe('closed');
});

test('without version 2 the older one is read', async () => {
  const { ask } = answering({ '/api/v1/instance': json(v1) });
  const about = await pixelfed.readAbout(ask, nodeInfo);
  expect(about).toMatchObject({ name: 'Pix', description: 'Pictures of us', registrations: 'open' });
  expect(wordsOf(about)).toEqual(['Only your own pictures', 'Be kind']);
});

test('a server without rules states none; a document without the key says nothing of rules', async () => {
  const none = answering({ '/api/v2/instance': json({ ...v2, rules: [] }) });
  expect((await pixelfed.readAbout(none.ask, nodeInfo)).rules).toEqual({ kind: 'read', rules: [] });
  const odd = answering({ '/api/v2/instance': json({ ...v2, rules: { 1: 'x' } }) });
  expect((await pixelfed.readAbout(odd.ask, nodeInfo)).rules).toEqual({
    kind: 'unread',
    reason: 'not-offered',
  });
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(404), 'not-offered'],
  [status(403), 'forbidden'],
  [status(502), 'failed'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)('where both are answered with %j the rules are unread: %s', async ([answer, reason]) => {
  const { ask } = answering(() => answer as Answer);
  expect(await pixelfed.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'From NodeInfo',
    // NodeInfo's "false" does not tell closed from curated.
    registrations: null,
    rules: { kind: 'unread', reason },
  });
});

test('peers are listed where the administrator shows them; an empty list is none', async () => {
  const shown = answering({ '/api/v1/instance/peers': json(['a.social', 'b.social:22', null]) });
  expect(await pixelfed.readPeers(shown.ask, { nodeInfo, from: null, maxRequests: 3 })).toEqual({
    kind: 'read',
    hosts: new Set(['a.social']),
    refused: new Map([
      ['has-port', 1],
      ['not-a-string', 1],
    ]),
    length: 3,
    next: null,
  });
  for (const answer of [json([]), status(404)]) {
    const { ask } = answering(() => answer);
    expect(await pixelfed.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 })).toEqual({
      kind: 'unread',
      reason: 'not-published',
    });
  }
});

test('no JSON value makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      const { ask } = answering((path) => json(path.includes('v2') ? value : other));
      await pixelfed.readAbout(ask, nodeInfo);
      await pixelfed.readPeers(ask, { nodeInfo, from: null, maxRequests: 3 });
      parsePixelfedV2({ registrations: value, rules: [other] });
      parsePixelfedV1({ registrations: value, approval_required: other });
    }),
  );
});
