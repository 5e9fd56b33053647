import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mendHostName } from '../../../crawler/archive/mend-host-name.ts';
import { hostNameRefusals, parseHostName } from '../../../db/model/host-name.ts';

test.for(['birchmoor.net', 'a.b.birchmoor.co.uk', 'xn--bcher-kva.social', 'bücher.social'])(
  '%s is as it should be',
  (raw) => {
    expect(mendHostName(raw)).toMatchObject({ ok: true, isMended: false });
  },
);

test.for([
  'BirchMoor.NET',
  '  birchmoor.net\t',
  '\u00a0birchmoor.net\u3000',
  'https://birchmoor.net',
  'http://birchmoor.net/',
  'HTTPS://birchmoor.net//',
  'activitypub+https://birchmoor.net',
  'birchmoor.net.',
  'birchmoor.net..',
  'birchmoor.net/',
  'birchmoor.net./',
  'birchmoor.net /',
  'birchmoor.net:443',
  'birchmoor.net:',
  'https://birchmoor.net:8443/',
  '@birchmoor.net',
  '@admin@birchmoor.net',
  'admin@birchmoor.net',
  '@ birchmoor.net',
  'https://user:secret@birchmoor.net/',
  'birchmoor。net',
  'birch\u00admoor.net',
  'birchmoor.net',
])('%j is mended', (raw) => {
  expect(mendHostName(raw)).toEqual({ ok: true, value: 'birchmoor.net', isMended: raw !== 'birchmoor.net' });
});

test('a name in Unicode and the same in punycode are one', () => {
  const names = ['bücher.social', 'BÜCHER.social', 'bu\u0308cher.social', 'xn--bcher-kva.social'];
  const values = names.map((name) => mendHostName(name)).map((name) => name.ok && name.value);
  expect(new Set(values)).toEqual(new Set(['xn--bcher-kva.social']));
});

test.for([
  ['mаstodon.social', 'a Cyrillic a'],
  ['mastodоn.social', 'a Cyrillic o'],
  ['mastodon.sociаl.net', 'a Cyrillic a further down'],
  ['mastodοn.social', 'a Greek o'],
  ['www.mastodon.social', 'a www before it'],
] as const)('%s is another server: %s', ([raw]) => {
  const name = mendHostName(raw);
  expect(name.ok && name.value).not.toBe('mastodon.social');
  expect(name.ok).toBe(true);
});

test.for([
  [null, 'not-a-string'],
  [undefined, 'not-a-string'],
  [7, 'not-a-string'],
  [{ name: 'birchmoor.net' }, 'not-a-string'],
  ['', 'empty'],
  ['  ', 'empty'],
  ['https://', 'empty'],
  ['@', 'empty'],
  ['admin@', 'empty'],
  [':443', 'empty'],
  ['birchmoor.net/about', 'has-path'],
  ['birchmoor.net?x=1', 'has-path'],
  ['birchmoor.net\\x', 'has-path'],
  ['birch moor.net', 'bad-idna'],
  ['birchmoor.net, elm.net', 'bad-idna'],
  ['birchmoor.net:https', 'has-port'],
  ['localhost:3000', 'reserved-name'],
  ['fake.localhost', 'reserved-name'],
  ['hidden.onion', 'reserved-name'],
  ['router.local', 'reserved-name'],
  ['mastodon', 'single-label'],
  ['birchmoor.nosuchsuffix', 'unknown-suffix'],
  ['co.uk', 'public-suffix-itself'],
  ['127.0.0.1:3000', 'ip-literal'],
  ['[::1]:3000', 'ip-literal'],
  ['::1', 'ip-literal'],
  ['0x7f.1', 'ip-literal'],
  ['xn--a.social', 'bad-idna'],
  ['<b>.net', 'bad-idna'],
  ['birchmoor_net.social.', 'bad-label'],
  [`${'a'.repeat(64)}.net`, 'bad-label'],
] as const)('%j is no name (%s)', ([raw, reason]) => {
  expect(mendHostName(raw)).toEqual({ ok: false, reason });
});

test('endless texts are no names', () => {
  const reasons = [`${'a.'.repeat(130)}net`, 'a'.repeat(100_000), '/'.repeat(1_000), '@'.repeat(1_000)];
  expect(reasons.map((raw) => mendHostName(raw))).toEqual([
    { ok: false, reason: 'too-long' },
    { ok: false, reason: 'too-long' },
    { ok: false, reason: 'empty' },
    { ok: false, reason: 'empty' },
  ]);
});

test('any text gives a name or a reason, and a mended name is one that needs no mending', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.emailAddress(), fc.domain());
  fc.assert(
    fc.property(texts, (raw) => {
      const name = mendHostName(raw);
      if (!name.ok) {
        expect(hostNameRefusals).toContain(name.reason);
        return;
      }
      expect(parseHostName(name.value)).toEqual({ ok: true, value: name.value });
      expect(mendHostName(name.value)).toEqual({ ok: true, value: name.value, isMended: false });
    }),
  );
});
