import { getTranslations } from 'next-intl/server';
import type { SimilarInstance } from '../../data/similar.ts';
import { languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { softwareName } from '../software-name.ts';

interface Props {
  readonly locale: Locale;
  readonly similar: SimilarInstance;
}

/** Languages and topics that are named; the rest is a number, or left to the page. */
const mostNamed = 3;

/** What two servers have in common, one thing a line. */
export async function LikenessList({ locale, similar: { instance, likeness, sharedTexts } }: Props) {
  const t = await getTranslations();
  const { languages, topics, isSameSize, isSameSoftware } = likeness;
  const list = (names: readonly string[]) => new Intl.ListFormat(locale).format(names);
  const named = topics.slice(0, mostNamed).map((topic) => t(`topics.names.${topic}`));
  const facts = [
    ...(languages.length === 0
      ? []
      : [
          t('server.similar.languages', {
            languages: list(languages.slice(0, mostNamed).map((tag) => languageName(tag, locale))),
          }),
        ]),
    ...(sharedTexts === 0 ? [] : [t('server.similar.texts', { count: sharedTexts })]),
    ...(topics.length === 0
      ? []
      : [
          t(topics.length > mostNamed ? 'server.similar.topicsMore' : 'server.similar.topics', {
            ...{ count: topics.length, topics: list(named) },
          }),
        ]),
    ...(isSameSize ? [t('server.similar.size', { people: instance.users_active_month ?? 0 })] : []),
    ...(isSameSoftware ? [t('server.similar.software', { software: softwareName(instance.software) })] : []),
  ];
  return (
    <ul className="list-disc ps-5">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
