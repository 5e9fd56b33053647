import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import type { RuleVersion } from '../../data/server.ts';
import { formatter } from '../../i18n/formatter.ts';
import { RuleChanges } from '../rules/rule-changes.tsx';
import { ruleEvents } from '../rules/rule-events.ts';
import { RuleList } from '../rules/rule-list.tsx';
import { UnreadRules } from '../rules/unread-rules.tsx';
import { Section } from '../section.tsx';

interface Props {
  readonly instance: InstanceRecord;
  /** Newest first. */
  readonly versions: readonly RuleVersion[];
}

/** The rules in force, word for word and in the server's order, what changed in them, and every earlier version. */
export async function ServerRules({ instance, versions }: Props) {
  const t = await getTranslations('rules');
  const inForce = versions.find(({ validTo }) => validTo === null);
  const events = ruleEvents(versions);
  const { rules_unread, rules_count } = instance;
  return (
    <Section id="rules" heading={t('heading')} note={inForce !== undefined && <InForce version={inForce} />}>
      {rules_unread !== null && (
        <UnreadRules instance={instance} reason={rules_unread} shownSince={inForce?.validFrom ?? null} />
      )}
      {inForce !== undefined && <RuleList rules={inForce.rules} level={3} />}
      {inForce === undefined && rules_unread === null && (
        <p className="max-w-prose">{t(rules_count === 0 ? 'none' : 'notYet')}</p>
      )}
      {events.some(({ kind }) => kind !== 'first') && (
        <RuleChanges
          events={events}
          // The oldest set that we show was not the first: it is compared with one before it.
          allHref={
            (versions.at(-1)?.changes ?? null) === null
              ? null
              : `/api/v1/instances/${instance.domain}/rules/changes`
          }
        />
      )}
      <EarlierVersions versions={versions.filter((version) => version !== inForce)} />
    </Section>
  );
}

/** How much is in force, and since when we know. */
async function InForce({ version: { rules, validFrom } }: { readonly version: RuleVersion }) {
  const t = await getTranslations('rules');
  const format = await formatter();
  const documents = rules.filter(({ document }) => document !== null).length;
  const day = format.dateTime(new Date(validFrom), 'day');
  return (
    <>
      <p>
        {documents === rules.length
          ? t('inForceDocuments', { count: documents, day })
          : t('inForce', { count: rules.length, day })}
      </p>
      {rules.some(({ topics }) => topics.some((topic) => topic !== 'other')) && (
        <p className="mt-2 text-small">{t('topicsNote')}</p>
      )}
    </>
  );
}

async function EarlierVersions({ versions }: { readonly versions: readonly RuleVersion[] }) {
  const t = await getTranslations('rules');
  const format = await formatter();
  if (versions.length === 0) return null;
  return (
    <details className="mt-8 border-y border-line">
      <summary className="min-h-11 py-2.5 font-semibold hover:underline">
        {t('earlier', { count: versions.length })}
      </summary>
      <div className="grid gap-8 pt-2 pb-6">
        {versions.map((version) => (
          <section key={version.validFrom}>
            <h3 className="mb-2 font-text text-body font-bold">
              {t('version', {
                from: format.dateTime(new Date(version.validFrom), 'day'),
                to: format.dateTime(new Date(version.validTo ?? version.validFrom), 'day'),
              })}
            </h3>
            <RuleList rules={version.rules} level={4} />
          </section>
        ))}
      </div>
    </details>
  );
}
