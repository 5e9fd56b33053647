import { getTranslations } from 'next-intl/server';
import { Section } from '../section.tsx';

const words = ['living', 'due', 'pass', 'stopped'] as const;
const apiPath = '/api/v1/health';

/** What the words of the page mean, and where machines find the same. */
export async function HealthMeanings() {
  const t = await getTranslations('health');
  return (
    <Section id="meaning" heading={t('meaningHeading')}>
      <dl>
        {words.map((word) => (
          <div
            key={word}
            className="grid gap-x-8 gap-y-1 border-b border-line py-4 first:pt-0 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]"
          >
            <dt className="font-display text-lead leading-snug font-bold">{t(`meanings.${word}.word`)}</dt>
            <dd className="max-w-prose">{t(`meanings.${word}.meaning`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-6 max-w-prose text-muted">
        {t.rich('json', {
          path: apiPath,
          link: (chunks) => (
            <a href={apiPath} className="link text-ink">
              <bdi dir="ltr">{chunks}</bdi>
            </a>
          ),
        })}
      </p>
    </Section>
  );
}
