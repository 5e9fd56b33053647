import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDiscovery } from '../../../crawler/nodeinfo/discovery.ts';

const rel = (version: string) => `http://nodeinfo.diaspora.software/ns/schema/${version}`;
const urlOf = (links: unknown) => {
  const reading = parseDiscovery({ links }, 'masto.social');
  return reading.ok ? reading.value.url.href : reading.reason;
};

test('the highest known version is taken, in any order', () => {
  const links = ['2.0', '3.7', '2.1', '1.0'].map((version) => ({
    rel: rel(version),
    href: `/nodeinfo/${version}`,
  }));
  expect(urlOf(links)).toBe('https://masto.social/nodeinfo/2.1');
});

test.for([
  ['a relative href', [{ rel: rel('2.0'), href: 'nodeinfo/2.0' }], 'https://masto.social/nodeinfo/2.0'],
  ['one link that is no array', { rel: rel('2.0'), href: '/ni' }, 'https://masto.social/ni'],
  ['an object of numbered links', { 0: { rel: rel('2.0'), href: '/ni' } }, 'https://masto.social/ni'],
  [
    'an https schema name',
    [{ rel: rel('2.0').replace('http:', 'https:'), href: '/ni' }],
    'https://masto.social/ni',
  ],
  [
    'the schema in "type" and an href without a scheme',
    [{ rel: 'self', type: rel('2.0'), href: 'masto.social/ni' }],
    'https://masto.social/ni',
  ],
  ['an http href', [{ rel: rel('2.0'), href: 'http://masto.social/ni' }], 'https://masto.social/ni'],
  [
    'a foreign href (the visit decides)',
    [{ rel: rel('2.0'), href: 'https://web.masto.social/ni' }],
    'https://web.masto.social/ni',
  ],
  [
    'other relations beside ours',
    [
      { rel: 'https://www.w3.org/ns/activitystreams#Application', href: '/a' },
      { rel: rel('2.0'), href: '/ni' },
    ],
    'https://masto.social/ni',
  ],
] as const)('cases 6, 7: %s is read', ([, links, url]) => {
  expect(urlOf(links)).toBe(url);
});

test.for([
  ['no links', undefined, 'no-links'],
  ['no known version', [{ rel: rel('9.9'), href: '/ni' }], 'no-known-version'],
  ['a port', [{ rel: rel('2.0'), href: 'https://masto.social:8443/ni' }], 'bad-href'],
  ['a user', [{ rel: rel('2.0'), href: 'https://root@masto.social/ni' }], 'bad-href'],
  ['a file', [{ rel: rel('2.0'), href: 'file:///etc/passwd' }], 'bad-href'],
  ['a script', [{ rel: rel('2.0'), href: 'javascript:alert(1)' }], 'bad-href'],
  ['ten kilobytes of href', [{ rel: rel('2.0'), href: `/${'a'.repeat(10_000)}` }], 'bad-href'],
] as const)('case 6: %s is refused', ([, links, reason]) => {
  expect(urlOf(links)).toBe(reason);
});

test('a bad href of a better version does not hide a good one of another', () => {
  const links = [
    { rel: rel('2.1'), href: 'ftp://masto.social/ni' },
    { rel: rel('2.0'), href: '/ni' },
  ];
  expect(urlOf(links)).toBe('https://masto.social/ni');
});

test('no JSON value makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      parseDiscovery(value, 'masto.social');
      parseDiscovery({ links: value }, 'masto.social');
    }),
  );
});
