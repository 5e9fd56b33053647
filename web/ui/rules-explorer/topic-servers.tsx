import { getTranslations } from 'next-intl/server';
import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import type { TopicServers as Counts } from '../../data/rules.ts';
import type { Locale } from '../../i18n/locales.ts';
import { topicServersPath } from './rules-links.ts';

interface Props {
  readonly locale: Locale;
  /** At least one. */
  readonly topics: readonly RuleTopic[];
  readonly counts: Counts;
}

/** From a topic to the servers that have a rule on it, and to those of them where anybody gets an account at once. */
export async function TopicServers({ locale, topics, counts }: Props) {
  const t = await getTranslations('rulesPage.topicServers');
  return (
    <section aria-labelledby="topic-servers" className="border-s-4 border-count-fill ps-5">
      <h2 id="topic-servers" className="figures text-heading">
        {t(topics.length === 1 ? 'heading' : 'headingEach', { count: counts.all })}
      </h2>
      <p className="mt-2 max-w-prose">{t('note')}</p>
      {counts.all > 0 && (
        <ul className="mt-4 flex flex-wrap gap-3">
          <li className="max-sm:w-full">
            <a href={`/${locale}${topicServersPath(topics)}`} className="button-plain max-sm:w-full">
              {t('all', { count: counts.all })}
            </a>
          </li>
          {counts.open > 0 && (
            <li className="max-sm:w-full">
              <a href={`/${locale}${topicServersPath(topics, true)}`} className="button-plain max-sm:w-full">
                {t('open', { count: counts.open })}
              </a>
            </li>
          )}
        </ul>
      )}
      {counts.all > 0 && counts.open === 0 && <p className="mt-3">{t('noneOpen', { count: counts.all })}</p>}
    </section>
  );
}
