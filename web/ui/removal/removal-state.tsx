import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { HostName } from '../../../db/model/host-name.ts';
import { shownHostName } from '../../../db/model/shown-host-name.ts';
import type { RemovalStatus } from '../../../db/queries/removals.ts';
import type { RemovalData } from '../../data/removal.ts';
import { formatter } from '../../i18n/formatter.ts';
import { HostLabel } from '../host-label.tsx';
import { Section } from '../section.tsx';
import { type Fact, FactList } from '../server/fact-list.tsx';
import { ProofToPublish } from './proof-to-publish.tsx';

interface Props {
  readonly host: HostName;
  readonly found: RemovalData;
}

/** Whether there is nothing left to wait for, so that one may ask, or ask again. */
export function isOver({ isForgotten, removal }: RemovalData): boolean {
  return !isForgotten && removal?.state !== 'waiting';
}

/** What has become of a host's request. */
export async function RemovalState({ host, found }: Props) {
  const { isForgotten, removal } = found;
  const heading = <HostLabel unicode={shownHostName(host)} punycode={host} />;
  return (
    <Section id="state" heading={heading}>
      {isForgotten ? <Forgotten host={host} removal={removal} /> : <Pending host={host} removal={removal} />}
    </Section>
  );
}

async function Forgotten({
  host,
  removal,
}: {
  readonly host: HostName;
  readonly removal: RemovalStatus | null;
}) {
  const t = await getTranslations('removal');
  return (
    <div className="grid max-w-prose gap-3 border-s-8 border-count-fill bg-surface px-4 py-3">
      <p className="font-semibold">{t('forgotten.text', { host })}</p>
      {removal?.proof != null && <p>{t(`forgotten.${removal.proof}`)}</p>}
    </div>
  );
}

async function Pending({
  host,
  removal,
}: {
  readonly host: HostName;
  readonly removal: RemovalStatus | null;
}) {
  const t = await getTranslations('removal');
  // One that was confirmed, and taken back by the operator since, is as if nothing had been asked.
  if (removal === null || removal.state === 'confirmed') return <p>{t('notAsked', { host })}</p>;
  const facts = await factsOf(removal);
  if (removal.state === 'expired')
    return (
      <>
        <p className="mb-6 max-w-prose">{t('expired')}</p>
        <FactList facts={facts} isLong />
      </>
    );
  return (
    <>
      <ProofToPublish host={host} token={removal.token} />
      <h3 className="mt-10 mb-2 text-2xl font-bold">{t('state.heading')}</h3>
      <FactList facts={facts} isLong />
      <p className="mt-4 max-w-prose text-muted">{t('state.note')}</p>
    </>
  );
}

async function factsOf(removal: RemovalStatus): Promise<readonly Fact[]> {
  const t = await getTranslations('removal');
  const { state, requestedAt, checkedAt, nextCheckAt, dnsProblem, fileProblem } = removal;
  const strong = <strong>{t(`state.${state === 'expired' ? 'expired' : 'waiting'}`)}</strong>;
  return [
    { term: t('state.state'), value: strong },
    { term: t('state.asked'), value: await moment(requestedAt) },
    { term: t('state.lastLook'), value: checkedAt === null ? t('state.notYet') : await moment(checkedAt) },
    ...(dnsProblem === null ? [] : [{ term: t('state.dns'), value: t(`dnsProblems.${dnsProblem}`) }]),
    ...(fileProblem === null ? [] : [{ term: t('state.file'), value: t(`fileProblems.${fileProblem}`) }]),
    ...(nextCheckAt === null ? [] : [{ term: t('state.nextLook'), value: await moment(nextCheckAt) }]),
  ];
}

async function moment(instant: Date): Promise<ReactNode> {
  const format = await formatter();
  return <time dateTime={instant.toISOString()}>{format.dateTime(instant, 'instantShort')}</time>;
}
