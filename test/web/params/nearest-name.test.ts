import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestName, nearestNames } from '../../../web/params/nearest-name.ts';

const known = ['q', 'software', 'registrations', 'language', 'status', 'sort', 'limit', 'cursor'];

test.for([
  ['sofware', 'software'],
  ['Software', 'software'],
  ['langauge', 'language'],
  ['lang', 'language'],
  ['registration', 'registrations'],
  ['srot', 'sort'],
  ['limits', 'limit'],
  ['sort_by', 'sort'],
] as const)('%s stands for %s', ([typed, meant]) => {
  expect(nearestName(typed, known)).toBe(meant);
});

test.for(['utm_source', 'zzzzzz', '', 'callback', 'x'.repeat(5_000)])('"%s" is near to nothing', (typed) => {
  expect(nearestName(typed, known.slice(1))).toBeUndefined();
});

test('nothing is near when nothing is known', () => {
  expect(nearestName('q', [])).toBeUndefined();
});

const domains = ['mastodon.social', 'mastodon.sociale', 'mastodon.world', 'brightwater-commons.net', 'a.net'];

test.for([
  ['mastodon.socal', ['mastodon.social', 'mastodon.sociale']],
  ['mastodon.soical', ['mastodon.social', 'mastodon.sociale']],
  ['brightwater-comons.net', ['brightwater-commons.net']],
  ['mastodon.social', ['mastodon.social', 'mastodon.sociale']],
  ['elsewhere.org', []],
  ['x'.repeat(70), []],
] as const)('near to %s are %j', ([typed, near]) => {
  expect(nearestNames(typed, domains, { mostEdits: 2, limit: 5 })).toEqual(near);
});

test('cutting the distance short finds what reckoning it to the end finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
  fc.assert(
    fc.property(word, fc.array(word), fc.nat({ max: 4 }), (typed, known, mostEdits) => {
      const cut = nearestNames(typed, known, { mostEdits, limit: 100 });
      const whole = nearestNames(typed, known, { mostEdits: 100, limit: 100 });
      // With more edits allowed, the order is the same and the end is cut off.
      expect(whole.slice(0, cut.length)).toEqual(cut);
    }),
  );
});
