import { getTranslations } from 'next-intl/server';
import { parseHostName } from '../../../db/model/host-name.ts';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { startOfDay } from '../../i18n/formats.ts';
import type { SiteFormatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { knownRule } from '../method/quarantine-anchor.ts';
import { QuarantineLink } from '../method/quarantine-link.tsx';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
  readonly format: SiteFormatter;
}

/**
 * What a reader must know before the rest: moved, gone, failing, unattended, not counted. Nothing for an ordinary
 * server.
 */
export async function ServerNotices({ locale, instance, format }: Props) {
  const t = await getTranslations('server.notices');
  const { status, quarantine, unattended_since } = instance;
  const dayOf = (instant: string) => format.dateTime(new Date(instant), 'day');
  if (status === 'up' && quarantine === null && unattended_since === null) return null;
  return (
    <div className="mt-6 grid max-w-prose gap-4">
      {status === 'moved' && (
        <Notice>
          <Moved locale={locale} movedTo={instance.moved_to} />
        </Notice>
      )}
      {status === 'gone' && <Notice>{t('gone', { day: dayOf(instance.last_up_at) })}</Notice>}
      {status === 'failing' && (
        <Notice>
          {t('failing', { visited: dayOf(instance.last_visit_at), day: dayOf(instance.last_up_at) })}
        </Notice>
      )}
      {unattended_since !== null && (
        <Notice>
          <strong>{t('unattended', { day: format.dateTime(startOfDay(unattended_since), 'day') })}</strong>{' '}
          {t('unattendedText')}
        </Notice>
      )}
      {quarantine !== null && (
        <Notice>
          <strong>{t('quarantinedHeading')}</strong> <Quarantined quarantine={quarantine} format={format} />
          {quarantine.detail !== '' && (
            <bdi lang="en" className="mt-1 block text-muted">
              {quarantine.detail}
            </bdi>
          )}
        </Notice>
      )}
    </div>
  );
}

/** The rule in the reader's language, and since when it holds. */
async function Quarantined({
  quarantine: { rule, since },
  format,
}: Pick<Props, 'format'> & { readonly quarantine: NonNullable<InstanceRecord['quarantine']> }) {
  const t = await getTranslations();
  const known = knownRule(rule);
  const day = format.dateTime(startOfDay(since), 'day');
  return t.rich('server.notices.quarantined', {
    // A record of a later release may name a rule that this one has no words for.
    title: known === undefined ? rule : t(`quarantineRules.names.${known}.title`),
    day,
    link: (chunks) => <QuarantineLink rule={rule}>{chunks}</QuarantineLink>,
  });
}

function Notice({ children }: { readonly children: React.ReactNode }) {
  return <div className="border-s-8 border-other-fill bg-surface px-4 py-3">{children}</div>;
}

async function Moved({ locale, movedTo }: { readonly locale: Locale; readonly movedTo: string | null }) {
  const t = await getTranslations('server.notices');
  const target = parseHostName(movedTo);
  if (!target.ok) return t('movedUnknown');
  return t.rich('moved', {
    target: target.value,
    link: (chunks) => (
      <a href={`/${locale}/servers/${target.value}`} className="link">
        <bdi dir="ltr" className="[overflow-wrap:anywhere]">
          {chunks}
        </bdi>
      </a>
    ),
  });
}
