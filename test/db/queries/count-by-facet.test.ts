import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { sizes } from '../../../db/model/server-size.ts';
import { registrationModes } from '../../../db/model/status.ts';
import { countByFacet, type FacetCounts } from '../../../db/queries/count-by-facet.ts';
import type { InstanceFilter } from '../../../db/queries/instance-filter.ts';
import { countInstances } from '../../../db/queries/list-instances.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { fillVariedCensus, variedCensus } from '../../support/varied-census.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillVariedCensus(database.db, new Date());
});

afterAll(() => database[Symbol.asyncDispose]());

/** As the directory has them. */
const defaults = { status: ['up', 'failing'], class: ['community', 'personal', 'cms'] } as const;

/** What the filter is once a value has been chosen: written out, for each facet. */
const chosen: {
  readonly [Name in keyof FacetCounts]: (
    filter: InstanceFilter,
    value: FacetCounts[Name][number]['value'],
  ) => InstanceFilter;
} = {
  software: (filter, value) => ({ ...filter, software: [...(filter.software ?? []), value] }),
  registrations: (filter, value) => ({ ...filter, registrations: [...(filter.registrations ?? []), value] }),
  countries: (filter, value) => ({ ...filter, country: [...(filter.country ?? []), value] }),
  classes: (filter, value) => ({ ...filter, class: [...(filter.class ?? []), value] }),
  sizes: (filter, value) => ({ ...filter, sizes: [...(filter.sizes ?? []), value] }),
  ruleTopics: (filter, value) => ({ ...filter, ruleTopics: [...(filter.ruleTopics ?? []), value] }),
  ruleTopicsNot: (filter, value) => ({ ...filter, ruleTopicsNot: [...(filter.ruleTopicsNot ?? []), value] }),
  languages: (filter, value) => ({ ...filter, language: value }),
  ages: (filter, value) => ({ ...filter, ageMinDays: value }),
  uptimes: (filter, value) => ({ ...filter, uptimeMin: value }),
};
const facetNames = Object.keys(chosen) as readonly (keyof FacetCounts)[];

async function shownWith<Name extends keyof FacetCounts>(
  name: Name,
  filter: InstanceFilter,
  value: FacetCounts[Name][number]['value'],
): Promise<number> {
  return countInstances(database.db, { ...defaults, ...chosen[name](filter, value) });
}

const few = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1, maxLength: 2 });
const anyFilter: fc.Arbitrary<InstanceFilter> = fc
  .tuple(
    fc.record({
      search: fc.constantFrom('a', 'ser', 'e', 'büro'),
      software: few(variedCensus.software),
      registrations: few(registrationModes),
      language: fc.constantFrom('en', 'pt', 'pt-BR', 'de'),
      country: few(variedCensus.countries),
      class: few(instanceClasses),
      sizes: few(sizes),
      ruleTopics: few(['hate', 'spam'] as const),
      ruleTopicsNot: few(['hate', 'privacy', 'spam'] as const),
      ageMinDays: fc.constantFrom(7, 25, 30, 40),
      uptimeMin: fc.constantFrom(0.3, 0.9, 0.95),
      usersActiveMin: fc.constantFrom(1, 20, 200),
      quarantined: fc.boolean(),
      status: few(['up', 'failing', 'gone'] as const),
    }),
    fc.uniqueArray(fc.nat({ max: 13 }), { maxLength: 3 }),
  )
  .map(([filter, kept]) =>
    Object.fromEntries(kept.map((index) => Object.entries(filter)[index] ?? ['page', 1])),
  );

test('every number beside a value is what choosing it shows, whatever is chosen already', async () => {
  const seen = new Map<keyof FacetCounts, number>();
  await fc.assert(
    fc.asyncProperty(anyFilter, async (filter) => {
      const facets = await countByFacet(database.db, filter, defaults);
      for (const name of facetNames)
        for (const { value, instances } of facets[name]) {
          expect([name, value, instances]).toEqual([
            name,
            value,
            await shownWith(name, filter, value as never),
          ]);
          seen.set(name, (seen.get(name) ?? 0) + 1);
        }
    }),
    { numRuns: 40 },
  );
  // A facet that offers nothing would say nothing.
  for (const name of facetNames) expect([name, (seen.get(name) ?? 0) > 20]).toEqual([name, true]);
});

test('what is not offered would show nothing', async () => {
  for (const filter of [{}, { software: ['lemmy'] }, { ruleTopics: ['spam'] }] as const) {
    const facets = await countByFacet(database.db, filter, defaults);
    const left = {
      ruleTopics: ruleTopics.filter((each) => !facets.ruleTopics.some(({ value }) => value === each)),
      ruleTopicsNot: ruleTopics.filter((each) => !facets.ruleTopicsNot.some(({ value }) => value === each)),
      sizes: sizes.filter((each) => !facets.sizes.some(({ value }) => value === each)),
    } as const;
    for (const value of left.ruleTopics) expect(await shownWith('ruleTopics', filter, value)).toBe(0);
    for (const value of left.ruleTopicsNot) expect(await shownWith('ruleTopicsNot', filter, value)).toBe(0);
    // Of alternatives, one that nobody has adds nothing.
    const shown = await countInstances(database.db, { ...defaults, ...filter });
    for (const value of left.sizes) expect([0, shown]).toContain(await shownWith('sizes', filter, value));
  }
});
