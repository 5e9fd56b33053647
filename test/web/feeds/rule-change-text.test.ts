import { expect, test } from 'vitest';
import { compareRules, isReturn, type ReadableRule } from '../../../db/model/rule-changes.ts';
import { describeRuleChanges } from '../../../web/feeds/rule-change-text.ts';

/** Rules in their places; the same text is the same rule. */
const setOf = (texts: readonly string[]): readonly ReadableRule[] =>
  texts.map((text, index) => ({
    ...{ ruleId: idOf(text), position: index + 1, text, hint: null, document: null, translations: {} },
  }));
const ids = new Map<string, number>();
const idOf = (text: string) => ids.get(text) ?? (ids.set(text, ids.size).get(text) as number);

const describe = (before: readonly ReadableRule[], after: readonly ReadableRule[]) =>
  describeRuleChanges({
    name: null,
    changes: compareRules(before, after).filter((change) => !isReturn(change)),
    isEnd: false,
  });

test('a rule that moved is told with its places', () => {
  expect(
    describe(setOf(['One here', 'Two there', 'Three']), setOf(['Three', 'One here', 'Two there'])),
  ).toEqual({
    title: 'rules changed (1 moved)',
    summary: 'Moved from place 3 to 1: Three',
  });
});

test('another explanation of the same text is no change of its words', () => {
  const [before, after] = [setOf(['Be kind']), setOf(['Be kind'])];
  const explained = after.map((rule) => ({ ...rule, ruleId: 1_000, hint: 'To birds, too' }));
  expect(describe(before, explained)).toEqual({
    title: 'rules changed (1 with another explanation)',
    summary: 'With another explanation or translation: Be kind',
  });
});

test('of a long list twenty changes are told, and how many more there are', () => {
  const many = Array.from({ length: 33 }, (_, index) => `Rule of ${String(index).repeat(40)}`);
  const { title, summary } = describe([], setOf(many));
  expect(title).toBe('rules changed (33 added)');
  expect(summary.split('\n\n')).toEqual([
    ...many.slice(0, 20).map((text) => `Added: ${text}`),
    'Not told here: 13 more.',
  ]);
});

test('a long rule is cut, and the server is named before its rules', () => {
  const { summary } = describeRuleChanges({
    name: 'A server',
    changes: compareRules([], setOf(['x'.repeat(5_000)])),
    isEnd: false,
  });
  expect(summary).toBe(`A server\n\nAdded: ${'x'.repeat(299)}…`);
});
