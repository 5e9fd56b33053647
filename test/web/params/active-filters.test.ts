import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activeFilters, activeValues } from '../../../web/params/active-filters.ts';
import { formatInstanceFilter } from '../../../web/params/instance-params.ts';
import { anyDirectoryQuery } from './any-directory-query.ts';

test('each active filter comes with the filter that is left without it', () => {
  expect(activeFilters({ search: 'bird', software: ['lemmy', 'mbin'], class: ['relay'] })).toEqual([
    { name: 'search', values: ['bird'], without: { software: ['lemmy', 'mbin'], class: ['relay'] } },
    { name: 'software', values: ['lemmy', 'mbin'], without: { search: 'bird', class: ['relay'] } },
    { name: 'class', values: ['relay'], without: { search: 'bird', software: ['lemmy', 'mbin'] } },
  ]);
});

test('each of several values can be taken out by itself', () => {
  expect(activeValues({ ruleTopicsNot: ['hate', 'spam'], ageMinDays: 30 })).toEqual([
    { name: 'ruleTopicsNot', values: ['hate'], without: { ruleTopicsNot: ['spam'], ageMinDays: 30 } },
    { name: 'ruleTopicsNot', values: ['spam'], without: { ruleTopicsNot: ['hate'], ageMinDays: 30 } },
    { name: 'ageMinDays', values: ['30'], without: { ruleTopicsNot: ['hate', 'spam'] } },
  ]);
});

test('every value of an address can be taken out, and what is left is the address without it', () => {
  fc.assert(
    fc.property(anyDirectoryQuery, ({ filter }) => {
      const all = formatInstanceFilter(filter);
      const values = activeValues(filter);
      expect(values).toHaveLength(all.length);
      for (const [index, { without }] of values.entries())
        expect(formatInstanceFilter(without)).toEqual(all.filter((_, each) => each !== index));
    }),
  );
});
