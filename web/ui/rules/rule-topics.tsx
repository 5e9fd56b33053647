import { getLocale, getTranslations } from 'next-intl/server';
import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import { topicPath } from '../rules-explorer/rules-links.ts';

/** What a rule is about, each topic a way to the rules of all servers on it, and from there to these servers. "Other" says nothing and is not shown. */
export async function RuleTopics({ topics }: { readonly topics: readonly RuleTopic[] }) {
  const t = await getTranslations('topics');
  const locale = await getLocale();
  const named = topics.filter((topic) => topic !== 'other');
  if (named.length === 0) return null;
  return (
    <ul aria-label={t('label')} className="mt-2.5 flex flex-wrap gap-x-1.5 gap-y-1.5">
      {named.map((topic) => (
        <li key={topic}>
          <a
            href={`/${locale}${topicPath(topic)}`}
            className="inline-flex min-h-7 items-center border border-line px-2 text-sm leading-tight text-muted hover:border-ink hover:text-ink"
          >
            {t(`names.${topic}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}
