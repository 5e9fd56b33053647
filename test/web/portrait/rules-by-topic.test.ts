import { expect, test } from 'vitest';
import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import type { RuleInSet, RuleSet } from '../../../db/queries/rule-sets.ts';
import { alignRules, type KnownRules, knownRules } from '../../../web/portrait/rules-by-topic.ts';

let ids = 0;
const rule = (text: string, ...topics: readonly RuleTopic[]): RuleInSet => {
  ids += 1;
  return {
    ...{ ruleId: ids, position: ids, text, hint: null, language: null, translations: {}, document: null },
    topics: [...topics],
  };
};
const rules = (...all: readonly RuleInSet[]): KnownRules => ({
  ...{ kind: 'rules', rules: all, validFrom: '2026-11-01T00:00:00.000Z', isCurrent: true },
});
const texts = (cell: unknown) => {
  const { kind, rules: found } = cell as { kind: string; rules?: readonly RuleInSet[] };
  return found?.map(({ text }) => text) ?? kind;
};

test('a rule stands in the row of each of its topics, in the order of topics and of the server', () => {
  const { rows, others, absent } = alignRules([
    rules(rule('No spam', 'spam'), rule('Be kind', 'other'), rule('No hate, no spam', 'hate', 'spam')),
    rules(rule('Nothing hateful', 'hate')),
  ]);
  expect(rows.map(({ topic, cells }) => [topic, cells.map(texts)])).toEqual([
    ['hate', [['No hate, no spam'], ['Nothing hateful']]],
    ['spam', [['No spam', 'No hate, no spam'], 'no-rule']],
  ]);
  expect(others?.map(texts)).toEqual([['Be kind'], 'no-rule']);
  expect(absent).toContain('privacy');
  expect(absent).not.toContain('other');
  expect(absent).not.toContain('spam');
});

test('no rule, no rules, rules that could not be read and rules that nobody has sorted are told apart', () => {
  const { rows } = alignRules([
    rules(rule('No spam', 'spam')),
    rules(rule('No hate', 'hate')),
    rules(rule('No spam, says it, but nobody has looked')),
    { kind: 'none' },
    { kind: 'unread' },
    { kind: 'unknown' },
  ]);
  const spam = rows.find(({ topic }) => topic === 'spam');
  expect(spam?.cells.map(texts)).toEqual([['No spam'], 'no-rule', 'unsorted', 'none', 'unread', 'unknown']);
});

test('when nobody’s rules are known, nothing is said about topics', () => {
  const nothing = { rows: [], others: null, absent: [] };
  expect(alignRules([{ kind: 'unread' }, { kind: 'none' }])).toEqual(nothing);
  expect(alignRules([])).toEqual(nothing);
});

const set = (validTo: string | null): RuleSet => ({
  ...{ validFrom: '2026-11-01T00:00:00.000Z', validTo, rules: [rule('Be kind', 'other')] },
});

test.for([
  ['in force', { rules_unread: null, rules_count: 1 }, set(null), { kind: 'rules', isCurrent: true }],
  [
    'of an earlier visit',
    { rules_unread: 'failed', rules_count: 1 },
    set(null),
    { kind: 'rules', isCurrent: false },
  ],
  ['none since', { rules_unread: null, rules_count: 0 }, set('2026-11-09T00:00:00.000Z'), { kind: 'none' }],
  ['never read', { rules_unread: 'forbidden', rules_count: null }, undefined, { kind: 'unread' }],
  [
    'unreadable after an empty list',
    { rules_unread: 'failed', rules_count: 0 },
    undefined,
    { kind: 'unread' },
  ],
  ['not read yet', { rules_unread: null, rules_count: null }, undefined, { kind: 'unknown' }],
] as const)('rules that are %s', ([, record, newest, known]) => {
  expect(knownRules(record, newest)).toMatchObject(known);
});
