import { getTranslations } from 'next-intl/server';
import { carriedDays } from '../../../db/queries/counted-days.ts';
import { Definition } from './definition.tsx';

/** The measures of `crawler/census/growth`, each with its formula and where that comes from. */
const measures = [
  { id: 'panel', formula: 'Σ xᵢ(t₂) / Σ xᵢ(t₁) − 1', source: null },
  {
    id: 'chain',
    formula: 'Iₜ = Iₜ₋₁ · Σ xᵢ(t) / Σ xᵢ(t−1)',
    source: 'IMF, ILO: Consumer Price Index Manual, 2020',
  },
  { id: 'top', formula: 'Σ sᵢ, i ≤ k', source: null },
  { id: 'hhi', formula: 'Σ (100 sᵢ)²', source: 'US Horizontal Merger Guidelines, 2010' },
  {
    id: 'shannon',
    formula: '−Σ sᵢ ln sᵢ',
    source: 'Shannon, 1948; Pielou, 1966; Hill, 1973',
  },
  { id: 'gini', formula: 'Σ (2i − n − 1) xᵢ / (n Σ xᵢ)', source: 'Lorenz, 1905' },
  { id: 'lives', formula: null, source: null },
  {
    id: 'survival',
    formula: 'S(t) = Π (1 − dᵢ / nᵢ)',
    source: 'Kaplan, Meier, 1958; Greenwood, 1926; Kalbfleisch, Prentice, 1980',
  },
] as const;

/** How growth, concentration and survival are computed. */
export async function MeasureList() {
  const t = await getTranslations('methodMeasures');
  return (
    <>
      <p className="max-w-prose text-large">{t('intro')}</p>
      <dl className="mt-6">
        {measures.map(({ id, formula, source }) => (
          <Definition key={id} id={`measure-${id}`} term={t(`names.${id}.name`)}>
            {t(`names.${id}.meaning`, { deathDay: carriedDays + 1 })}
            {formula !== null && (
              <code dir="ltr" className="mt-2 block font-mono text-[0.9375rem] [overflow-wrap:anywhere]">
                {formula}
              </code>
            )}
            {source !== null && (
              <bdi lang="en" className="mt-1 block text-small text-muted">
                {source}
              </bdi>
            )}
          </Definition>
        ))}
      </dl>
    </>
  );
}
