import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRobots } from '../../../crawler/net/robots.ts';
import { keepableRobots, maxKeptBytes, parseKeptRobots } from '../../../db/model/kept-robots.ts';
import { isAllowed } from '../../../db/model/robots.ts';

const line = fc.oneof(
  fc.constantFrom(
    'User-agent: *',
    'User-agent: fedicensus',
    'Disallow:',
    'Crawl-delay: 1.5',
    'Crawl-delay: -1',
  ),
  fc.webPath().map((path) => `Disallow: ${path}`),
  fc.webPath().map((path) => `Allow: ${path}$`),
  fc.string({ unit: 'binary' }).map((text) => `Disallow: /${text}`),
  fc
    .string({ unit: fc.constantFrom('a', 'b', '*', '/', '$', '\u0000', '\u007F') })
    .map((text) => `Allow: /${text}`),
);
const files = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
const paths = fc.oneof(
  fc.webPath(),
  fc.string({ unit: fc.constantFrom('a', 'b', '/') }).map((text) => `/${text}`),
);

test('case 113: what was kept as JSON decides every path as the file did', () => {
  fc.assert(
    fc.property(files, fc.array(paths, { minLength: 1 }), (text, asked) => {
      const robots = parseRobots(text);
      const json = JSON.stringify(keepableRobots(robots));
      const kept = parseKeptRobots(JSON.parse(json));
      expect(kept?.crawlDelaySeconds).toBe(robots.crawlDelaySeconds);
      for (const path of asked) expect(kept && isAllowed(kept, path)).toBe(isAllowed(robots, path));
      // Texts that PostgreSQL takes: neither U+0000 nor half a surrogate pair.
      expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    }),
    { numRuns: 500 },
  );
});

test('at most 16 KiB are kept, counted in bytes of JSON', () => {
  const robots = (rules: number) => ({
    rules: Array.from({ length: rules }, () => ({ isAllow: false, pattern: '/a'.repeat(40) })),
    crawlDelaySeconds: null,
  });
  const most = Array.from({ length: 1_000 }, (_, rules) => rules).findLast(
    (rules) => keepableRobots(robots(rules)) !== null,
  );
  expect(JSON.stringify(keepableRobots(robots(most ?? 0))).length).toBeGreaterThan(maxKeptBytes - 100);
  expect(keepableRobots(robots(100_000))).toBeNull();
});

test('anything else in its place is no copy', () => {
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      const read = parseKeptRobots(raw);
      if (read !== null) for (const { pattern } of read.rules) expect(typeof pattern).toBe('string');
    }),
  );
  for (const raw of [null, [], 'rules', { rules: [] }, { rules: [['allow', 1]], crawl_delay_seconds: null }])
    expect(parseKeptRobots(raw)).toBeNull();
});
