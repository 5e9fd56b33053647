import type { TopicCell } from '../../portrait/rules-by-topic.ts';

/** Why no rule stands in a cell, as keys of `compare`. */
export const noRuleTexts = {
  'no-rule': 'noRule',
  none: 'noRules',
  unread: 'unread',
  unknown: 'notYet',
  unsorted: 'unsorted',
} as const satisfies Readonly<Record<Exclude<TopicCell['kind'], 'rules'>, string>>;
