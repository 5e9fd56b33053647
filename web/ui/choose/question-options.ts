import { getTranslations } from 'next-intl/server';
import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import { giantShare, sizeFrom, sizes } from '../../../db/model/server-size.ts';
import type { Answers, Question } from '../../chooser/answers.ts';
import type { OptionCounts } from '../../chooser/count-options.ts';
import { purposeNames } from '../../chooser/purposes.ts';
import { languageOwnName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { answerValues } from './answer-names.ts';

/** One answer to tick. */
export interface QuestionOption {
  readonly value: string;
  readonly text: string;
  /** Of the text, when it is not in the language of the page. */
  readonly language?: string;
  /** Servers left when it is the only answer to its question. */
  readonly count: number;
}

/** The answers to a question: those to tick, and those to find in a list. */
export interface QuestionOptions {
  readonly offered: readonly QuestionOption[];
  /** Less common ones, by name; none for most questions. */
  readonly further: readonly QuestionOption[];
}

/** So many languages and countries are to tick; a phone shows them on one screen or two. */
const mostOffered = 10;

/** The topics that say most about how people are to live together; all others are found in the directory. */
const offeredTopics = [
  'hate',
  'harassment',
  'privacy',
  'sexual-content',
  'minors',
  'misinformation',
  'generative-ai',
  'spam',
] as const satisfies readonly RuleTopic[];

interface Asked {
  readonly locale: Locale;
  readonly question: Question;
  readonly answers: Answers;
  readonly counts: OptionCounts;
}

/** What can be answered, with what each answer leaves. An answer of the address that is not on offer is offered, too. */
export async function questionOptions({
  locale,
  question,
  answers,
  counts,
}: Asked): Promise<QuestionOptions> {
  const t = await getTranslations();
  const chosen = answerValues(answers, question);
  const countOf = (value: string) =>
    counts.byValue.get(question === 'languages' ? value.toLowerCase() : value) ?? 0;
  const named = (value: string, text: string): QuestionOption => ({ value, text, count: countOf(value) });
  switch (question) {
    case 'languages': {
      const stated = [...counts.byValue.keys()].filter((tag) => /^[a-z]{2,3}$/.test(tag));
      const options = [...new Set([locale, ...stated, ...chosen])].map((value) => ({
        ...named(value, languageOwnName(value)),
        language: value,
      }));
      // The reader's own first, then the most common ones.
      return split(options, { locale, first: [locale, ...chosen] });
    }
    case 'purposes':
      return toTick(purposeNames.map((value) => named(value, t(`choose.purposes.${value}.option`))));
    case 'signUp':
      return toTick(
        (['now', 'wait'] as const).map((value) => named(value, t(`choose.signUp.${value}.option`))),
      );
    case 'sizes': {
      const numbers = { ...sizeFrom, share: giantShare };
      return toTick(sizes.map((value) => named(value, t(`choose.sizes.${value}.option`, numbers))));
    }
    case 'ruleTopics': {
      const topics = new Set<RuleTopic>([...offeredTopics, ...(answers.ruleTopics ?? [])]);
      return toTick([...topics].map((value) => named(value, t(`topics.names.${value}`))));
    }
    case 'countries': {
      const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
      const options = [...new Set([...counts.byValue.keys(), ...chosen])].map((value) =>
        named(value, names.of(value) ?? value),
      );
      return split(options, { locale, first: chosen });
    }
  }
}

function toTick(offered: readonly QuestionOption[]): QuestionOptions {
  return { offered, further: [] };
}

/** The first ones, then the most common ones to tick; the rest by name. */
function split(
  options: readonly QuestionOption[],
  { locale, first }: { readonly locale: Locale; readonly first: readonly string[] },
): QuestionOptions {
  const collator = new Intl.Collator(locale);
  const byName = (left: QuestionOption, right: QuestionOption) => collator.compare(left.text, right.text);
  const rank = ({ value }: QuestionOption) => (first.includes(value) ? first.indexOf(value) : first.length);
  const ordered = options.toSorted(
    (left, right) => rank(left) - rank(right) || right.count - left.count || byName(left, right),
  );
  const offered = Math.max(mostOffered, new Set(first).size);
  return { offered: ordered.slice(0, offered), further: ordered.slice(offered).toSorted(byName) };
}
