import { getTranslations } from 'next-intl/server';
import type { NetworkRecord } from '../../../db/model/records.ts';
import { DotFieldFigure } from '../../charts/figure/dot-field-figure.tsx';
import type { HomeData } from '../../data/home.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';

interface Props {
  readonly locale: Locale;
  readonly newest: NetworkRecord;
  readonly field: HomeData['field'];
}

/** The census in one sentence with its two numbers, and the field of dots below it. */
export async function Hero({ locale, newest, field }: Props) {
  const t = await getTranslations('home');
  const format = await formatter();
  const servers = newest.servers_observed + newest.servers_carried;
  return (
    <section aria-labelledby="headline">
      <div className="wide grid gap-x-12 gap-y-6 pt-8 pb-10 lg:grid-cols-[minmax(0,2.4fr)_minmax(0,1fr)] lg:items-end lg:pt-14 lg:pb-14">
        <div>
          <h1
            id="headline"
            className="text-[clamp(2.6rem,7.6vw,6.25rem)] leading-[0.95] font-extrabold tracking-[-0.03em]"
          >
            {t.rich('headline', {
              people: newest.users_active_month,
              servers,
              em: (chunks) => <em className="figures tracking-[-0.02em] text-count not-italic">{chunks}</em>,
            })}
          </h1>
          <p className="mt-4 font-semibold text-muted">
            {t('asOf', { day: format.dateTime(startOfDay(newest.day), 'day') })}
          </p>
        </div>
        <div className="max-w-prose">
          <p>{t('lead')}</p>
          <p className="mt-6 flex flex-wrap gap-3">
            <a href={`/${locale}/choose`} className="button-main">
              {t('choose')}
            </a>
            <a href={`/${locale}/method`} className="button-plain">
              {t('how')}
            </a>
          </p>
        </div>
      </div>
      <h2 className="sr-only">{t('field.heading')}</h2>
      <DotFieldFigure
        locale={locale}
        wide={field.wide}
        narrow={field.narrow}
        servers={servers}
        people={newest.users_active_month}
      />
    </section>
  );
}
