import { getTranslations } from 'next-intl/server';
import { isGoingOn } from '../../../db/model/crawl-state.ts';
import { outageDays } from '../../../db/queries/census-health.ts';
import type { OwnOutage } from '../../../db/queries/own-outages.ts';
import type { HealthData } from '../../data/health.ts';
import { formatDuration } from '../../i18n/duration.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';

/** When our own network failed within the last weeks, and for how long. */
export async function OutageList({ health }: { readonly health: HealthData }) {
  const t = await getTranslations('health');
  const format = await formatter();
  const { outages } = health;
  return (
    <Section id="outages" heading={t('outagesHeading')} note={<p>{t('outagesNote')}</p>}>
      {outages.length === 0 ? (
        <p>{t('noOutages', { days: outageDays })}</p>
      ) : (
        <table className="figures w-full border-collapse text-start">
          <caption className="sr-only">{t('outagesCaption', { days: outageDays })}</caption>
          <thead>
            <tr className="border-b-2 border-ink align-bottom">
              <th scope="col" className="py-2 text-start">
                {t('began')}
              </th>
              <th scope="col" className="py-2 ps-3 text-start sm:ps-6">
                {t('lasted')}
              </th>
              <th scope="col" className="py-2 ps-3 text-end sm:ps-6">
                {t('failures')}
              </th>
            </tr>
          </thead>
          <tbody>
            {outages.map((outage) => (
              <tr key={outage.beganAt.toISOString()} className="border-b border-line align-top">
                <th scope="row" className="py-2.5 text-start font-normal">
                  <time dateTime={outage.beganAt.toISOString()}>
                    {format.dateTime(outage.beganAt, 'instant')}
                  </time>
                </th>
                <td className="py-2.5 ps-3 sm:ps-6">
                  <Lasted outage={outage} lastVisitAt={health.lastVisitAt} />
                </td>
                <td className="py-2.5 ps-3 text-end sm:ps-6">{format.number(outage.failures)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

async function Lasted({
  outage,
  lastVisitAt,
}: { readonly outage: OwnOutage } & Pick<HealthData, 'lastVisitAt'>) {
  const t = await getTranslations('health');
  const format = await formatter();
  const { beganAt, endedAt } = outage;
  if (endedAt !== null) return formatDuration(format, endedAt.getTime() - beganAt.getTime());
  return isGoingOn(outage, lastVisitAt) ? (
    <strong>{t('goesOn')}</strong>
  ) : (
    <span className="text-muted">{t('endUnknown')}</span>
  );
}
