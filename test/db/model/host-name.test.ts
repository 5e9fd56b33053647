import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHostName, registrableDomain } from '../../../db/model/host-name.ts';

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
])('cases 8, 12: %j is read as %s', ([raw, name]) => {
  expect(parseHostName(raw)).toEqual({ ok: true, value: name });
});

const numbers = ['127.0.0.1', '①②⑦.0.0.1', '0177.0.0.1', '2130706433', '127.1', '0', '0x7f.1', '1.2.3'];
test.for([...numbers, '[::1]', '::1', '[2001:db8::1]', '8.8.8.8.', 'https://10.0.0.1/'])(
  'case 9: %j is an IP literal, and so no host',
  (raw) => {
    expect(parseHostName(raw)).toEqual({ ok: false, reason: 'ip-literal' });
  },
);

test.for([
  ['a..b', 'bad-label'],
  ['-a.example', 'bad-label'],
  ['a_b.example', 'bad-label'],
  ['_dmarc.mastodon.social', 'bad-label'],
  ['a-.mastodon.social', 'bad-label'],
  [`${'a'.repeat(64)}.social`, 'bad-label'],
  [`${'a.'.repeat(123)}social`, null],
  [`${'a.'.repeat(124)}social`, 'too-long'],
  ['a'.repeat(2_000), 'too-long'],
] as const)('case 10: the length and the letters of %j are judged: %s', ([raw, reason]) => {
  const parsed = parseHostName(raw);
  expect(parsed.ok ? null : parsed.reason).toBe(reason);
});

test.for([
  ['xn--', 'bad-label'],
  ['xn--.social', 'bad-label'],
  ['xn--a', 'bad-idna'],
  ['xn--a.social', 'bad-idna'],
  ['XN--A.social', 'bad-idna'],
] as const)('case 11: %j is no punycode: %s', ([raw, reason]) => {
  expect(parseHostName(raw)).toEqual({ ok: false, reason });
});

test.for([
  ['localhost', 'reserved-name'],
  ['a.localhost', 'reserved-name'],
  ['metadata.google.internal', 'reserved-name'],
  ['printer.local', 'reserved-name'],
  ['server.test', 'reserved-name'],
  ['social.example', 'reserved-name'],
  ['social.invalid', 'reserved-name'],
  ['abc.onion', 'reserved-name'],
  ['example.i2p', 'reserved-name'],
  ['1.168.192.in-addr.arpa', 'reserved-name'],
  ['printer', 'single-label'],
  ['server.notasuffix', 'unknown-suffix'],
  ['co.uk', 'public-suffix-itself'],
] as const)('case 13: %j leads to no public server: %s', ([raw, reason]) => {
  expect(parseHostName(raw)).toEqual({ ok: false, reason });
});

test.for([
  ['mastodon.social:8443', 'has-port'],
  ...[22, 25, 80, 443, 5432, 6379, 11_211].map((port) => [`mastodon.social:${port}`, 'has-port'] as const),
  ['https://mastodon.social:443/', 'has-port'],
  ['mastodon.social/about', 'has-path'],
  ['mastodon.social\\about', 'has-path'],
  ['mastodon.social?x', 'has-path'],
  ['user@mastodon.social', 'has-user'],
  ['https://user:secret@mastodon.social', 'has-user'],
  ['mastodon.social:80@127.0.0.1', 'has-user'],
] as const)('case 14: %j names more than a host: %s', ([raw, reason]) => {
  expect(parseHostName(raw)).toEqual({ ok: false, reason });
});

test.for([
  [null, 'not-a-string'],
  [42, 'not-a-string'],
  [{ domain: 'mastodon.social' }, 'not-a-string'],
  ['', 'empty'],
  ['https://', 'empty'],
] as const)('%j is refused: %s', ([raw, reason]) => {
  expect(parseHostName(raw)).toEqual({ ok: false, reason });
});

describe('any text at all', () => {
  /** What a stranger may write: real names in odd clothes beside noise. */
  const spelling = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.domain(),
    fc.webUrl(),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc
      .tuple(fc.domain(), fc.constantFrom('.', '/', ':443', '..', '\0', '\u3002', '\u00ad'))
      .map((p) => p.join('')),
    fc
      .tuple(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.constantFrom('.social', '.com', '.рф', '.co.jp'),
      )
      .map((p) => p.join('')),
    fc.anything(),
  );

  test('case 112: parsing never throws; a name is lower-case LDH, and parses to itself in any case, with a final dot and a scheme', () => {
    fc.assert(
      fc.property(spelling, (raw) => {
        const first = parseHostName(raw);
        if (!first.ok) return;
        const { value } = first;
        expect(value).toMatch(
          /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
        );
        expect(value.length).toBeLessThanOrEqual(253);
        for (const same of [value, value.toUpperCase(), `${value}.`, `https://${value}/`, ` ${value}\n`])
          expect(parseHostName(same)).toEqual(first);
        expect(new URL(`https://${value}/`).hostname).toBe(value);
      }),
      { numRuns: 5_000 },
    );
  });

  test('case 112: the case of what is written does not matter', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.string()), (raw) => {
        expect(parseHostName(raw.toUpperCase())).toEqual(parseHostName(raw.toLowerCase()));
      }),
    );
  });
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
