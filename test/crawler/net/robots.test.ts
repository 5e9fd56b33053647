import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowAll, maxRobotsBytes, parseRobots } from '../../../crawler/net/robots.ts';
import { isAllowed } from '../../../db/model/robots.ts';
import { hasSharedData, readShared, readSharedJson } from '../../support/shared-data.ts';

const nodeInfo = '/.well-known/nodeinfo';
const allows = (text: string, path: string) => isAllowed(parseRobots(text), path);

describe('case 39: the cases of the RFC authors', () => {
  interface Case {
    readonly test: string;
    readonly robots: string;
    readonly ua: string;
    readonly url: string;
    readonly allowed: boolean;
  }
  const pathOf = (url: string) => url.replace(/^[a-z]+:\/\/[^/]*/, '') || '/';
  const decide = ({ robots, ua, url }: Case) => isAllowed(parseRobots(robots, ua), pathOf(url));
  const read = () => readSharedJson('corpora/robots/robots_cases.json') as readonly Case[];

  test.skipIf(!hasSharedData)(
    'all 142 are decided alike, save one extension of Google (needs ../shared)',
    () => {
      const cases = read();
      expect(cases).toHaveLength(142);
      const different = cases.filter((each) => decide(each) !== each.allowed);
      // "Allow: /a/index.html" allowing "/a/" is Google's own; RFC 9309 knows no index pages.
      expect(different.map(({ test: name, url }) => [name, url])).toEqual([
        ['GoogleOnly_IndexHTMLisDirectory', 'http://foo.com/allowed-slash/'],
      ]);
    },
  );
});

describe('the files of crawler-commons', () => {
  const verdicts: readonly (readonly [file: string, token: string, path: string, isAllowed: boolean])[] = [
    ['crawl-delay-group-merging.txt', 'mybot', '/private/', false],
    ['crawl-delay-group-merging.txt', 'yourbot', '/private/', false],
    ['crawl-delay-group-merging.txt', 'yourbot', '/login/', false],
    ['crawl-delay-group-merging.txt', 'otherbot', '/private/', true],
    ['extensions-group-merging.txt', 'mybot', '/private/', false],
    // An unknown record ends no group, so what follows the next user agent is for both.
    ['extensions-group-merging.txt', 'mybot', '/login/', false],
    ['extensions-group-merging.txt', 'otherbot', '/llms.txt', true],
    ['extensions-group-merging.txt', 'otherbot', '/x', false],
    ['merge-rules.txt', 'wget', '/foo/bar', true],
    ['merge-rules.txt', 'wget', '/tmp/bar', false],
    ['merge-rules.txt', 'testy', '/foo/bar', false],
    ['merge-rules.txt', 'otherbot', '/foo/bar', false],
    ['precedence-of-rules.txt', 'testy', '/foo/bar', true],
    ['precedence-of-rules.txt', 'testy', '/foo/baz', false],
    ['precedence-of-rules.txt', 'wget', '/foo', true],
    // A product token holds no digits (section 2.2.1): bot1, bot2 and bot3 are one crawler.
    ['format-errors-robots.txt', 'bot', '/no-colon/', false],
    ['format-errors-robots.txt', 'bot', '/whitespace-before-colon/', false],
    ['format-errors-robots.txt', 'bot', '/whitespace-before-colon', true],
    ['directive-typos-robots.txt', 'otherbot', '/useragent/', true],
    ['rfc9309-example-longest-match-robots.txt', 'foobot', '/example/page/', true],
    ['rfc9309-example-longest-match-robots.txt', 'foobot', '/example/page/disallowed.gif', false],
    ['rfc9309-example-simple-robots.txt', 'otherbot', '/example', true],
    ['malformed-path.txt', 'otherbot', '/wiki/Wikipedia_talk:Mediation_Committee/', false],
    ['robots-with-utf8-bom.txt', 'foobot', '/profiles/', false],
    // UTF-16 is not UTF-8 (section 2.3): the file says nothing that may be read.
    ['robots-with-utf16le-bom.txt', 'foobot', '/profiles/', true],
    ['robots-with-utf16be-bom.txt', 'foobot', '/profiles/', true],
  ];
  const text = (file: string) =>
    new TextDecoder().decode(readShared(`corpora/robots/crawler-commons/${file}`));

  test.skipIf(!hasSharedData).for(verdicts)(
    '%s for %s and %s: %s (needs ../shared)',
    ([file, token, path, expected]) => {
      expect(isAllowed(parseRobots(text(file), token), path)).toBe(expected);
    },
  );

  test.skipIf(!hasSharedData)('a delay belongs to the crawler that it stands under (needs ../shared)', () => {
    const delayFor = (token: string) =>
      parseRobots(text('crawl-delay-group-merging.txt'), token).crawlDelaySeconds;
    expect(['mybot', 'yourbot', 'otherbot'].map(delayFor)).toEqual([10, null, 30]);
  });
});

describe('groups', () => {
  test('a file that forbids NodeInfo to everybody forbids it to us', () => {
    const text =
      'User-agent: *\nCrawl-delay: 500\nDisallow: /api/\nDisallow: /.well-known/\nDisallow: /nodeinfo/\n';
    expect(allows(text, nodeInfo)).toBe(false);
    expect(allows(text, '/nodeinfo/2.0')).toBe(false);
    expect(allows(text, '/about')).toBe(true);
    expect(parseRobots(text).crawlDelaySeconds).toBe(500);
  });

  test('a group that names us silences the one for everybody, even when it is empty', () => {
    expect(allows('User-agent: *\nDisallow: /\n\nUser-agent: Fedicensus\nDisallow:\n', nodeInfo)).toBe(true);
    expect(allows('User-agent: fedicensus\n\nUser-agent: *\nDisallow: /x\n', '/x')).toBe(false);
    expect(allows('User-agent: fedicensus/1.0\nDisallow: /\n', nodeInfo)).toBe(false);
  });

  test('a control character is compared as it would be sent', () => {
    expect(allows('User-agent: *\nDisallow: /a\u0000b\n', '/a%00b')).toBe(false);
    expect(allows('User-agent: *\nDisallow: /a\u0001\u007f\n', '/a%01%7Fc')).toBe(false);
  });

  test('names that only begin like ours are somebody else', () => {
    expect(allows('User-agent: fedicensusbot\nDisallow: /\n', nodeInfo)).toBe(true);
    expect(allows('User-agent: fedi\nDisallow: /\n', nodeInfo)).toBe(true);
  });

  test('line ends of every kind, a byte order mark and comments change nothing', () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(allows(`\uFEFFUser-agent: * # all${end}Disallow: /api # no${end}`, '/api/v1')).toBe(false);
  });

  test('robots.txt itself may always be read', () => {
    expect(allows('User-agent: *\nDisallow: /\n', '/robots.txt')).toBe(true);
  });
});

describe('case 45: crawl delays', () => {
  test.for([
    ['0.5', 0.5],
    ['10', 10],
    ['3600', 3600],
    ['99999999', 86_400],
    ['123456789012345678901234567890', 86_400],
    ['Infinity', null],
    ['-5', null],
    ['1e309', null],
    ['abc', null],
    ['', null],
  ] as const)('a delay of "%s" is read as %s', ([value, expected]) => {
    expect(parseRobots(`User-agent: *\nCrawl-delay: ${value}\n`).crawlDelaySeconds).toBe(expected);
  });

  test('a delay without a user agent belongs to nobody', () => {
    expect(parseRobots('Crawl-delay: 10\nUser-agent: *\nDisallow: /x\n').crawlDelaySeconds).toBeNull();
  });
});

describe('any file at all', () => {
  test('is read without an error and decides every path', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('User-agent: *', 'User-agent: fedicensus', 'Disallow:', 'Crawl-delay: 1', ''),
      fc.string().map((value) => `Disallow: /${value}`),
      fc.string().map((value) => `Allow: *${value}$`),
    );
    fc.assert(
      fc.property(fc.array(line), fc.webPath(), (lines, path) => {
        const robots = parseRobots(lines.join('\n'));
        expect(typeof isAllowed(robots, path)).toBe('boolean');
        expect(isAllowed(robots, '/robots.txt')).toBe(true);
      }),
    );
  });

  test('decides as a regular expression for the same pattern would', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '/'), maxLength: 8 });
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
    fc.assert(
      fc.property(pattern, fc.boolean(), path, (body, isAnchored, tail) => {
        const text = `User-agent: *\nDisallow: /${body}${isAnchored ? '$' : ''}\n`;
        const oracle = new RegExp(`^/${body.replaceAll('*', '.*')}${isAnchored ? '$' : ''}`);
        expect(allows(text, `/${tail}`)).toBe(!oracle.test(`/${tail}`));
      }),
      { numRuns: 2000 },
    );
  });

  test('half a megabyte of stars does not hang the reader', () => {
    const rule = `Disallow: /${'*a'.repeat(1000)}b$\n`;
    const text = `User-agent: *\n${rule.repeat(Math.floor(maxRobotsBytes / rule.length))}`;
    expect(allows(text, `/${'a'.repeat(2000)}`)).toBe(true);
  });

  test('an empty file allows everything', () => {
    expect(parseRobots('')).toEqual(allowAll);
  });
});
