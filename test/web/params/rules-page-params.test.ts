import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import {
  allRules,
  formatRulesParams,
  parseRulesParams,
  partsOf,
  type RulesQuery,
} from '../../../web/params/rules-page-params.ts';

const parse = (query: string) => parseRulesParams(new URLSearchParams(query));

const queries: fc.Arbitrary<RulesQuery> = fc.record(
  {
    q: fc.stringMatching(/^\S.{0,40}\S$/u).map((text) => text.trim()),
    topics: fc.subarray([...ruleTopics]),
    language: fc.constantFrom('en', 'pt-BR', 'zh-Hant'),
    after: fc.option(fc.tuple(fc.nat(999_999_999), fc.uuid())),
  },
  { requiredKeys: ['topics', 'after'] },
);

test('an address that is written and read again is the same', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const { problems, ...again } = parse(formatRulesParams(query).toString());
      expect(again).toEqual(query);
      expect(problems).toEqual([]);
    }),
  );
});

test('reading is total: whatever the address holds, there is a query', () => {
  const names = fc.constantFrom('q', 'topic', 'language', 'after', 'page', '__proto__');
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' }))), (pairs) => {
      const { after } = parseRulesParams(new URLSearchParams(pairs));
      expect(after === null || after.length === 2).toBe(true);
    }),
  );
});

test.for([
  'after=1',
  'after=-1.00000000-0000-0000-0000-000000000000',
  'after=x.y',
  'topic=kittens',
  'language=%20_',
])('what cannot be meant is left out, and said: %s', (query) => {
  const { problems, ...rest } = parse(query);
  expect(rest).toEqual(allRules);
  expect(problems).toHaveLength(1);
});

test('a query without one of its parts has all the others, from the beginning', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const parts = partsOf(query);
      for (const { without } of parts) {
        expect(without.after).toBe(null);
        expect(partsOf(without)).toHaveLength(parts.length - 1);
      }
    }),
  );
  expect(partsOf(allRules)).toEqual([]);
});
