import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { languageAttribute, languageName } from '../../i18n/language-name.ts';
import type { Locale } from '../../i18n/locales.ts';
import { HostLabel } from '../host-label.tsx';
import { QuarantineLink } from '../method/quarantine-link.tsx';
import { softwareName } from '../software-name.ts';

interface Props {
  readonly locale: Locale;
  readonly instance: InstanceRecord;
  /** People active on the largest server of the census. */
  readonly largest: number;
}

/** Languages named on a row; the rest is a number. */
const shownLanguages = 3;

/** One server in the list: who it is, what it says of itself, how one gets in, how many people, which rules. */
export async function ServerRow({ locale, instance, largest }: Props) {
  const t = await getTranslations('directory');
  const { domain, unicode_domain, name, description, status, quarantine, class: kind } = instance;
  return (
    <li className="grid gap-x-8 gap-y-3 border-b border-line py-5 sm:grid-cols-[3.5rem_minmax(0,1fr)] lg:grid-cols-[4.5rem_minmax(0,1fr)_14rem]">
      <SizeDot
        activeUsers={quarantine === null && !isMemberless(kind) ? instance.users_active_month : null}
        status={status}
        largest={largest}
      />
      <div className="min-w-0">
        <h3 className="text-2xl leading-tight font-bold tracking-tight">
          <a
            href={`/${locale}/servers/${domain}`}
            className="inline-block max-w-full py-0.5 decoration-count-fill decoration-[3px] underline-offset-4 hover:underline"
          >
            <bdi className="line-clamp-2 break-words">{name ?? unicode_domain}</bdi>
          </a>
        </h3>
        <p className="text-muted">
          <HostLabel unicode={unicode_domain} /> · {softwareName(instance.software)}
          {kind !== 'community' && <> · {t(`kinds.${kind}`)}</>}
          {status !== 'up' && <strong className="text-other"> · {t(`status.${status}`)}</strong>}
          {instance.unattended_since !== null && <strong className="text-other"> · {t('unattended')}</strong>}
        </p>
        {description !== null && (
          <p
            dir="auto"
            lang={onlyLanguage(instance.languages)}
            className="mt-1.5 line-clamp-2 max-w-prose break-words"
          >
            {description}
          </p>
        )}
      </div>
      <RowFacts locale={locale} instance={instance} />
    </li>
  );
}

async function RowFacts({ locale, instance }: Omit<Props, 'largest'>) {
  const t = await getTranslations();
  const { registrations, rules_count, rule_documents, languages } = instance;
  const shown = languages?.slice(0, shownLanguages) ?? [];
  const more = (languages?.length ?? 0) - shown.length;
  return (
    <ul className="figures flex flex-wrap gap-x-4 gap-y-0.5 text-[0.9375rem] max-lg:sm:col-start-2 lg:flex-col">
      {isMemberless(instance.class) ? (
        <li>{t('directory.memberless')}</li>
      ) : (
        <>
          <li className={registrations === 'open' ? 'font-bold' : ''}>
            {t(`registrations.${registrations ?? 'unknown'}`)}
          </li>
          <li>
            <Activity instance={instance} />
          </li>
        </>
      )}
      <li>
        {rules_count === null
          ? t(`directory.rulesUnread.${instance.rules_unread ?? 'failed'}`)
          : rule_documents.length > 0 && rule_documents.length === rules_count
            ? t('directory.ruleDocuments', { count: rules_count })
            : t('format.rules', { count: rules_count })}
      </li>
      <li className="text-muted">
        {shown.length === 0
          ? t('directory.languagesUnknown')
          : [...shown.map((tag) => languageName(tag, locale)), ...(more > 0 ? [`+${more}`] : [])].join(', ')}
      </li>
    </ul>
  );
}

async function Activity({ instance }: { readonly instance: InstanceRecord }) {
  const t = await getTranslations('directory');
  const { quarantine, users_active_month } = instance;
  if (quarantine !== null)
    return (
      <strong className="text-other">
        <QuarantineLink rule={quarantine.rule}>{t('quarantined')}</QuarantineLink>
      </strong>
    );
  return users_active_month === null ? t('activeUnknown') : t('active', { count: users_active_month });
}

function isMemberless(kind: InstanceRecord['class']): boolean {
  return kind === 'relay' || kind === 'bridge';
}

/** The description's language is known when the server names just one. */
function onlyLanguage(languages: readonly string[] | null): string | undefined {
  return languages?.length === 1 ? languageAttribute(languages[0]) : undefined;
}

interface DotProps {
  readonly activeUsers: number | null;
  readonly status: InstanceRecord['status'];
  readonly largest: number;
}

/** The server as a dot, as on the home page; flattened here, so that small ones can still be told apart. */
function SizeDot({ activeUsers, status, largest }: DotProps) {
  const radius = Math.min(26, 2.5 + 23.5 * ((activeUsers ?? 0) / Math.max(1, largest)) ** 0.4);
  return (
    <svg viewBox="0 0 56 56" aria-hidden="true" className="size-14 max-sm:hidden">
      <circle
        cx="28"
        cy="28"
        r={radius.toFixed(1)}
        strokeWidth="2.5"
        className={
          status === 'up' && activeUsers !== null ? 'fill-count-fill' : 'fill-none stroke-other-fill'
        }
      />
    </svg>
  );
}
