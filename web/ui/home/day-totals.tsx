import { getTranslations } from 'next-intl/server';
import type { NetworkRecord } from '../../../db/model/records.ts';
import { carriedDays } from '../../../db/queries/counted-days.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { Section } from '../section.tsx';
import { ShareBar } from './share-bar.tsx';

interface Props {
  readonly locale: Locale;
  readonly day: NetworkRecord;
}

const totals = ['servers', 'users_active_month', 'users_total', 'local_posts'] as const;

/** The day's totals, each with how much of it was reported that day and how much is carried. */
export async function DayTotals({ locale, day }: Props) {
  const t = await getTranslations('home.totals');
  const format = await formatter();
  return (
    <Section
      id="totals"
      heading={t('heading', { day: format.dateTime(startOfDay(day.day), 'day') })}
      note={<p>{day.partial ? t('partial') : t('finished')}</p>}
    >
      <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
        {totals.map((total) => {
          const { observed, carried } = partsOf(day, total);
          return (
            <div key={total} className="flex flex-col">
              <dt className="order-2 font-semibold">{t(total)}</dt>
              <dd className="figures order-1 font-display text-[clamp(2.25rem,6vw,3.75rem)] leading-none font-bold tracking-tight">
                {format.number(observed + carried)}
              </dd>
              <dd className="order-3 mt-2">
                <ShareBar part={observed} whole={observed + carried} />
                <p className="figures mt-1.5 flex flex-wrap gap-x-4 text-small text-muted">
                  <span>
                    <span
                      aria-hidden="true"
                      className="me-1.5 inline-block size-2.5 rounded-full bg-count-fill"
                    />
                    {t('observed', { count: observed })}
                  </span>
                  <span>
                    <span
                      aria-hidden="true"
                      className="me-1.5 inline-block size-2.5 rounded-full border-2 border-other-fill"
                    />
                    {t('carried', { count: carried, days: carriedDays })}
                  </span>
                </p>
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="figures mt-8 max-w-prose border-t border-line pt-4 text-muted">
        {t('coverage', {
          known: day.servers_known,
          failed: day.servers_failed,
          refused: day.servers_refused,
          quarantined: day.servers_quarantined,
        })}{' '}
        <a href={`/${locale}/method#words`} className="link text-ink">
          {t('explain')}
        </a>
      </p>
    </Section>
  );
}

function partsOf(day: NetworkRecord, total: (typeof totals)[number]) {
  return { observed: day[`${total}_observed`], carried: day[`${total}_carried`] };
}
