import { changedTranslations, isReturn, type RuleChange } from '../../../db/model/rule-changes.ts';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import type { RuleVersion } from '../../data/server.ts';
import { abridged, type TextPart, wordDifference } from './word-difference.ts';

/** A change of one rule, with its words compared where that can be read. */
export type ShownChange = RuleChange<RuleInSet> & {
  /** The two texts compared; null when they are equal, or are to be shown one after the other. */
  readonly text: readonly TextPart[] | null;
  /** The two hints compared, likewise. */
  readonly hint: readonly TextPart[] | null;
  readonly translations: readonly TranslationChange[];
};

/** A translation that was added, removed or changed; its hint stands below its text. */
export interface TranslationChange {
  /** BCP 47 tag. */
  readonly language: string;
  /** Null: there was none. */
  readonly before: string | null;
  /** Null: there is none any more. */
  readonly after: string | null;
  /** The two compared; null when there is one alone, or they are to be shown one after the other. */
  readonly parts: readonly TextPart[] | null;
}

/** Something that happened to a server's rules, as we saw it. */
export type RuleEvent = {
  /** ISO 8601: when we first saw it. */
  readonly at: string;
} & (
  | { readonly kind: 'first'; readonly rules: number }
  /** No changes: the same rules are back after a time without any. */
  | { readonly kind: 'changed'; readonly changes: readonly ShownChange[]; readonly more: number }
  /** The server stated no rules any more. */
  | { readonly kind: 'ended' }
);

/** Changes of one day that are shown; the rest is a number. */
const maxChanges = 40;
/** Pairs of texts that are compared word by word for one page, the newest first. */
const maxComparisons = 40;

/** Translations of one rule whose changes are shown; some servers have dozens. */
const maxTranslations = 10;

/** A translation as one text; null: there is none. */
function translationIn({ translations }: RuleInSet, language: string): string | null {
  const given = Object.hasOwn(translations, language) ? translations[language] : undefined;
  if (given === undefined) return null;
  return given.hint === null ? given.text : `${given.text}\n${given.hint}`;
}

/** What happened to a server's rules, the newest first. Pure. */
export function ruleEvents(versions: readonly RuleVersion[]): readonly RuleEvent[] {
  let comparisons = 0;
  const compare = (before: string | null, after: string | null) => {
    if (before === after || before === null || after === null || comparisons >= maxComparisons) return null;
    comparisons += 1;
    const parts = wordDifference(before, after);
    return parts === null ? null : abridged(parts);
  };
  const shown = (change: RuleChange<RuleInSet>): ShownChange =>
    change.kind === 'reworded' || change.kind === 'annotated'
      ? {
          ...change,
          text: compare(change.before.text, change.after.text),
          hint: compare(change.before.hint, change.after.hint),
          translations: changedTranslations(change.before, change.after)
            .slice(0, maxTranslations)
            .map((language) => {
              const before = translationIn(change.before, language);
              const after = translationIn(change.after, language);
              return { language, before, after, parts: compare(before, after) };
            }),
        }
      : { ...change, text: null, hint: null, translations: [] };
  return versions.flatMap((version, index): RuleEvent[] => {
    const { validFrom, validTo, rules } = version;
    const isEnd = validTo !== null && versions[index - 1]?.validFrom !== validTo;
    const end: RuleEvent[] = isEnd ? [{ kind: 'ended', at: validTo }] : [];
    if (version.changes === null) return [...end, { kind: 'first', at: validFrom, rules: rules.length }];
    const changes = version.changes.filter((change) => !isReturn(change));
    return [
      ...end,
      {
        kind: 'changed',
        at: validFrom,
        changes: changes.slice(0, maxChanges).map(shown),
        more: Math.max(0, changes.length - maxChanges),
      },
    ];
  });
}
