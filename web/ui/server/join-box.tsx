import { getTranslations } from 'next-intl/server';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { LinkedHost } from '../outbound-link.tsx';
import { outboundUrl, signUpUrl } from '../outbound-url.ts';
import { FoldedText } from '../rules/folded-text.tsx';

interface Props {
  readonly instance: InstanceRecord;
}

/** Longer messages, in UTF-16 code units, are folded after their beginning. */
const longMessage = 500;

/** How one gets an account here, with the way to it. Leads out of the site. */
export async function JoinBox({ instance }: Props) {
  const t = await getTranslations('server.join');
  return (
    <section aria-labelledby="join" className="border-2 border-ink bg-surface p-5 sm:p-6">
      <h2 id="join" className="text-2xl font-bold tracking-tight">
        {t('heading')}
      </h2>
      <Answer instance={instance} />
    </section>
  );
}

async function Answer({ instance }: Props) {
  const t = await getTranslations();
  const { status, unattended_since } = instance;
  const registrations = instance.registrations ?? 'unknown';
  if (status === 'gone' || status === 'moved') return <p className="mt-3">{t(`server.join.${status}`)}</p>;
  if (unattended_since !== null) return <p className="mt-3 font-bold">{t('server.join.unattended')}</p>;
  if (instance.class === 'relay' || instance.class === 'bridge')
    return (
      <>
        <p className="mt-3">{t(`server.join.${instance.class}`)}</p>
        <Way instance={instance} ask={null} />
      </>
    );
  const needsNoReason = registrations === 'approval' && instance.reason_required === false;
  return (
    <>
      <p className="mt-3 font-bold">{t(`registrations.${registrations}`)}</p>
      <p className="mt-1">{t(`server.join.${needsNoReason ? 'approvalNoReason' : registrations}`)}</p>
      <Conditions instance={instance} />
      <OwnWords instance={instance} />
      <Way
        instance={instance}
        ask={registrations === 'open' ? 'signUp' : registrations === 'approval' ? 'apply' : null}
      />
      <p className="mt-4 text-sm text-muted">{t('server.join.reach')}</p>
    </>
  );
}

/** What the server states beyond the way in; nothing for what it does not state. */
async function Conditions({ instance }: Props) {
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

/** What the server tells those who cannot sign up at once. */
async function OwnWords({ instance }: Props) {
  const t = await getTranslations('server.join');
  const { sign_up_message, languages } = instance;
  if (sign_up_message === null) return null;
  return (
    <div className="mt-4 border-s-4 border-line ps-4">
      <p className="text-sm text-muted">{t('ownWords')}</p>
      <blockquote className="mt-0.5">
        <FoldedText
          text={sign_up_message}
          language={languages?.length === 1 ? (languages[0] ?? null) : null}
          maxLength={longMessage}
        />
      </blockquote>
    </div>
  );
}

interface WayProps extends Props {
  /** Null: one can only look around. */
  readonly ask: 'signUp' | 'apply' | null;
}

/** The button and where it leads; the bare address when it is none that we link to. */
async function Way({ instance, ask }: WayProps) {
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
        className={`${ask === null ? 'button-plain' : 'button-main'} w-full`}
      >
        {t(ask ?? 'visit')}
      </a>
      <span className="mt-1.5 block text-center text-sm text-muted">
        {t.rich('leads', { domain: () => <LinkedHost href={href} /> })}
      </span>
    </p>
  );
}
