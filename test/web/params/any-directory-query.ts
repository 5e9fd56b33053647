import fc from 'fast-check';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { sizes } from '../../../db/model/server-size.ts';
import { softwareFamilyNames } from '../../../db/model/software-families.ts';
import { instanceStatuses, registrationModes } from '../../../db/model/status.ts';
import { instanceSorts } from '../../../db/queries/list-instances.ts';
import { type DirectoryQuery, maxDirectoryPage } from '../../../web/params/directory-params.ts';

const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => text.toWellFormed().replaceAll('\0', '').trim())
  .filter((text) => text !== '');
const optional = <Key extends string, Value>(key: Key, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((found) => (found === undefined ? {} : { [key]: found }));

const versions = fc.array(fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 999_999_999 })), {
  minLength: 1,
  maxLength: 8,
});

/** Whatever the directory can be asked for, every parameter among it. */
export const anyDirectoryQuery: fc.Arbitrary<DirectoryQuery> = fc
  .record({
    filter: fc
      .tuple(
        optional('search', words),
        optional('software', fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { minLength: 1 })),
        optional('registrations', fc.subarray([...registrationModes], { minLength: 1 })),
        optional('language', fc.constantFrom('pt', 'pt-BR', 'zh-Hant-TW', 'de')),
        optional('status', fc.subarray([...instanceStatuses], { minLength: 1 })),
        optional('family', fc.subarray([...softwareFamilyNames], { minLength: 1 })),
        optional('versionMin', versions),
        optional('versionMax', versions),
        optional('country', fc.uniqueArray(fc.stringMatching(/^[A-Z]{2}$/), { minLength: 1, maxLength: 50 })),
        optional('ruleTopics', fc.subarray([...ruleTopics], { minLength: 1 })),
        optional('ruleTopicsNot', fc.subarray([...ruleTopics], { minLength: 1 })),
        optional('sizes', fc.subarray([...sizes], { minLength: 1 })),
        optional('class', fc.subarray([...instanceClasses], { minLength: 1 })),
        ...(['usersActiveMin', 'usersActiveMax', 'usersTotalMin', 'usersTotalMax'] as const).map((name) =>
          optional(name, fc.maxSafeNat()),
        ),
        optional('activeWithinDays', fc.integer({ min: 1, max: 36_500 })),
        optional('ageMinDays', fc.integer({ min: 1, max: 36_500 })),
        optional(
          'uptimeMin',
          fc.integer({ min: 0, max: 1_000_000 }).map((share) => Number((share / 1_000_000).toFixed(6))),
        ),
        optional('quarantined', fc.boolean()),
      )
      .map((parts) => Object.assign({}, ...parts) as DirectoryQuery['filter']),
    order: fc.oneof(
      fc.record({ by: fc.constantFrom(...instanceSorts), direction: fc.constantFrom('asc', 'desc') }),
      fc.constant({ by: 'random', direction: 'asc' } as const),
    ),
    page: fc.integer({ min: 1, max: maxDirectoryPage }),
    // Without them, or with others than the usual ones.
    beside: fc
      .tuple(
        optional(
          'seed',
          words.filter((seed) => seed.length <= 32),
        ),
        optional('view', fc.constant('table' as const)),
      )
      .map((parts) => Object.assign({}, ...parts) as Pick<DirectoryQuery, 'seed' | 'view'>),
  })
  .map(({ beside, ...query }) => ({ ...query, ...beside }));
