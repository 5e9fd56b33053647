import { getTranslations } from 'next-intl/server';
import type { Locale } from '../../i18n/locales.ts';
import { comparePath } from '../../params/compare-params.ts';

interface Props {
  readonly locale: Locale;
  /** One server, to which others are added on the page, or up to `mostCompared`. */
  readonly domains: readonly string[];
}

/** The way to a comparison of servers, or to one that begins with a server. */
export async function CompareLink({ locale, domains }: Props) {
  const t = await getTranslations('compare');
  return (
    <a
      href={`/${locale}${comparePath(domains)}`}
      rel="nofollow"
      className="link inline-flex min-h-9 items-center"
    >
      {domains.length === 1 ? t('link') : t('these', { count: domains.length })}
    </a>
  );
}
