import { getTranslations } from 'next-intl/server';
import type { RulesOverview } from '../../data/rules.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { topicPath, topicServersPath } from './rules-links.ts';

interface Props {
  readonly locale: Locale;
  readonly overview: RulesOverview;
}

/** Every topic with what it means, and how many servers have a rule on it: the name leads to rules, the number to servers. */
export async function TopicOverview({ locale, overview }: Props) {
  const t = await getTranslations();
  const format = await formatter();
  const { topics, serversWithRules } = overview;
  return (
    <section aria-labelledby="topics">
      <h2 id="topics" className="text-section">
        {t('rulesPage.topicsHeading')}
      </h2>
      <p className="figures mt-2 max-w-prose">{t('rulesPage.topicsNote', { count: serversWithRules })}</p>
      <p className="mt-2 max-w-prose text-muted">{t('rulesPage.speaksOf')}</p>
      <ul className="mt-5 grid gap-x-columns border-t-2 border-ink md:grid-cols-2">
        {topics.map(({ topic, servers }) => {
          const share = serversWithRules === 0 ? 0 : servers / serversWithRules;
          return (
            <li key={topic} className="flex flex-col border-b border-line py-3">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <h3 className="font-text text-lg leading-snug font-bold">
                  <a href={`/${locale}${topicPath(topic)}`} className="link inline-flex min-h-8 items-center">
                    {t(`topics.names.${topic}`)}
                  </a>
                </h3>
                <p className="figures text-small">
                  {servers === 0 ? (
                    <span className="text-muted">{t('rulesPage.nobody')}</span>
                  ) : (
                    <>
                      <a
                        href={`/${locale}${topicServersPath([topic])}`}
                        className="link inline-flex min-h-8 items-center"
                      >
                        {t('rulesPage.servers', { count: servers })}
                      </a>{' '}
                      <span className="inline-block min-w-[6ch] text-end text-muted">
                        {format.number(share, 'share')}
                      </span>
                    </>
                  )}
                </p>
              </div>
              <p className="text-small text-muted">{t(`topics.meanings.${topic}`)}</p>
              <div className="mt-auto pt-2">
                <ShareOfServers share={share} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Said in words beside it. */
function ShareOfServers({ share }: { readonly share: number }) {
  return (
    <svg
      viewBox="0 0 100 2"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block h-1.5 w-full rtl:-scale-x-100"
    >
      <rect x="0" y="0.75" width="100" height="0.5" className="fill-line" />
      <rect x="0" y="0" width={(share * 100).toFixed(2)} height="2" className="fill-count-fill" />
    </svg>
  );
}
