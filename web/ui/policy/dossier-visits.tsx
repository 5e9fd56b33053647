import { getTranslations } from 'next-intl/server';
import type { DossierVisit } from '../../../db/queries/host-dossier.ts';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollTable } from '../scroll-table.tsx';

/** Visits, one a row, the newest first. */
export async function DossierVisits({ visits }: { readonly visits: readonly DossierVisit[] }) {
  const t = await getTranslations('visits');
  const format = await formatter();
  const columns = [t('when'), t('outcome'), t('code'), t('requests'), t('bytes'), t('duration')];
  return (
    <ScrollTable caption={t('visitsHeading')} columns={columns}>
      {visits.map(({ visitedAt, outcome, detail, requests, bytes, durationMs }) => (
        <tr key={visitedAt.toISOString()} className="figures border-b border-line align-top">
          <th scope="row" className="py-2.5 pe-6 text-start font-normal whitespace-nowrap">
            <time dateTime={visitedAt.toISOString()}>{format.dateTime(visitedAt, 'instantShort')}</time>
          </th>
          <td className="min-w-48 py-2.5 pe-6">{t(`outcomes.${outcome}`)}</td>
          <td className="py-2.5 pe-6">
            {detail !== null && (
              <code dir="ltr" className="font-mono text-[0.9rem] [overflow-wrap:anywhere]">
                {detail}
              </code>
            )}
          </td>
          <td className="py-2.5 pe-6">{format.number(requests)}</td>
          <td className="py-2.5 pe-6">{format.number(bytes)}</td>
          <td className="py-2.5 whitespace-nowrap">{t('ms', { ms: durationMs })}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}
