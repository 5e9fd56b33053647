import { getTranslations } from 'next-intl/server';
import type { RegistrationMode } from '../../../db/model/status.ts';
import type { FirstStepsData } from '../../data/first-steps.ts';
import type { Locale } from '../../i18n/locales.ts';

interface Props {
  readonly locale: Locale;
  readonly counts: FirstStepsData['registrations'];
}

const ways = ['open', 'approval', 'invite', 'closed'] as const satisfies readonly RegistrationMode[];

/** Each way of getting an account, with how many servers go it; the number leads to them. */
export async function WaysToJoin({ locale, counts }: Props) {
  const t = await getTranslations('firstSteps.ways');
  return (
    <dl className="border-t border-line">
      {ways.map((way) => (
        <div
          key={way}
          className="grid gap-x-6 gap-y-0.5 border-b border-line py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]"
        >
          <dt className="font-bold">{t(`${way}.name`)}</dt>
          <dd>
            {t(`${way}.meaning`)}{' '}
            {counts[way] > 0 && (
              <a
                href={`/${locale}/servers?registrations=${way}`}
                className="figures link inline-flex min-h-7 items-center"
              >
                {t('servers', { count: counts[way] })}
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
