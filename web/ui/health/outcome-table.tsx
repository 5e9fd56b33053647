import { getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { outcomeKinds } from '../../../db/model/outcome.ts';
import type { OutcomeCount } from '../../../db/queries/outcome-counts.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';

/** How the visits of the day ended, each way with what it means; the ways that did not occur are folded away. */
export async function OutcomeTable({ outcomes }: { readonly outcomes: readonly OutcomeCount[] }) {
  const t = await getTranslations('health');
  const words = await getTranslations('outcomes');
  const occurred = new Set(outcomes.map(({ outcome }) => outcome));
  const others = outcomeKinds.filter((kind) => !occurred.has(kind));
  return (
    <Section id="outcomes" heading={t('outcomesHeading')} note={<p>{t('outcomesNote')}</p>}>
      {outcomes.length === 0 ? <p>{t('noVisits')}</p> : <Counts outcomes={outcomes} />}
      {others.length > 0 && (
        <details className="mt-6 border-y border-line">
          <summary className="min-h-11 py-2.5 font-semibold hover:underline">{t('otherOutcomes')}</summary>
          <ul className="mb-3">
            {others.map((kind) => (
              <li key={kind} className="border-t border-line py-2.5">
                <span className="font-semibold">{words(`${kind}.name`)}</span>
                <span className="block text-small text-muted">{words(`${kind}.meaning`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

async function Counts({ outcomes }: { readonly outcomes: readonly OutcomeCount[] }) {
  const t = await getTranslations('health');
  const words = await getTranslations('outcomes');
  const format = await formatter();
  const sum = (count: (row: OutcomeCount) => number) =>
    outcomes.reduce((total, row) => total + count(row), 0);
  return (
    <table className="figures w-full border-collapse text-start">
      <caption className="sr-only">{t('outcomesCaption')}</caption>
      <thead>
        <tr className="border-b-2 border-ink align-bottom">
          <th scope="col" className="py-2 text-start">
            {t('outcome')}
          </th>
          <th scope="col" className="py-2 ps-3 text-end sm:ps-6">
            {t('today')}
          </th>
          <th scope="col" className="py-2 ps-3 text-end sm:ps-6">
            {t('inDay')}
          </th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map(({ outcome, today, inDay }) => (
          <Fragment key={outcome}>
            <tr className="align-baseline">
              <th scope="row" className="pt-2.5 text-start">
                {words(`${outcome}.name`)}
              </th>
              <td className="pt-2.5 ps-3 text-end sm:ps-6">{format.number(today)}</td>
              <td className="pt-2.5 ps-3 text-end sm:ps-6">{format.number(inDay)}</td>
            </tr>
            {/* Across the table: beside the numbers, a phone would leave it three words a line. */}
            <tr className="border-b border-line">
              <td colSpan={3} className="pb-2.5 text-small text-muted">
                {words(`${outcome}.meaning`)}
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t-2 border-ink font-bold">
          <th scope="row" className="py-2.5 text-start">
            {t('all')}
          </th>
          <td className="py-2.5 ps-3 text-end sm:ps-6">{format.number(sum(({ today }) => today))}</td>
          <td className="py-2.5 ps-3 text-end sm:ps-6">{format.number(sum(({ inDay }) => inDay))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
