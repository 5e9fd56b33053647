import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { misskey } from '../../../crawler/software/misskey.ts';
import { parseMeta } from '../../../crawler/software/misskey-meta.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { noDetails } from '../../../db/model/instance-details.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';

const nodeInfo = nodeInfoOf({
  software: { name: 'misskey', version: '2025.10.2' },
  openRegistrations: false,
  metadata: {
    nodeName: 'From NodeInfo',
    nodeDescription: 'Its description',
    langs: ['ja'],
    tosUrl: 'https://mk.social/tos',
    maintainer: { name: 'Ann', email: 'ann@mk.social' },
    emailRequiredForSignup: true,
  },
});

/** `POST /api/meta` {detail: false} of a current Misskey (schema MetaLite), abridged. */
const meta = {
  maintainerName: 'Ann',
  maintainerEmail: 'ann@mk.social',
  version: '2025.10.2',
  name: 'Mk',
  uri: 'https://mk.social',
  description: '<b>Words</b> &amp; more<br>second line',
  langs: ['ja', 'en'],
  tosUrl: 'https://mk.social/tos',
  privacyPolicyUrl: '/privacy',
  inquiryUrl: 'https://mk.social/contact',
  repositoryUrl: 'https://github.com/misskey-dev/misskey',
  disableRegistration: false,
  emailRequiredForSignup: true,
  enableHcaptcha: false,
  enableTurnstile: true,
  iconUrl: 'https://files.mk.social/icon.png',
  bannerUrl: null,
  maxNoteTextLength: 3_000,
  translatorAvailable: true,
  serverRules: ['Be nice', '<b>No</b> spam<br>at all', '', 7, 'Hate &lt;3'],
  policies: { driveCapacityMb: 100 },
  federation: 'specified',
};

const readAbout = (answer: Answer) => misskey.readAbout(answering({ '/api/meta': answer }).ask, nodeInfo);
const readPeers = (
  answers: Parameters<typeof answering>[0],
  { from = null, maxRequests = 4 }: { readonly from?: string | null; readonly maxRequests?: number } = {},
) => misskey.readPeers(answering(answers).ask, { nodeInfo, from, maxRequests });

test('meta gives texts, languages, registrations, rules in order as plain text, and details', () => {
  const rule = (text: string) => ({ text, hint: null, language: null, translations: {}, document: null });
  expect(parseMeta(meta)).toEqual({
    name: 'Mk',
    description: 'Words & more\nsecond line',
    languages: ['ja', 'en'],
    registrations: 'open',
    rules: { kind: 'read', rules: [rule('Be nice'), rule('No spam\nat all'), rule('Hate <3')] },
    details: {
      ...noDetails,
      contact_email: 'ann@mk.social',
      contact_url: 'https://mk.social/contact',
      icon_url: 'https://files.mk.social/icon.png',
      source_url: 'https://github.com/misskey-dev/misskey',
      terms_url: 'https://mk.social/tos',
      privacy_url: 'https://mk.social/privacy',
      features: {
        max_characters: 3_000,
        upload_quota_bytes: 104_857_600,
        translation: true,
        email_required: true,
        captcha: true,
        federation_limited: true,
      },
    },
    accountDomain: 'mk.social',
  });
});

test.for([
  [{ disableRegistration: true }, 'closed'],
  [{ disableRegistration: true, approvalRequiredForSignup: true }, 'closed'],
  [{ disableRegistration: false }, 'open'],
  [{ disableRegistration: false, approvalRequiredForSignup: false }, 'open'],
  [{ disableRegistration: false, approvalRequiredForSignup: true }, 'approval'],
  [{}, null],
  [{ disableRegistration: 'no' }, null],
] as const)('registrations of %j: %s', ([said, mode]) => {
  expect(parseMeta(said).registrations).toBe(mode);
});

test('Firefish has no place for rules, and says whether it is private', () => {
  const firefish = { name: 'Fire', secureMode: true, privateMode: true, driveCapacityPerLocalUserMb: 1 };
  const about = parseMeta(firefish);
  expect(about.rules).toEqual({ kind: 'unread', reason: 'not-offered' });
  expect(about.details.features).toEqual({
    private: true,
    federation_limited: true,
    upload_quota_bytes: 1_048_576,
  });
  expect(parseMeta({ ...firefish, privateMode: false }).details.features.federation_limited).toBe(false);
});

test('no rules is a statement of its own, and odd ones are none', () => {
  expect(parseMeta({ serverRules: [] }).rules).toEqual({ kind: 'read', rules: [] });
  for (const serverRules of [null, 'Be nice', { 0: 'Be nice' }, undefined]) {
    expect(parseMeta({ serverRules }).rules).toEqual({ kind: 'unread', reason: 'not-offered' });
  }
  const many = parseMeta({
    serverRules: Array.from({ length: 10_000 }, (_, index) => `Rule ${index}`),
  }).rules;
  expect(many.kind === 'read' && many.rules.length).toBe(500);
});

test.for(Object.keys(meta))('an odd %s voids no other field', (key) => {
  const [whole, odd] = [parseMeta(meta), parseMeta({ ...meta, [key]: { odd: [] } })];
  const { features, ...details } = whole.details;
  const { features: oddFeatures, ...oddDetails } = odd.details;
  const differing = [
    ...Object.keys(whole).filter((field) => field !== 'details'),
    ...Object.keys(details).map((field) => `details.${field}`),
    ...Object.keys(features).map((field) => `features.${field}`),
  ].filter((field) => {
    const at = (about: object) =>
      JSON.stringify(field.split('.').reduce<unknown>((value, part) => Object(value)[part], about));
    return at({ ...whole, details, features }) !== at({ ...odd, details: oddDetails, features: oddFeatures });
  });
  // A relative address hangs on `uri`.
  expect(differing.length).toBeLessThanOrEqual(key === 'uri' ? 2 : 1);
});

test('meta is asked for by POST, and NodeInfo fills what is missing in it', async () => {
  const posts: unknown[] = [];
  const { ask, asked } = answering((_path, { post }) => {
    posts.push(post);
    return json({ ...meta, name: null, description: '', disableRegistration: null });
  });
  expect(await misskey.readAbout(ask, nodeInfo)).toMatchObject({
    name: 'From NodeInfo',
    description: 'Its description',
    registrations: 'closed',
    languages: ['ja', 'en'],
  });
  expect([asked, posts]).toEqual([['/api/meta'], [{ detail: false }]]);
});

test.for([
  [{ kind: 'forbidden' }, 'forbidden'],
  [status(403), 'forbidden'],
  [status(404), 'not-offered'],
  [status(429), 'failed'],
  [{ kind: 'unusable', reason: 'bad-json' }, 'failed'],
  [json([]), 'failed'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)(
  'without meta (%j) rules are unread (%s), and NodeInfo says the rest',
  async ([answer, reason]) => {
    const about = await readAbout(answer);
    expect(about).toMatchObject({
      name: 'From NodeInfo',
      description: 'Its description',
      languages: ['ja'],
      registrations: 'closed',
      rules: { kind: 'unread', reason },
    });
    expect(about.details).toMatchObject({
      contact_email: 'ann@mk.social',
      terms_url: 'https://mk.social/tos',
      features: { email_required: true },
    });
  },
);

test('the list of Mastodon is read first, and alone when it is there', async () => {
  const { ask, asked } = answering({ '/api/v1/instance/peers': json(['a.social', '127.0.0.1', null]) });
  expect(await misskey.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 })).toEqual({
    kind: 'read',
    hosts: new Set(['a.social']),
    refused: new Map([
      ['ip-literal', 1],
      ['not-a-string', 1],
    ]),
    length: 3,
    next: null,
  });
  expect(asked).toEqual(['/api/v1/instance/peers']);
});

/** `POST /api/federation/instances` of a server that knows so many others. */
function instances(count: number) {
  const posts: { readonly limit: number; readonly offset: number; readonly sort: string }[] = [];
  const list = Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    host: `h${index}.social`,
    isSuspended: index % 10 === 3,
  }));
  const answers = (path: string, { post }: { readonly post?: unknown }): Answer | undefined => {
    if (path !== '/api/federation/instances') return undefined;
    const { limit, offset } = post as (typeof posts)[number];
    posts.push(post as (typeof posts)[number]);
    return json(list.slice(offset, offset + limit));
  };
  return { answers, posts };
}

test('without that list, the instances that are not suspended are read page by page', async () => {
  const { answers, posts } = instances(250);
  const first = await readPeers(answers, { maxRequests: 3 });
  expect(first).toMatchObject({ kind: 'read', length: null, next: '200:' });
  expect(first.kind === 'read' && first.hosts.size).toBe(180);
  expect(first.kind === 'read' && first.hosts.has('h3.social' as never)).toBe(false);
  const second = await readPeers(answers, { from: '200:', maxRequests: 3 });
  expect(second).toMatchObject({ kind: 'read', length: 250, next: null });
  expect(posts.map(({ offset }) => offset)).toEqual([0, 100, 200]);
  expect(posts[0]).toEqual({ limit: 100, offset: 0, suspended: false, sort: '-firstRetrievedAt' });
});

test.for([
  ['no such path', status(404)],
  ['its own page', { kind: 'unusable', reason: 'bad-json' }],
  ['an empty list', json([])],
  ['something else', json({ error: {} })],
] as const)('%s in place of the list leads to the instances', async ([, answer]) => {
  const { answers } = instances(2);
  const peers = await readPeers((path, options) =>
    path === '/api/v1/instance/peers' ? answer : answers(path, options),
  );
  expect(peers).toMatchObject({ kind: 'read', hosts: new Set(['h0.social', 'h1.social']), length: 2 });
});

test.for([
  [status(401), 'not-published'],
  [status(403), 'not-published'],
  [status(502), 'failed'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [{ kind: 'failed', reason: 'timeout' }, 'failed'],
] as const)(
  'a list that is there but not for us (%j) is not read in another way',
  async ([answer, reason]) => {
    const { ask, asked } = answering({ '/api/v1/instance/peers': answer });
    expect(await misskey.readPeers(ask, { nodeInfo, from: null, maxRequests: 4 })).toEqual({
      kind: 'unread',
      reason,
    });
    expect(asked).toHaveLength(1);
  },
);

test('instances that a role must be allowed to see are not published', async () => {
  const peers = await readPeers({ '/api/federation/instances': status(403) });
  expect(peers).toEqual({ kind: 'unread', reason: 'not-published' });
});

test('entries that name nobody are counted, and a bad cursor begins anew', async () => {
  const { ask, asked } = answering({
    '/api/federation/instances': json([{ host: 'a.social' }, { host: 'localhost' }, {}, null, 'b.social']),
  });
  const peers = await misskey.readPeers(ask, { nodeInfo, from: 'page two', maxRequests: 4 });
  expect(peers).toMatchObject({ kind: 'read', hosts: new Set(['a.social', 'b.social']), length: 5 });
  expect(peers.kind === 'read' && [...peers.refused]).toEqual([
    ['reserved-name', 1],
    ['not-a-string', 2],
  ]);
  expect(asked[0]).toBe('/api/v1/instance/peers');
});

test('a visit never asks for more than it may', async () => {
  const { answers } = instances(10_000);
  for (const maxRequests of [0, 1, 2, 3]) {
    const { ask, asked } = answering(answers);
    await misskey.readPeers(ask, { nodeInfo, from: '100:', maxRequests });
    expect(asked).toHaveLength(maxRequests);
  }
});

test.for(['misskey', 'sharkey', 'cherrypick', 'firefish', 'fedired', 'yojo-art'])(
  '%s is read by it',
  (name) => {
    expect(adapterOf(name)).toBe(misskey);
  },
);

test('no answer makes it throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (value, other) => {
      parseMeta({ ...meta, serverRules: [value, other], langs: value, uri: other, policies: value });
      await readAbout(json(value));
      await readPeers({ '/api/v1/instance/peers': json(value), '/api/federation/instances': json(other) });
      await readPeers({ '/api/federation/instances': json([value, { host: other, isSuspended: value }]) });
    }),
  );
});
