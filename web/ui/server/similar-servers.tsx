import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { SimilarInstance } from '../../data/similar.ts';
import type { Locale } from '../../i18n/locales.ts';
import { comparePath } from '../../params/compare-params.ts';
import { HostLabel } from '../host-label.tsx';
import { Section } from '../section.tsx';
import { LikenessList } from './likeness-list.tsx';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
  /** The most alike first. */
  readonly similar: readonly SimilarInstance[];
}

/** Servers that are like this one, with what they have in common; each leads to its page and to a comparison. */
export async function SimilarServers({ locale, instance, similar }: Props) {
  const t = await getTranslations('server.similar');
  // A relay, a bridge or one person's server is like no place to join.
  if (instance.class !== 'community') return null;
  return (
    <Section id="similar" heading={t('heading')} note={<p>{t('note')}</p>}>
      {similar.length === 0 && <p className="max-w-prose">{t('none')}</p>}
      <ul className="grid gap-x-10 sm:grid-cols-2">
        {similar.map((each) => (
          <li key={each.instance.domain} className="min-w-0 border-b border-line py-4">
            <SimilarServer locale={locale} than={instance.domain} similar={each} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface SimilarProps {
  readonly locale: Locale;
  /** The server that it is like. */
  readonly than: string;
  readonly similar: SimilarInstance;
}

async function SimilarServer({ locale, than, similar }: SimilarProps) {
  const t = await getTranslations('server.similar');
  const { domain, unicode_domain, name } = similar.instance;
  return (
    <>
      <h3 className="text-lead leading-tight font-bold">
        <a href={`/${locale}/servers/${domain}`} className="link inline-flex min-h-7 items-center">
          <bdi className="line-clamp-2 [overflow-wrap:anywhere] [text-align:match-parent]">
            {name ?? unicode_domain}
          </bdi>
        </a>
      </h3>
      {name !== null && (
        <p className="text-muted">
          <HostLabel unicode={unicode_domain} punycode={domain} />
        </p>
      )}
      <p className="mt-2 text-small text-muted">{t('inCommon')}</p>
      <LikenessList locale={locale} similar={similar} />
      <p className="mt-1">
        <a
          href={`/${locale}${comparePath([than, domain])}`}
          rel="nofollow"
          className="link inline-flex min-h-9 items-center"
        >
          {t('compare')}
          <span className="sr-only">
            {' '}
            (<bdi>{unicode_domain}</bdi>)
          </span>
        </a>
      </p>
    </>
  );
}
