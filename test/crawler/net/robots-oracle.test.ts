import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRobots } from '../../../crawler/net/robots.ts';
import { isAllowed } from '../../../db/model/robots.ts';
import { hasSharedData, listShared, readShared } from '../../support/shared-data.ts';

/** `robots-parser` 3.0.1, written by others to the same RFC. Its types describe a default export that it does not have. */
type RobotsParser = (
  url: string,
  text: string,
) => { isAllowed(url: string, agent: string): boolean | undefined };
const robotsParser = createRequire(import.meta.url)('robots-parser') as RobotsParser;

const origin = 'https://server.town';
const byOracle = (text: string, path: string, token = 'fedicensus') =>
  robotsParser(`${origin}/robots.txt`, text).isAllowed(origin + path, token);

/*
 * Files made by a grammar of what both readers define. Left out, since the two differ on purpose: a group without any
 * rule, and other records between user agents (robots-parser takes them for the end of the user agents, the RFC does
 * not); user agents with blanks or digits; misspelt directives, lines without a colon and a byte order mark (forgiven by
 * us alone); ASCII that a URL encodes ([, ], quotes, blanks: encoded in patterns by robots-parser alone) and %25;
 * `/robots.txt` itself, which is always allowed here.
 */
const agent = fc.constantFrom(
  '*',
  '*',
  'fedicensus',
  'FediCensus',
  'FEDICENSUS/2.0',
  'otherbot',
  'fedi',
  'fedicensusbot',
);
const piece = fc.constantFrom(
  '/',
  '/',
  'a',
  'b',
  'A',
  '*',
  '*',
  '.',
  '?',
  '=',
  '&',
  '-',
  '_',
  '%2f',
  '%2F',
  'é',
  '日',
  '$',
  '%c3%a9',
);
const value = fc.oneof(
  fc.constant(''),
  fc.constant('/'),
  fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`),
  fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `${pieces.join('')}$`),
);
const blanks = fc.constantFrom('', ' ', '\t', '  ');
const comment = fc.constantFrom('', '', '', ' # a word', '#Disallow: /');
const line = (name: fc.Arbitrary<string>, said: fc.Arbitrary<string>) =>
  fc
    .tuple(blanks, name, blanks, blanks, said, blanks, comment)
    .map(([a, key, b, c, word, d, note]) => `${a}${key}${b}:${c}${word}${d}${note}`);
const userAgent = line(fc.constantFrom('User-agent', 'user-agent', 'USER-AGENT'), agent);
const rule = line(fc.constantFrom('Disallow', 'disallow', 'Allow', 'ALLOW'), value);
const other = fc.constantFrom(
  'Sitemap: https://server.town/s.xml',
  'Host: server.town',
  'Crawl-delay: 5',
  '',
  '# a comment',
  'Noindex: /a',
);
const group = fc.tuple(
  fc.array(userAgent, { minLength: 1, maxLength: 3 }),
  fc.array(rule, { minLength: 1, maxLength: 5 }),
  fc.array(fc.oneof(rule, other), { maxLength: 3 }),
);
const file = fc
  .tuple(
    fc.array(other, { maxLength: 2 }),
    fc.array(group, { maxLength: 4 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([before, groups, end]) => [...before, ...groups.flat(2)].join(end));
const path = fc
  .array(fc.constantFrom('/', 'a', 'b', 'A', '.x', '?', '=', '&', '-', '_', '%2F', 'é', '日', '$', '*'), {
    maxLength: 10,
  })
  .map((pieces) => {
    const { pathname, search } = new URL(`${origin}/${pieces.join('').replace(/^\/+/, '')}`);
    return pathname + search;
  })
  .filter((asked) => asked !== '/robots.txt');

test('case 113: ten thousand files made by a grammar are decided as another reader of the RFC decides them', () => {
  let forbidden = 0;
  fc.assert(
    fc.property(file, path, (text, asked) => {
      const verdict = isAllowed(parseRobots(text), asked);
      if (!verdict) forbidden += 1;
      expect(verdict).toBe(byOracle(text, asked));
    }),
    { numRuns: 10_000 },
  );
  // Both answers are common: a reader that allows everything would not do.
  expect(forbidden).toBeGreaterThan(500);
});

const paths = [
  '/',
  '/.well-known/nodeinfo',
  '/nodeinfo/2.0',
  '/api/v1/instance',
  '/api/v1/instance/peers',
  '/about/more?a=b',
  '/users/a',
];

test.skipIf(!hasSharedData)(
  'case 113: the files that servers’ software ships are decided alike by both (skipped without shared data)',
  () => {
    const files = listShared('fixtures').filter((each) => /robots__[^/]*\.txt$/.test(each));
    expect(files.length).toBeGreaterThanOrEqual(29);
    for (const each of files) {
      const text = readShared(each).toString();
      for (const asked of paths)
        expect([each, asked, isAllowed(parseRobots(text), asked)]).toEqual([
          each,
          asked,
          byOracle(text, asked),
        ]);
    }
  },
);

test.skipIf(!hasSharedData)(
  'every file of crawler-commons is decided as its authors’ reader decides it, for us and for others (skipped without shared data)',
  () => {
    const files = listShared('corpora/robots/crawler-commons').filter((each) => each.endsWith('.txt'));
    expect(files).toHaveLength(24);
    const tokens = ['fedicensus', 'googlebot', 'wget', 'foobot', 'examplebot'];
    const asked = [
      '/',
      '/foo/bar',
      '/tmp/x',
      '/private/',
      '/profiles/a',
      '/nodeinfo/2.0',
      '/images/a.gif',
      '/gp/cart',
    ];
    const different = files.flatMap((each) => {
      const text = new TextDecoder().decode(readShared(each));
      return tokens.flatMap((token) =>
        asked
          .filter((one) => isAllowed(parseRobots(text, token), one) !== byOracle(text, one, token))
          .map((one) => `${each.replace(/^.*\//, '')} ${token} ${one}`),
      );
    });
    expect(different).toEqual([]);
  },
);

test.skipIf(!hasSharedData)(
  'GoToSocial’s own robots.txt forbids NodeInfo unless its operator serves the figures (skipped without shared data)',
  () => {
    const read = (file: string) => parseRobots(readShared(`fixtures/gotosocial/${file}`).toString());
    const [closed, open] = [read('robots__default-zero-baffle.txt'), read('robots__stats-mode-serve.txt')];
    for (const asked of ['/.well-known/nodeinfo', '/nodeinfo/2.0'])
      expect([isAllowed(closed, asked), isAllowed(open, asked)]).toEqual([false, true]);
    expect(isAllowed(closed, '/api/v1/instance')).toBe(isAllowed(open, '/api/v1/instance'));
  },
);
