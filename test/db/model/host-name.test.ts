import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHostName, registrableDomain } from '../../../db/model/host-name.ts';
import { hasSharedData, readSharedJson } from '../../support/shared-data.ts';

test.for([
  ['mastodon.social', 'mastodon.social'],
  ['MASTODON.Social', 'mastodon.social'],
  ['mastodon.social.', 'mastodon.social'],
  ['https://mastodon.social', 'mastodon.social'],
  ['HTTP://mastodon.social/', 'mastodon.social'],
  ['  mastodon.social\n', 'mastodon.social'],
  ['bücher.social', 'xn--bcher-kva.social'],
  ['аррӏе.com', 'xn--80ak6aa92e.com'],
  ['mastodon。social', 'mastodon.social'],
  ['a.b.c.example.org', 'a.b.c.example.org'],
  ['glitch.me', 'glitch.me'],
])('%j is read as %s', ([raw, name]) => {
  expect(parseHostName(raw)).toEqual({ ok: true, value: name });
});

test.for([
  [null, 'not-a-string'],
  [42, 'not-a-string'],
  [{ domain: 'mastodon.social' }, 'not-a-string'],
  ['', 'empty'],
  ['https://', 'empty'],
  ['mastodon.social:8443', 'has-port'],
  ['mastodon.social/about', 'has-path'],
  ['mastodon.social?x', 'has-path'],
  ['user@mastodon.social', 'has-user'],
  ['127.0.0.1', 'ip-literal'],
  ['[::1]', 'ip-literal'],
  ['::1', 'ip-literal'],
  ['2130706433', 'ip-literal'],
  ['0x7f.1', 'ip-literal'],
  ['①②⑦.⓪.⓪.①', 'ip-literal'],
  ['localhost', 'reserved-name'],
  ['metadata.google.internal', 'reserved-name'],
  ['server.test', 'reserved-name'],
  ['abc.onion', 'reserved-name'],
  ['printer', 'single-label'],
  ['_dmarc.mastodon.social', 'bad-label'],
  ['-a.mastodon.social', 'bad-label'],
  ['a..mastodon.social', 'bad-label'],
  [`${'a'.repeat(64)}.social`, 'bad-label'],
  ['server.notasuffix', 'unknown-suffix'],
  ['co.uk', 'public-suffix-itself'],
  ['xn--', 'bad-label'],
  ['xn--a.social', 'bad-idna'],
] as const)('%j is refused: %s', ([raw, reason]) => {
  expect(parseHostName(raw)).toEqual({ ok: false, reason });
});

test('names beyond what can be resolved are too long', () => {
  expect(parseHostName(`${'a.'.repeat(126)}social`)).toEqual({ ok: false, reason: 'too-long' });
  expect(parseHostName('a'.repeat(2_000))).toEqual({ ok: false, reason: 'too-long' });
});

test('parsing never throws, and a parsed name parses to itself in any spelling of its case', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.domain(), fc.webUrl(), fc.ipV6(), fc.anything()), (raw) => {
      const first = parseHostName(raw);
      if (!first.ok) return;
      expect(first.value).toMatch(/^[a-z0-9.-]{3,253}$/);
      expect(parseHostName(first.value)).toEqual(first);
      expect(parseHostName(`${first.value.toUpperCase()}.`)).toEqual(first);
    }),
    { numRuns: 2_000 },
  );
});

test('hosts under a private suffix have registrable domains of their own, others share one', () => {
  const domainOf = (raw: string) => {
    const parsed = parseHostName(raw);
    return parsed.ok ? registrableDomain(parsed.value) : undefined;
  };
  expect(domainOf('a.github.io')).toBe('a.github.io');
  expect(domainOf('b.github.io')).toBe('b.github.io');
  expect(domainOf('a.example.org')).toBe('example.org');
  expect(domainOf('b.example.org')).toBe('example.org');
});

test.skipIf(!hasSharedData)(
  'no host string of the SSRF corpus yields an address (skipped without shared data)',
  () => {
    const rows = readSharedJson('corpora/ssrf/host-strings.json') as readonly { readonly input: string }[];
    expect(rows.length).toBeGreaterThan(40);
    for (const { input } of rows) {
      const parsed = parseHostName(input);
      if (parsed.ok) expect(parsed.value).toMatch(/\.[a-z][a-z0-9-]*$/);
    }
  },
);
