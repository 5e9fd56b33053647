import { type ReadableRule, type RuleChange, ruleChangeKinds } from '../../db/model/rule-changes.ts';
import { cutText, textLimits } from '../../db/model/text.ts';

/** Changes of one set that are told; the rest is a number. */
const maxChanges = 20;
/** Longer rules, in UTF-16 code units, are cut: a feed is read by the dozen, the page has them whole. */
const maxRuleLength = 300;

const kindNames = {
  added: 'added',
  removed: 'removed',
  reworded: 'reworded',
  annotated: 'with another explanation',
  moved: 'moved',
} as const;

/** What happened to a set of rules, in plain text. */
export interface RuleChangeText {
  /** `2 rules added, 1 removed`. */
  readonly title: string;
  /** The server's name, and the rules themselves, as far as there is room. */
  readonly summary: string;
}

/**
 * Tells in plain English what changed from one set of rules to the next. Pure.
 *
 * @param options.isEnd no rules are stated any more.
 */
export function describeRuleChanges(options: {
  readonly name: string | null;
  readonly changes: readonly RuleChange<ReadableRule>[];
  readonly isEnd: boolean;
}): RuleChangeText {
  const { name, changes, isEnd } = options;
  const more = changes.length - maxChanges;
  const parts = [
    ...(name === null ? [] : [cutText(name, textLimits.name)]),
    ...(changes.length === 0 ? ['No rule was added, removed, reworded or moved.'] : []),
    ...changes.slice(0, maxChanges).map(changeText),
    ...(more > 0 ? [`Not told here: ${more} more.`] : []),
  ];
  return { title: titleOf(changes, isEnd), summary: parts.join('\n\n') };
}

function titleOf(changes: readonly RuleChange<ReadableRule>[], isEnd: boolean): string {
  if (isEnd) return 'no rules are stated any more';
  if (changes.length === 0) return 'the same rules are back';
  const counts = ruleChangeKinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kindNames[kind]}`];
  });
  return `rules changed (${counts.join(', ')})`;
}

function changeText(change: RuleChange<ReadableRule>): string {
  switch (change.kind) {
    case 'added':
      return `Added: ${textOf(change.after)}`;
    case 'removed':
      return `Removed: ${textOf(change.before)}`;
    case 'reworded':
      return `Before: ${textOf(change.before)}\nAfter: ${textOf(change.after)}`;
    case 'annotated':
      return `With another explanation or translation: ${textOf(change.after)}`;
    case 'moved':
      return `Moved from place ${change.before.position} to ${change.after.position}: ${textOf(change.after)}`;
  }
}

const textOf = ({ text }: ReadableRule) => cutText(text, maxRuleLength);
