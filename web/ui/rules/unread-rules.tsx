import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { formatter } from '../../i18n/formatter.ts';
import { OutboundLink } from '../outbound-link.tsx';
import { aboutUrl } from '../outbound-url.ts';
import { softwareName } from '../software-name.ts';

interface Props {
  readonly instance: InstanceRecord;
  readonly reason: NonNullable<InstanceRecord['rules_unread']>;
  /** Since when those rules that we read before have been known, ISO 8601; null when there are none. */
  readonly shownSince: string | null;
}

/** Why the rules could not be read at the last visit, and where a person finds them. */
export async function UnreadRules({ instance, reason, shownSince }: Props) {
  const t = await getTranslations('rules.unread');
  const format = await formatter();
  const dayOf = (instant: string) => format.dateTime(new Date(instant), 'day');
  return (
    <div className="mb-8 max-w-prose border-s-8 border-other-fill bg-surface px-4 py-3">
      <h3 className="font-text text-body font-bold">{t(`${reason}.heading`)}</h3>
      <p className="mt-1">
        {reason === 'failed'
          ? t('failed.text', { day: dayOf(instance.last_up_at) })
          : t(`${reason}.text`, { software: softwareName(instance.software) })}
      </p>
      <p className="mt-1">
        {shownSince !== null
          ? t('shown', { day: dayOf(shownSince) })
          : instance.rules_count === 0
            ? t('wasEmpty')
            : t('look')}
      </p>
      <p className="mt-2">
        <OutboundLink raw={aboutUrl(instance)} text={t('about')} />
      </p>
    </div>
  );
}
