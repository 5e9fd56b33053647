import { distributions, quantileAt, sizeClassOf } from './distributions.ts';
import type { SimulatedRule } from './instance-state.ts';
import type { Random } from './random.ts';
import { type Language, languages, type RuleTopic, ruleTopics } from './texts/language.ts';
import { textStock } from './texts/stock.ts';
import { isAtLeast } from './versions.ts';

/** A rule as a server keeps it, before its version decides what is shown of it. */
interface KeptRule {
  readonly id: string;
  readonly topic: RuleTopic;
  /** Which of the topic's two wordings. */
  readonly wording: 0 | 1;
}

/** The rules of one server, and how they change. */
export interface RuleBook {
  readonly language: Language;
  readonly first: readonly KeptRule[];
  /** The rules after the change, and its day; null when they never change. */
  readonly change: { readonly afterDays: number; readonly rules: readonly KeptRule[] } | null;
  readonly hasHints: boolean;
  /** Languages that the rules are translated into. */
  readonly translatedInto: readonly Language[];
}

/** Parts of the servers with rules; assumed. */
const hintShare = 0.35;
const translationShare = 0.1;

/** Draws a server's rules: whether it has any, how many, which, and what changes. */
export function drawRules(
  random: Random,
  host: { readonly users: number; readonly language: Language; readonly changeShare: number },
): RuleBook {
  const { share, perServer } = distributions.rules.bySize[sizeClassOf(host.users)] ?? {
    share: 0,
    perServer: [0],
  };
  const hasRules = random.chance(share);
  const count = hasRules ? Math.max(1, Math.round(quantileAt(perServer, random.next()))) : 0;
  const first = random.sample(ruleTopics, count).map((topic, index): KeptRule => {
    return { id: String(index + 1), topic, wording: random.chance(0.5) ? 1 : 0 };
  });
  const afterDays = 1 + random.below(364);
  const changes = hasRules && random.chance(host.changeShare);
  const others = languages.filter((language) => language !== host.language);
  return {
    language: host.language,
    first,
    change: changes ? { afterDays, rules: changed(random, first) } : null,
    hasHints: random.chance(hintShare),
    translatedInto: random.chance(translationShare) ? random.sample(others, 2) : [],
  };
}

/** What administrators do to rules: add one, reword one, drop one, put them in another order. */
function changed(random: Random, rules: readonly KeptRule[]): KeptRule[] {
  const kind = random.pick(['add', 'reword', 'drop', 'reorder'] as const);
  const at = random.below(rules.length);
  const unused = ruleTopics.filter((topic) => rules.every((rule) => rule.topic !== topic));
  const [first, ...rest] = rules;
  if (kind === 'drop' && rules.length > 1) return rules.filter((_, index) => index !== at);
  if (kind === 'reorder' && first !== undefined && rest.length > 0) return [...rest, first];
  if (kind === 'add' && unused.length > 0)
    return [...rules, { id: String(rules.length + 1), topic: random.pick(unused), wording: 0 }];
  return rules.map((rule, index) => (index === at ? { ...rule, wording: rule.wording === 0 ? 1 : 0 } : rule));
}

/** The rules on a day, with what that version of Mastodon shows of them: hints since 4.3, translations since 4.4. */
export function rulesAfter(book: RuleBook, version: string, days: number): SimulatedRule[] {
  const { change, language, translatedInto } = book;
  const kept = change !== null && days >= change.afterDays ? change.rules : book.first;
  const hasHints = book.hasHints && isAtLeast(version, 4, 3);
  const translated = isAtLeast(version, 4, 4) ? translatedInto : [];
  const words = ({ topic, wording }: KeptRule, into: Language) => {
    const { texts, hint } = textStock[into].rules[topic];
    return { text: texts[wording], hint: hasHints ? hint : '' };
  };
  return kept.map((rule) => ({
    id: rule.id,
    ...words(rule, language),
    translations: Object.fromEntries(translated.map((into) => [into, words(rule, into)])),
  }));
}
