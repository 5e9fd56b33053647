import type { RuleDocument, RuleTranslations } from './rules.ts';

/** What comparing two sets needs to know of a rule. */
export interface ComparableRule {
  /** The same in both sets when it is the same rule, word for word. */
  readonly ruleId: number;
  readonly position: number;
  readonly text: string;
}

/** What a reader may see of a rule beside its text. */
export interface ReadableRule extends ComparableRule {
  readonly hint: string | null;
  readonly document: RuleDocument | null;
  readonly translations: RuleTranslations;
}

/** What can happen to a rule from one set to the next. */
export const ruleChangeKinds = ['added', 'removed', 'reworded', 'annotated', 'moved'] as const;

/**
 * What happened to a rule from one set to the next.
 * `added`, `removed`. `reworded`: its text changed, but most of its words stayed. `annotated`: its text stayed, its hint
 * or translations changed. `moved`: nothing but its place changed, and not only since others came or went before it.
 */
export type RuleChange<Rule extends ComparableRule> =
  | { readonly kind: 'added'; readonly after: Rule }
  | { readonly kind: 'removed'; readonly before: Rule }
  | { readonly kind: 'reworded' | 'annotated' | 'moved'; readonly before: Rule; readonly after: Rule };

/** Two texts that share this part of their pairs of letters are wordings of one rule. */
const similarEnough = 0.5;
/** Longer texts are compared by their beginning: enough to know them again. */
const maxCompared = 500;
/**
 * Old rules times new ones that are held against each other; beyond it (thirty rules all changed at once) they count as
 * removed and added. Strangers write the rules, and whoever looks at a page pays for the comparison.
 */
const maxPairings = 900;

/**
 * What changed from one set of rules to the next: changes that end in the new set in its order, then the removed ones
 * in theirs. Equal sets have none. Pure.
 */
export function compareRules<Rule extends ComparableRule>(
  before: readonly Rule[],
  after: readonly Rule[],
): readonly RuleChange<Rule>[] {
  const kept = new Map(before.map((rule) => [rule.ruleId, rule]));
  const still = new Set(after.map((rule) => rule.ruleId));
  const gone = before.filter((rule) => !still.has(rule.ruleId));
  const fresh = after.filter((rule) => !kept.has(rule.ruleId));
  const pairs = pairUp(gone, fresh);
  const inPlace = keptInOrder(before, after);
  const changes = after.flatMap((rule): RuleChange<Rule>[] => {
    const same = kept.get(rule.ruleId);
    if (same !== undefined)
      return inPlace.has(rule.ruleId) ? [] : [{ kind: 'moved', before: same, after: rule }];
    const earlier = pairs.get(rule);
    if (earlier === undefined) return [{ kind: 'added', after: rule }];
    return [{ kind: earlier.text === rule.text ? 'annotated' : 'reworded', before: earlier, after: rule }];
  });
  const paired = new Set(pairs.values());
  const removed = gone.filter((rule) => !paired.has(rule));
  return [...changes, ...removed.map((rule) => ({ kind: 'removed' as const, before: rule }))];
}

/** Whether a rule ended and came back word for word: nothing of it changed. */
export function isReturn(change: RuleChange<ReadableRule>): boolean {
  if (change.kind !== 'annotated') return false;
  const { before, after } = change;
  return (
    before.hint === after.hint &&
    before.document === after.document &&
    changedTranslations(before, after).length === 0
  );
}

/** Languages whose translation was added, removed or changed. */
export function changedTranslations(before: ReadableRule, after: ReadableRule): readonly string[] {
  const tags = new Set([...Object.keys(before.translations), ...Object.keys(after.translations)]);
  return [...tags].filter((tag) => {
    const one = before.translations[tag];
    const other = after.translations[tag];
    return one?.text !== other?.text || one?.hint !== other?.hint;
  });
}

/** For each new rule the old one that it is a wording of: the most alike first, each used once. */
function pairUp<Rule extends ComparableRule>(
  gone: readonly Rule[],
  fresh: readonly Rule[],
): ReadonlyMap<Rule, Rule> {
  const pairs = new Map<Rule, Rule>();
  if (gone.length * fresh.length > maxPairings) return pairs;
  const letters = new Map([...gone, ...fresh].map((rule) => [rule, letterPairs(rule.text)]));
  const candidates = fresh.flatMap((after) =>
    gone.map((before) => ({
      after,
      before,
      likeness: likenessOf(letters.get(before) ?? new Map(), letters.get(after) ?? new Map()),
    })),
  );
  candidates.sort((a, b) => b.likeness - a.likeness);
  const used = new Set<Rule>();
  for (const { after, before, likeness } of candidates) {
    if (likeness < similarEnough || pairs.has(after) || used.has(before)) continue;
    pairs.set(after, before);
    used.add(before);
  }
  return pairs;
}

/** Pairs of neighbouring letters with their counts: works without word borders, as in Japanese. */
function letterPairs(text: string): ReadonlyMap<string, number> {
  const letters = [...text.slice(0, maxCompared).toLowerCase().replace(/\s+/g, ' ')];
  const pairs = new Map<string, number>();
  letters.forEach((letter, index) => {
    const pair = letter + (letters[index + 1] ?? '');
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  return pairs;
}

/** The Dice coefficient of two bags: 1 for equal ones, 0 for such that share nothing. */
function likenessOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of one) {
    shared += Math.min(count, other.get(pair) ?? 0);
    total += count;
  }
  for (const count of other.values()) total += count;
  return total === 0 ? 1 : (2 * shared) / total;
}

/** The kept rules that stand in the same order in both sets, as many as possible: the others have moved. */
function keptInOrder(
  before: readonly ComparableRule[],
  after: readonly ComparableRule[],
): ReadonlySet<number> {
  const placeOf = new Map(before.map((rule, index) => [rule.ruleId, index]));
  const kept = [...new Set(after.map((rule) => rule.ruleId))].filter((id) => placeOf.has(id));
  // Longest increasing subsequence of the old places.
  const lengths: number[] = [];
  const previous: number[] = [];
  let best = -1;
  kept.forEach((id, index) => {
    lengths[index] = 1;
    previous[index] = -1;
    for (let earlier = 0; earlier < index; earlier += 1) {
      const isBefore = (placeOf.get(kept[earlier] ?? -1) ?? 0) < (placeOf.get(id) ?? 0);
      if (isBefore && (lengths[earlier] ?? 0) + 1 > (lengths[index] ?? 0)) {
        lengths[index] = (lengths[earlier] ?? 0) + 1;
        previous[index] = earlier;
      }
    }
    if (best === -1 || (lengths[index] ?? 0) > (lengths[best] ?? 0)) best = index;
  });
  const inOrder = new Set<number>();
  for (let index = best; index >= 0; index = previous[index] ?? -1) inOrder.add(kept[index] ?? -1);
  return inOrder;
}
