import { expect, test } from 'vitest';
import { isNoindex } from '../../../crawler/net/x-robots-tag.ts';

const says = (...values: string[]) => isNoindex(new Map([['x-robots-tag', values]]));

test.for([
  [['noindex']],
  [['none']],
  [['NOINDEX, nofollow']],
  [['nofollow, noindex']],
  [['nofollow', 'noindex']],
  [['fedicensus: noindex']],
  [['FediCensus: nofollow, none']],
  [['otherbot: nofollow, fedicensus: noindex']],
  [['otherbot: noindex', 'noindex']],
  [['unavailable_after: 25 Jun 2030 15:00:00 GMT, noindex']],
  [['max-snippet: 10, noindex']],
  [['*: noindex']],
] as const)('%j asks us not to use the answer', ([values]) => {
  expect(says(...values)).toBe(true);
});

test.for([
  [['']],
  [['all']],
  [['nofollow, noarchive']],
  [['otherbot: noindex, nofollow']],
  [['fedicensus: nofollow, otherbot: none']],
  [['noindexes']],
  [['unavailable_after: 25 Jun 2030 15:00:00 GMT']],
] as const)('%j does not', ([values]) => {
  expect(says(...values)).toBe(false);
});

test('an answer without the header does not', () => {
  expect(isNoindex(new Map())).toBe(false);
});
