import { getTranslations } from 'next-intl/server';
import { goneAfterDays } from '../../../db/model/status.ts';
import { feedFormats, feedNames, feedPath, newServerLimits, serverFeedName } from '../../feeds/feed.ts';
import { richCode } from '../method/rich-code.tsx';
import { Section } from '../section.tsx';

/** What each feed tells, where it is, and how it is narrowed. */
export async function Feeds() {
  const t = await getTranslations('feeds');
  const { days, perDay } = newServerLimits;
  const meanings = {
    'new-servers': t('what.new-servers', { days, max: perDay }),
    'closed-servers': t('what.closed-servers', { days: goneAfterDays }),
    'rule-changes': t('what.rule-changes'),
    'method-changes': t('what.method-changes'),
  } as const;
  return (
    <Section id="feeds" heading={t('heading')} note={<p>{t('note')}</p>}>
      <dl>
        {feedNames.map((name) => (
          <div key={name} className="border-b border-line py-3 first:pt-0">
            <dt className="font-bold">{t(`names.${name}`)}</dt>
            <dd className="max-w-prose">{meanings[name]}</dd>
            <dd className="flex gap-x-6">
              {feedFormats.map((format) => (
                <a
                  key={format}
                  href={feedPath(name, format)}
                  aria-label={t('link', { feed: t(`names.${name}`), format: t(`formats.${format}`) })}
                  className="link inline-flex min-h-9 items-center"
                >
                  {t(`formats.${format}`)}
                </a>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 max-w-prose text-muted">
        {t.rich('narrowed', {
          filtered: `${feedPath('new-servers', 'atom')}?software=mastodon&language=fr`,
          server: feedPath(serverFeedName('mastodon.social'), 'atom'),
          code: richCode,
        })}
      </p>
    </Section>
  );
}
