import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { SimilarInstance } from '../../data/similar.ts';
import type { Locale } from '../../i18n/locales.ts';
import { comparePath } from '../../params/compare-params.ts';
import { Section } from '../section.tsx';
import { LikenessList } from '../server/likeness-list.tsx';

interface Props {
  readonly locale: Locale;
  /** The first of those that are compared. */
  readonly than: InstanceRecord;
  /** Domains of those that are compared. */
  readonly chosen: readonly string[];
  readonly similar: readonly SimilarInstance[];
}

/** Servers like the first one, each to be put beside those that are compared. */
export async function CompareSimilar({ locale, than, chosen, similar }: Props) {
  const t = await getTranslations('compare');
  if (similar.length === 0) return null;
  return (
    <Section
      id="similar"
      heading={t.rich('similarHeading', {
        server: () => (
          <bdi dir="ltr" className="[overflow-wrap:anywhere]">
            {than.unicode_domain}
          </bdi>
        ),
      })}
      note={<p>{t('similarNote')}</p>}
    >
      <ul className="grid gap-x-10 sm:grid-cols-2">
        {similar.map((each) => (
          <li key={each.instance.domain} className="min-w-0 border-b border-line py-4">
            <h3 className="font-text text-body font-bold">
              <bdi dir="ltr" className="[overflow-wrap:anywhere]">
                {each.instance.unicode_domain}
              </bdi>
            </h3>
            <LikenessList locale={locale} similar={each} />
            <a
              href={`/${locale}${comparePath([...chosen, each.instance.domain])}`}
              rel="nofollow"
              className="link inline-flex min-h-9 items-center"
            >
              {t('with')}
              <span className="sr-only">
                {' '}
                (<bdi>{each.instance.unicode_domain}</bdi>)
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
