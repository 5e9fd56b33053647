import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import type { Answer, Ask } from '../../../crawler/software/adapter.ts';
import {
  mastodon,
  parseInstanceV1,
  parseInstanceV2,
  parseRules,
} from '../../../crawler/software/mastodon.ts';

const nodeInfo = (() => {
  const reading = parseNodeInfo({
    software: { name: 'mastodon', version: '4.5.0' },
    openRegistrations: false,
    metadata: { nodeName: 'From NodeInfo', nodeDescription: 'Its description' },
  });
  if (!reading.ok) throw new Error(reading.reason);
  return reading.value;
})();

const v2 = {
  domain: 'masto.social',
  title: 'Masto',
  description: 'Plain words',
  languages: ['en', 'pt_br', 'not a tag', 7],
  registrations: { enabled: true, approval_required: true, reason_required: null, message: null, url: null },
  rules: [
    { id: '1', text: 'Be kind', hint: '', translations: { fr: { text: 'Soyez gentils', hint: 'Toujours' } } },
    { id: '2', text: 'No spam', hint: 'No adverts\r\neither' },
  ],
};

/** Answers by path; everything else is 404. Notes what was asked. */
function answering(answers: Readonly<Record<string, Answer>>): {
  readonly ask: Ask;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const ask: Ask = async (path) => {
    asked.push(path);
    return answers[path] ?? { kind: 'status', status: 404 };
  };
  return { ask, asked };
}
const json = (value: unknown): Answer => ({ kind: 'json', value });

test('version 2 gives name, description, languages, registrations and rules', () => {
  expect(parseInstanceV2(v2)).toEqual({
    name: 'Masto',
    description: 'Plain words',
    languages: ['en', 'pt-BR'],
    registrations: 'approval',
    rules: {
      kind: 'read',
      rules: [
        {
          text: 'Be kind',
          hint: null,
          language: null,
          translations: { fr: { text: 'Soyez gentils', hint: 'Toujours' } },
        },
        { text: 'No spam', hint: 'No adverts\neither', language: null, translations: {} },
      ],
    },
  });
});

test('version 1 is HTML, says whether members may invite, and has rules since 3.4', () => {
  const about = parseInstanceV1({
    title: 'Old',
    short_description: '',
    description: '<p>First &amp; second</p><p>third<br>line</p><script>alert(1)</script>',
    languages: ['de'],
    registrations: false,
    approval_required: false,
    invites_enabled: true,
  });
  expect(about).toEqual({
    name: 'Old',
    description: 'First & second\n\nthird\nline',
    languages: ['de'],
    registrations: 'invite',
    rules: { kind: 'unread', reason: 'not-offered' },
  });
});

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

test.for([
  ['forbidden by robots.txt', { kind: 'forbidden' }, 'forbidden'],
  ['an outage', { kind: 'status', status: 502 }, 'failed'],
  ['no such endpoint', { kind: 'status', status: 404 }, 'not-offered'],
  ['no JSON', { kind: 'unusable', reason: 'bad-json' }, 'failed'],
] as const)('rules that cannot be read (%s) are unread, never none', async ([, answer, reason]) => {
  const { ask } = answering({ '/api/v2/instance': answer, '/api/v1/instance': answer });
  const about = await mastodon.readAbout(ask, nodeInfo);
  expect(about.rules).toEqual({ kind: 'unread', reason });
  expect(about).toMatchObject({
    name: 'From NodeInfo',
    description: 'Its description',
    registrations: 'closed',
  });
});

test('no rules is a statement of its own', () => {
  expect(parseRules([])).toEqual({ kind: 'read', rules: [] });
  expect(parseRules(undefined)).toEqual({ kind: 'unread', reason: 'not-offered' });
});

test('a hundred thousand rules are cut', () => {
  const reading = parseRules(
    Array.from({ length: 100_000 }, (_, index) => ({ id: `${index}`, text: `Rule ${index}` })),
  );
  expect(reading.kind === 'read' && reading.rules.length).toBe(500);
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
  expect(await mastodon.readPeers(ask, nodeInfo)).toEqual({ kind: 'unread', reason });
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
  const peers = await mastodon.readPeers(ask, nodeInfo);
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
  });
});

test('no JSON value makes a parser throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      parseInstanceV2(value);
      parseInstanceV1(value);
      parseInstanceV2({
        ...v2,
        rules: [value, { text: other, hint: value, translations: value }],
        languages: value,
      });
      parseInstanceV1({ ...v2, description: value, rules: value, registrations: other, title: value });
    }),
  );
});
