import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  activeFilters,
  directoryPath,
  firstNumber,
  pageNumbers,
} from '../../../web/ui/directory/directory-links.ts';

test.for([
  [1, 1, [1]],
  [1, 2, [1, 2]],
  [1, 18, [1, 2, null, 18]],
  [2, 18, [1, 2, 3, null, 18]],
  [4, 18, [1, 2, 3, 4, 5, null, 18]],
  [9, 18, [1, null, 8, 9, 10, null, 18]],
  [18, 18, [1, null, 17, 18]],
] as const)('page %d of %d links to %j', ([page, pages, expected]) => {
  expect(pageNumbers(page, pages)).toEqual(expected);
});

test('page numbers ascend, begin with the first, hold the current and end with the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(499), (pages, before) => {
      const page = 1 + (before % pages);
      const numbers = pageNumbers(page, pages).filter((each) => each !== null);
      expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
      expect([numbers[0], numbers.at(-1)]).toEqual([1, pages]);
      expect(numbers).toContain(page);
    }),
  );
});

test('a page beyond the last still links to real ones', () => {
  expect(pageNumbers(40, 3)).toEqual([1, 2, 3]);
});

test('each active filter comes with the filter that is left without it', () => {
  expect(activeFilters({ search: 'bird', software: ['lemmy', 'mbin'] })).toEqual([
    { name: 'search', values: ['bird'], without: { software: ['lemmy', 'mbin'] } },
    { name: 'software', values: ['lemmy', 'mbin'], without: { search: 'bird' } },
  ]);
});

test('topics and kinds of server are filters that can be dropped like others', () => {
  expect(activeFilters({ ruleTopics: ['spam', 'hate'], class: ['relay'] })).toEqual([
    { name: 'ruleTopics', values: ['spam', 'hate'], without: { class: ['relay'] } },
    { name: 'class', values: ['relay'], without: { ruleTopics: ['spam', 'hate'] } },
  ]);
});

test('the plain directory has a plain address', () => {
  const order = { by: 'users_active_month', direction: 'desc' } as const;
  expect(directoryPath({ filter: {}, order, page: 1 })).toBe('/servers');
  expect(directoryPath({ filter: { search: 'a b' }, order, page: 2 })).toBe('/servers?q=a+b&page=2');
  expect(firstNumber(2)).toBe(25);
});
