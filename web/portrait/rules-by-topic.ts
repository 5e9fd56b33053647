import type { InstanceRecord } from '../../db/model/records.ts';
import { type RuleTopic, ruleTopics } from '../../db/model/rule-topics.ts';
import type { RuleInSet, RuleSet } from '../../db/queries/rule-sets.ts';

/** A topic that is a row; `other` is none of them. */
export type NamedTopic = Exclude<RuleTopic, 'other'>;

const namedTopics = ruleTopics.filter((topic): topic is NamedTopic => topic !== 'other');

/** What is known of a server's rules. */
export type KnownRules =
  /** `isCurrent`: they were read at the last visit; otherwise they are those of an earlier one. */
  | {
      readonly kind: 'rules';
      readonly rules: readonly RuleInSet[];
      readonly validFrom: string;
      readonly isCurrent: boolean;
    }
  /** The server publishes an empty list. */
  | { readonly kind: 'none' }
  /** They could not be read by us, and never were. */
  | { readonly kind: 'unread' }
  /** Not read yet. */
  | { readonly kind: 'unknown' };

/** What stands in one row of one server. */
export type TopicCell =
  | { readonly kind: 'rules'; readonly rules: readonly RuleInSet[] }
  /** It has rules, and none on this. */
  | { readonly kind: 'no-rule' }
  /** It has rules that nobody has sorted by topic yet. */
  | { readonly kind: 'unsorted' }
  | { readonly kind: 'none' | 'unread' | 'unknown' };

/** Rules of several servers, put beside each other. Cells are in the order of the servers. */
export interface AlignedRules {
  /** Topics on which at least one has a rule. */
  readonly rows: readonly { readonly topic: NamedTopic; readonly cells: readonly TopicCell[] }[];
  /** Rules of no topic; null: nobody has any. */
  readonly others: readonly TopicCell[] | null;
  /** Topics on which nobody whose rules we know has one; empty when we know nobody's. */
  readonly absent: readonly NamedTopic[];
}

/** What is known of a server's rules, from its record and the newest set that we read. */
export function knownRules(
  { rules_unread, rules_count }: Pick<InstanceRecord, 'rules_unread' | 'rules_count'>,
  newest: RuleSet | undefined,
): KnownRules {
  if (newest?.validTo === null)
    return {
      kind: 'rules',
      ...{ rules: newest.rules, validFrom: newest.validFrom },
      isCurrent: rules_unread === null,
    };
  if (rules_unread !== null) return { kind: 'unread' };
  return { kind: rules_count === 0 ? 'none' : 'unknown' };
}

/**
 * Puts the rules of servers beside each other by topic. A rule stands in the row of each of its topics, in the server's order.
 * Pure.
 */
export function alignRules(servers: readonly KnownRules[]): AlignedRules {
  const cellsFor = (isMeant: (rule: RuleInSet) => boolean) => servers.map((known) => cellOf(known, isMeant));
  const hasRules = (cells: readonly TopicCell[]) => cells.some(({ kind }) => kind === 'rules');
  const all = namedTopics.map((topic) => ({
    topic,
    cells: cellsFor(({ topics }) => topics.includes(topic)),
  }));
  const others = cellsFor(({ topics }) => topics.every((topic) => topic === 'other'));
  return {
    rows: all.filter(({ cells }) => hasRules(cells)),
    others: hasRules(others) ? others : null,
    absent: all.flatMap(({ topic, cells }) =>
      !hasRules(cells) && cells.some(({ kind }) => kind === 'no-rule') ? [topic] : [],
    ),
  };
}

function cellOf(known: KnownRules, isMeant: (rule: RuleInSet) => boolean): TopicCell {
  if (known.kind !== 'rules') return known;
  const rules = known.rules.filter(isMeant);
  if (rules.length > 0) return { kind: 'rules', rules };
  return { kind: known.rules.some(({ topics }) => topics.length === 0) ? 'unsorted' : 'no-rule' };
}
