import { getLocale, getTranslations } from 'next-intl/server';
import type { RuleTopic } from '../../../db/model/rule-topics.ts';
import { defaultInstanceOrder } from '../../params/directory-params.ts';
import { directoryPath } from '../directory/directory-links.ts';

/** What a rule is about, each topic a way to the servers with a rule on it. "Other" says nothing and is not shown. */
export async function RuleTopics({ topics }: { readonly topics: readonly RuleTopic[] }) {
  const t = await getTranslations('topics');
  const locale = await getLocale();
  const named = topics.filter((topic) => topic !== 'other');
  if (named.length === 0) return null;
  const to = (topic: RuleTopic) =>
    directoryPath({ filter: { ruleTopics: [topic] }, order: defaultInstanceOrder, page: 1 });
  return (
    <ul aria-label={t('label')} className="mt-2.5 flex flex-wrap gap-x-1.5 gap-y-1.5">
      {named.map((topic) => (
        <li key={topic}>
          <a
            href={`/${locale}${to(topic)}`}
            className="inline-flex min-h-7 items-center border border-line px-2 text-sm leading-tight text-muted hover:border-ink hover:text-ink"
          >
            {t(`names.${topic}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}
