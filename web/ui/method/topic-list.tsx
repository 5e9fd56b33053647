import { getLocale, getTranslations } from 'next-intl/server';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { richCode } from './rich-code.tsx';

/** What rules are sorted by: every topic with what it stands for and a way to the servers with a rule on it. */
export async function TopicList() {
  const t = await getTranslations();
  const locale = await getLocale();
  return (
    <>
      <p className="max-w-prose text-large">{t('method.topics')}</p>
      <dl className="mt-3 grid gap-x-12 sm:grid-cols-2">
        {ruleTopics.map((topic) => (
          <div key={topic} className="border-b border-line py-2.5">
            <dt className="font-bold">
              <a
                href={`/${locale}/servers?rule_topic=${topic}`}
                className="link inline-flex min-h-7 items-center"
              >
                {t(`topics.names.${topic}`)}
              </a>
            </dt>
            <dd className="text-muted">{t(`topics.meanings.${topic}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-5 max-w-prose">{t.rich('method.topicsMeasured', { code: richCode })}</p>
    </>
  );
}
