import { getTranslations } from 'next-intl/server';
import {
  type QuarantineRule,
  quarantineRuleNames,
  quarantineRules,
  type Threshold,
} from '../../../db/model/quarantine-rules.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter, type SiteFormatter } from '../../i18n/formatter.ts';
import { Contact } from '../policy/contact.tsx';
import { ruleAnchor } from './quarantine-anchor.ts';
import { richCode } from './rich-code.tsx';
import { ruleAccuracy } from './rule-accuracy.ts';

/** Every rule by which a figure is not counted: what it refuses, why, when it ends, its thresholds and where they come from. */
export async function QuarantineRuleList() {
  const t = await getTranslations('quarantineRules');
  return (
    <>
      <p className="max-w-prose text-large">{t('intro')}</p>
      {quarantineRuleNames.map((name) => (
        <RuleEntry key={name} name={name} />
      ))}
      <h3 id="quarantine-out" className="mt-10 text-lead font-bold">
        {t('outHeading')}
      </h3>
      <p className="mt-2 max-w-prose">{t.rich('out', { code: richCode })}</p>
      <div className="mt-2">
        <Contact />
      </div>
      <Accuracy />
    </>
  );
}

async function RuleEntry({ name }: { readonly name: keyof typeof quarantineRules }) {
  const t = await getTranslations('quarantineRules');
  const format = await formatter();
  const rule: QuarantineRule = quarantineRules[name];
  const thresholds = Object.entries(rule.thresholds);
  const values = Object.fromEntries(
    thresholds.map(([threshold, { value, unit }]) => [threshold, formatThreshold(format, value, unit)]),
  );
  return (
    <article aria-labelledby={`${ruleAnchor(name)}-name`} id={ruleAnchor(name)} className="mt-8">
      <h3 id={`${ruleAnchor(name)}-name`} className="text-lead leading-snug font-bold">
        {t(`names.${name}.title`)}{' '}
        <code dir="ltr" className="font-mono text-body font-normal text-muted">
          {name}
        </code>
      </h3>
      <dl className="figures mt-2 grid gap-y-2">
        {(['refuses', 'why', 'ends'] as const).map((part) => (
          <div key={part} className="grid gap-x-6 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <dt className="text-muted">{t(part)}</dt>
            <dd className="max-w-prose">{t(`names.${name}.${part}`, values)}</dd>
          </div>
        ))}
      </dl>
      <details className="mt-3 border-y border-line">
        <summary className="min-h-11 py-2.5 font-semibold hover:underline">{t('thresholds')}</summary>
        <p className="mb-2">{t('since', { day: format.dateTime(startOfDay(rule.since), 'day') })}</p>
        {thresholds.length > 0 && (
          <dl className="figures mb-3 grid gap-x-10 lg:grid-cols-2">
            {thresholds.map(([threshold, { unit }]) => (
              <div key={threshold} className="border-b border-line py-1.5 text-[0.9375rem]">
                <dt>
                  <code dir="ltr" className="font-mono text-[0.9em] [overflow-wrap:anywhere] text-muted">
                    {threshold}
                  </code>
                </dt>
                <dd>
                  {values[threshold]} {t(`units.${unit}`)}
                </dd>
              </div>
            ))}
          </dl>
        )}
        <p className="mb-3 max-w-prose text-small text-muted">
          {t('source')} <bdi lang="en">{rule.source}</bdi>
        </p>
      </details>
    </article>
  );
}

/** Precise: a threshold of 0.005 is half a per cent, and not one. */
function formatThreshold(format: SiteFormatter, value: number, unit: Threshold['unit']): string {
  return format.number(value, unit === 'share' ? 'share' : 'exact');
}

async function Accuracy() {
  const t = await getTranslations('quarantineRules');
  const format = await formatter();
  const { measuredOn, labelled, hits, refused, recallServers, recallUsers, honestLives, honestKinds } =
    ruleAccuracy;
  return (
    <>
      <h3 id="quarantine-accuracy" className="mt-10 text-lead font-bold">
        {t('accuracyHeading')}
      </h3>
      <p className="figures mt-2 max-w-prose">
        {t('accuracy', {
          day: format.dateTime(startOfDay(measuredOn), 'day'),
          servers: labelled,
          hits,
          refused,
          recallServers: format.number(recallServers, 'share'),
          recallUsers: format.number(recallUsers, 'preciseShare'),
          lives: honestLives,
          kinds: honestKinds,
        })}
      </p>
      <p className="mt-3 max-w-prose">{t.rich('accuracyLimits', { code: richCode })}</p>
    </>
  );
}
