import { getLocale, getTranslations } from 'next-intl/server';
import { featureNames } from '../../../db/model/instance-details.ts';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { formatter } from '../../i18n/formatter.ts';
import { OutboundLink } from '../outbound-link.tsx';
import { FactList } from './fact-list.tsx';

interface Props {
  readonly instance: InstanceRecord;
}

const giga = 1_000_000_000;
const mega = 1_000_000;

/** What the server lets its members do, as far as it says, and on what it says nothing. */
export async function ServerFeatures({ instance }: Props) {
  const t = await getTranslations('server.features');
  const locale = await getLocale();
  const format = await formatter();
  const shownValue = (name: (typeof featureNames)[number], value: number | boolean) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (name !== 'upload_quota_bytes') return format.number(value);
    const [amount, unit] = value >= giga ? [value / giga, 'gigabyte'] : [value / mega, 'megabyte'];
    return format.number(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  };
  const facts = featureNames.flatMap((name) => {
    const value = instance.features[name];
    return value === undefined ? [] : [{ term: t(`names.${name}`), value: shownValue(name, value) }];
  });
  const unstated = featureNames
    .filter((name) => instance.features[name] === undefined)
    .map((name) => t(`names.${name}`));
  return (
    <>
      <h3 className="mt-10 mb-2 text-xl font-bold">{t('heading')}</h3>
      {facts.length > 0 && <FactList facts={facts} />}
      {unstated.length > 0 && (
        <p className="mt-3 max-w-prose text-sm text-muted">
          {t('unstated', { list: new Intl.ListFormat(locale).format(unstated) })}
        </p>
      )}
    </>
  );
}

const pages = ['terms_url', 'privacy_url', 'contact_url', 'source_url'] as const;

/** The pages that the server names for its terms, its privacy policy, the person to write to and its source; which of them it does not name. */
export async function ServerPages({ instance }: Props) {
  const t = await getTranslations('server.pages');
  const unstated = <span className="font-normal text-muted italic">{t('unstated')}</span>;
  const facts = pages.map((name) => {
    const raw = instance[name];
    return { term: t(name), value: raw === null ? unstated : <OutboundLink raw={raw} /> };
  });
  return (
    <>
      <h3 className="mt-10 mb-2 text-xl font-bold">{t('heading')}</h3>
      <FactList facts={facts} />
    </>
  );
}
