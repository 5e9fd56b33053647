import { getTranslations } from 'next-intl/server';
import type { Answers, Question } from '../../chooser/answers.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';

/** What was answered to a question, as the address has it; none when it was not. */
export function answerValues(answers: Answers, question: Question): readonly string[] {
  return [answers[question] ?? []].flat();
}

/** A function that says in the reader's language what was answered: "French or German", "Spam and Privacy". */
export async function answerNames(
  locale: Locale,
): Promise<(question: Question, values: readonly string[]) => string> {
  const t = await getTranslations();
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const textOf = (question: Question, value: string) => {
    switch (question) {
      case 'languages':
        return languageName(value, locale);
      case 'purposes':
        return t(`choose.purposes.${value as 'photos'}.name`);
      case 'signUp':
        return t(`choose.signUp.${value as 'now'}.name`);
      case 'sizes':
        return t(`choose.sizes.${value as 'small'}.name`);
      case 'ruleTopics':
        return t(`topics.names.${value as 'spam'}`);
      case 'countries':
        return countries.of(value) ?? value;
    }
  };
  return (question, values) =>
    new Intl.ListFormat(locale, { type: question === 'ruleTopics' ? 'conjunction' : 'disjunction' }).format(
      values.map((value) => textOf(question, value)),
    );
}
