import { getTranslations } from 'next-intl/server';
import { type OutcomeKind, outcomeKinds } from '../../../db/model/outcome.ts';
import type { DossierVisit } from '../../../db/queries/host-dossier.ts';
import { formatter } from '../../i18n/formatter.ts';
import { ScrollTable } from '../scroll-table.tsx';

/** Visits, one a row, the newest first; then what the ways in which they ended mean, each once. */
export async function DossierVisits({ visits }: { readonly visits: readonly DossierVisit[] }) {
  const t = await getTranslations('visits');
  const outcomes = await getTranslations('outcomes');
  const format = await formatter();
  const columns = [t('when'), t('outcome')];
  const numbers = [t('requests'), t('bytes'), t('duration')];
  const occurred = new Set(visits.map(({ outcome }) => outcome));
  return (
    <>
      <ScrollTable caption={t('visitsCaption')} columns={columns} numberColumns={numbers}>
        {visits.map(({ visitedAt, outcome, detail, requests, bytes, durationMs }) => (
          <tr key={visitedAt.toISOString()} className="figures border-b border-line align-baseline">
            <th scope="row" className="py-2.5 pe-6 text-start font-normal whitespace-nowrap">
              <time dateTime={visitedAt.toISOString()}>{format.dateTime(visitedAt, 'instantShort')}</time>
            </th>
            <td className="min-w-48 py-2.5 pe-6">
              {outcomes(`${outcome}.name`)}
              {detail !== null && (
                <code dir="ltr" className="block font-mono text-[0.9rem] [overflow-wrap:anywhere] text-muted">
                  {detail}
                </code>
              )}
            </td>
            <td className="py-2.5 ps-6 text-end">{format.number(requests)}</td>
            <td className="py-2.5 ps-6 text-end">{format.number(bytes)}</td>
            <td className="py-2.5 ps-6 text-end whitespace-nowrap">{t('ms', { ms: durationMs })}</td>
          </tr>
        ))}
      </ScrollTable>
      <OutcomeMeanings kinds={outcomeKinds.filter((kind) => occurred.has(kind))} />
    </>
  );
}

async function OutcomeMeanings({ kinds }: { readonly kinds: readonly OutcomeKind[] }) {
  const t = await getTranslations('visits');
  const outcomes = await getTranslations('outcomes');
  return (
    <>
      <h3 className="mt-10 mb-2 text-2xl font-bold">{t('meanings')}</h3>
      <dl className="max-w-prose">
        {kinds.map((kind) => (
          <div key={kind} className="border-b border-line py-2.5">
            <dt className="font-semibold">{outcomes(`${kind}.name`)}</dt>
            <dd>{outcomes(`${kind}.meaning`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
