import { getTranslations } from 'next-intl/server';
import { Definition } from './definition.tsx';

const figures = [
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
  'local_comments',
  'peers_count',
  'servers',
] as const;

/** Who says what "active" means, each with where it says so. */
const definitions = [
  { id: 'nodeinfo', name: 'NodeInfo', href: 'https://github.com/jhass/nodeinfo' },
  { id: 'mastodon', name: 'Mastodon', href: 'https://github.com/mastodon/mastodon/issues/18861' },
  { id: 'lemmy', name: 'Lemmy', href: 'https://github.com/LemmyNet/lemmy' },
  { id: 'misskey', name: 'Misskey', href: 'https://github.com/misskey-dev/misskey/issues/10852' },
  {
    id: 'gotosocial',
    name: 'GoToSocial',
    href: 'https://github.com/superseriousbusiness/gotosocial/pull/3734',
  },
  { id: 'peertube', name: 'PeerTube', href: 'https://github.com/Chocobozzz/PeerTube/issues/3525' },
  {
    id: 'wordpress',
    name: 'WordPress',
    href: 'https://github.com/Automattic/wordpress-activitypub/issues/209',
  },
] as const;

/** What each figure is, and by whose definition people are active. */
export async function ReportedFigures() {
  const t = await getTranslations('methodFigures');
  return (
    <>
      <p className="max-w-prose text-large">{t('intro')}</p>
      <dl className="mt-6">
        {figures.map((name) => (
          <Definition
            key={name}
            id={`figure-${name}`}
            term={
              <code dir="ltr" className="font-mono text-body">
                {name}
              </code>
            }
          >
            {t(`names.${name}`)}
          </Definition>
        ))}
      </dl>
      <h3 id="definitions" className="mt-10 text-lead font-bold">
        {t('definitionsHeading')}
      </h3>
      <p className="mt-2 max-w-prose">{t('definitionsIntro')}</p>
      <dl className="mt-6">
        {definitions.map(({ id, name, href }) => (
          <Definition
            key={id}
            term={
              <a href={href} rel="noopener" className="link">
                {name}
              </a>
            }
          >
            {t(`definitions.${id}`)}
          </Definition>
        ))}
      </dl>
    </>
  );
}
