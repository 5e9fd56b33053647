import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { LinkedHost } from '../outbound-link.tsx';
import { outboundUrl, signUpUrl } from '../outbound-url.ts';

interface Props {
  readonly instance: InstanceRecord;
}

/** How one gets an account, as a key of `server.join`, and what the button asks for; null: one can only look around. */
export function waysIn({ registrations, reason_required }: InstanceRecord) {
  const mode = registrations ?? 'unknown';
  return {
    text: mode === 'approval' && reason_required === false ? 'approvalNoReason' : mode,
    ask: mode === 'open' ? 'signUp' : mode === 'approval' ? 'apply' : null,
  } as const;
}

/** What the server states beyond the way in; nothing for what it does not state. */
export async function JoinConditions({ instance }: Props) {
  const t = await getTranslations('server.join');
  const { minimum_age, reason_required, features, registrations } = instance;
  const conditions = [
    ...(minimum_age === null ? [] : [t('minimumAge', { count: minimum_age })]),
    ...(reason_required === true && registrations === 'approval' ? [t('reasonRequired')] : []),
    ...(features.email_required === true ? [t('emailRequired')] : []),
  ];
  if (conditions.length === 0) return null;
  return (
    <ul className="mt-2 list-disc ps-5">
      {conditions.map((condition) => (
        <li key={condition}>{condition}</li>
      ))}
    </ul>
  );
}

/** What one finds there, as a key of `server.join.ways`. */
function wayName({ class: kind, registrations }: InstanceRecord) {
  return kind === 'relay' || kind === 'bridge' ? 'noMembers' : (registrations ?? 'unknown');
}

interface WayProps extends Props {
  /** Null: one can only look around. */
  readonly ask: 'signUp' | 'apply' | null;
  /** Whether it is what the page is for, or one way among several; then it also says what one finds there. @default true */
  readonly isMain?: boolean;
}

/** The button and where it leads; the bare address when it is none that we link to. */
export async function JoinWay({ instance, ask, isMain = true }: WayProps) {
  const t = await getTranslations('server.join');
  const href = ask === null ? outboundUrl(instance.url) : signUpUrl(instance);
  if (href === null)
    return (
      <p className="mt-4 font-bold">
        <bdi dir="ltr" className="[overflow-wrap:anywhere]">
          {instance.unicode_domain}
        </bdi>
      </p>
    );
  return (
    <p className="mt-4">
      <a
        href={href}
        rel="noopener nofollow"
        className={`${ask === null || !isMain ? 'button-plain' : 'button-main'} w-full py-2`}
      >
        {isMain ? (
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {t.rich(`ways.${wayName(instance)}`, {
              server: () => <bdi dir="ltr">{instance.unicode_domain}</bdi>,
            })}
          </span>
        ) : (
          t(ask ?? 'visit')
        )}
      </a>
      <span className="mt-1.5 block text-center text-small text-muted">
        {t.rich('leads', { domain: () => <LinkedHost href={href} /> })}
      </span>
    </p>
  );
}
