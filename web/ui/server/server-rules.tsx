import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { RuleInSet } from '../../../db/queries/rule-sets.ts';
import type { RuleVersion } from '../../data/server.ts';
import { formatter } from '../../i18n/formatter.ts';
import { Section } from '../section.tsx';
import { softwareName } from '../software-name.ts';
import { RuleItem } from './rule-item.tsx';

interface Props {
  readonly instance: InstanceRecord;
  /** Newest first. */
  readonly versions: readonly RuleVersion[];
}

/** The rules in force, word for word and in the server's order, and every earlier version. */
export async function ServerRules({ instance, versions }: Props) {
  const t = await getTranslations('server.rules');
  const format = await formatter();
  const inForce = versions.find(({ validTo }) => validTo === null);
  const earlier = versions.filter((version) => version !== inForce);
  const isUnread = inForce === undefined && instance.rules_count === null;
  return (
    <Section
      id="rules"
      heading={t('heading')}
      note={
        inForce !== undefined && (
          <p>
            {t('inForce', {
              count: inForce.rules.length,
              day: format.dateTime(new Date(inForce.validFrom), 'day'),
            })}
          </p>
        )
      }
    >
      {inForce !== undefined && <RuleList rules={inForce.rules} />}
      {inForce === undefined && (
        <p className="max-w-prose">
          {isUnread ? t('unread', { software: softwareName(instance.software) }) : t('none')}
        </p>
      )}
      {earlier.length > 0 && (
        <details className="mt-8 border-y border-line">
          <summary className="min-h-11 py-2.5 font-semibold hover:underline">
            {t('historyNote', { count: earlier.length })}
          </summary>
          <div className="grid gap-8 pt-2 pb-6">
            {earlier.map((version) => (
              <section key={version.validFrom}>
                <h3 className="mb-2 font-text text-base font-bold">
                  {t('version', {
                    from: format.dateTime(new Date(version.validFrom), 'day'),
                    to: format.dateTime(new Date(version.validTo ?? version.validFrom), 'day'),
                  })}
                </h3>
                <RuleList rules={version.rules} />
              </section>
            ))}
          </div>
        </details>
      )}
    </Section>
  );
}

function RuleList({ rules }: { readonly rules: readonly RuleInSet[] }) {
  return (
    <ol className="grid gap-0 border-t border-line">
      {rules.map((rule) => (
        <RuleItem key={rule.position} rule={rule} />
      ))}
    </ol>
  );
}
