import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';

const documentOf = (parts: Record<string, unknown>) => ({
  version: '2.1',
  software: { name: 'mastodon', version: '4.5.1' },
  protocols: ['activitypub'],
  services: { inbound: [], outbound: [] },
  openRegistrations: true,
  usage: { users: { total: 10, activeMonth: 4, activeHalfyear: 7 }, localPosts: 90 },
  metadata: {},
  ...parts,
});

function read(parts: Record<string, unknown>) {
  const reading = parseNodeInfo(documentOf(parts));
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

test('an ordinary document is read without notes', () => {
  const { value, notes } = read({});
  expect(notes).toEqual([]);
  expect(value).toMatchObject({
    software: 'mastodon',
    version: '4.5.1',
    openRegistrations: true,
    figures: {
      users_total: { value: 10, provenance: 'reported' },
      users_active_month: { value: 4 },
      users_active_half_year: { value: 7 },
      local_posts: { value: 90 },
      local_comments: { value: null, provenance: 'absent' },
    },
  });
});

test('case 56: a bad figure becomes null and leaves its neighbours alone', () => {
  const { value, notes } = read({ usage: { users: { total: -5, activeMonth: '4', activeHalfYear: null } } });
  expect(value.figures.users_total).toEqual({ value: null, provenance: 'invalid' });
  expect(value.figures.users_active_month).toEqual({ value: 4, provenance: 'reported' });
  expect(value.figures.users_active_half_year).toEqual({ value: null, provenance: 'absent' });
  expect(notes).toEqual([
    { path: 'usage.users.total', reason: 'negative' },
    { path: 'usage.users.activeMonth', reason: 'number-as-string' },
    { path: 'usage.users.activeHalfYear', reason: 'odd-key' },
  ]);
});

test.for([
  ['Mobilizon', 'mobilizon'],
  ['Iceshrimp.NET', 'iceshrimp.net'],
  ['mastodon ', 'mastodon'],
  ['../../etc/passwd', 'etc-passwd'],
  ['<script>alert(1)</script>', 'script-alert-1-script'],
  ['constructor', 'constructor'],
  ['a'.repeat(10_000), 'a'.repeat(64)],
  ['MASTODON', 'mastodon'],
  ['💥fedi', 'fedi'],
  ['hasOwnProperty', 'hasownproperty'],
])('case 58: the software name %j becomes %s', ([name, software]) => {
  expect(read({ software: { name, version: '1' } }).value.software).toBe(software);
});

test('case 58: a version of ten kilobytes is cut, one with control characters is one line, one that is no text is none', () => {
  const versionOf = (version: unknown) => read({ software: { name: 'x', version } }).value.version;
  expect(versionOf(`4.5.0+${'g'.repeat(10_000)}`)?.length).toBe(100);
  expect(versionOf('4.5.0\n+glitch\u0000\u202e')).toBe('4.5.0 +glitch');
  for (const version of [null, 4.5, ['4.5'], {}, '']) expect(versionOf(version)).toBeNull();
});

test.for([[''], ['💥'], [null], [7], [{ toString: 1 }]])('case 58: %j is no software name', ([name]) => {
  expect(parseNodeInfo(documentOf({ software: { name } }))).toEqual({
    ok: false,
    reason: 'no-software-name',
  });
});

test.for([
  ['FALSE', false],
  ['true', true],
  [1, true],
  [0, false],
  [{ toString: 5 }, null],
  [null, null],
])('openRegistrations %j is %s', ([raw, value]) => {
  expect(read({ openRegistrations: raw }).value.openRegistrations).toBe(value);
});

test('case 54: keys of a prototype are ordinary keys', () => {
  const reading = parseNodeInfo(
    JSON.parse('{"software":{"name":"__proto__"},"__proto__":{"usage":1},"metadata":[]}'),
  );
  expect(reading).toMatchObject({ ok: true, value: { software: '__proto__', metadata: {} } });
});

test('no JSON value makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      parseNodeInfo(value);
      parseNodeInfo(documentOf({ usage: value, software: { name: 'x', version: other }, metadata: value }));
      parseNodeInfo(documentOf({ usage: { users: value, localPosts: other }, openRegistrations: value }));
    }),
  );
});

test('a name with capitals, and metadata that is an array, are read with a note each', () => {
  const { value, notes } = read({ software: { name: 'Mobilizon', version: '5.1' }, metadata: [] });
  expect(value).toMatchObject({ software: 'mobilizon', metadata: {} });
  expect(notes).toEqual([
    { path: 'software.name', reason: 'odd-name' },
    { path: 'metadata', reason: 'wrong-type' },
  ]);
});

test('name and description that 2.2 added are kept', () => {
  expect(read({ version: '2.2', instance: { name: 'Town' } }).value.instance).toEqual({ name: 'Town' });
  expect(read({ instance: 'Town' }).value.instance).toEqual({});
});
