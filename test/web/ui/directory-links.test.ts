import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDirectoryParams, parseDirectoryParams } from '../../../web/params/directory-params.ts';
import {
  directoryPath,
  firstNumber,
  formFields,
  pageNumbers,
  resultsHref,
  unseenParams,
} from '../../../web/ui/directory/directory-links.ts';
import { anyDirectoryQuery } from '../params/any-directory-query.ts';

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

test('the plain directory has a plain address', () => {
  const order = { by: 'random', direction: 'asc' } as const;
  expect(directoryPath({ filter: {}, order, page: 1 })).toBe('/servers');
  expect(directoryPath({ filter: { search: 'a b' }, order, page: 2 })).toBe('/servers?q=a+b&page=2');
  expect(resultsHref('fr', { filter: {}, order, page: 1, seed: 'k7' })).toBe('/fr/servers?seed=k7#results');
  expect(firstNumber(2)).toBe(25);
});

test('what the form has no field for goes along with it, and nothing twice', () => {
  fc.assert(
    fc.property(anyDirectoryQuery, fc.boolean(), (query, hasOrder) => {
      const seen: ReadonlySet<string> = new Set(formFields.filter((name) => hasOrder || name !== 'sort'));
      const unseen = unseenParams(query, { hasOrder });
      expect(unseen.filter(([name]) => seen.has(name) || name === 'page')).toEqual([]);
      const fields = [...formatDirectoryParams({ ...query, page: 1 })].filter(([name]) => seen.has(name));
      const sent = parseDirectoryParams(
        new URLSearchParams([...unseen, ...fields].map(([name, value]): [string, string] => [name, value])),
      );
      expect(sent).toEqual({ ...query, page: 1, problems: [] });
    }),
  );
});
