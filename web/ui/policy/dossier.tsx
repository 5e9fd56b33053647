import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { HostName } from '../../../db/model/host-name.ts';
import { shownHostName } from '../../../db/model/shown-host-name.ts';
import type { HostDossier } from '../../../db/queries/host-dossier.ts';
import { type DossierData, maxShownVisits } from '../../data/host-dossier.ts';
import { formatter } from '../../i18n/formatter.ts';
import type { Locale } from '../../i18n/locales.ts';
import { HostLabel } from '../host-label.tsx';
import { Section } from '../section.tsx';
import { type Fact, FactList } from '../server/fact-list.tsx';
import { DossierVisits } from './dossier-visits.tsx';
import { policyFacts } from './policy-facts.ts';
import { type Permission, robotsPermission } from './robots-permission.ts';

interface Props {
  readonly locale: Locale;
  readonly host: HostName;
  readonly found: DossierData;
}

/** All that an admin is told of what we did at a host. */
export async function Dossier({ locale, host, found }: Props) {
  const t = await getTranslations('visits');
  if (found.kind !== 'known')
    return <p className="wide mt-10 max-w-prose text-large">{t(found.kind, { host })}</p>;
  const { dossier } = found;
  return (
    <>
      <Section id="now" heading={t('nowHeading')}>
        <FactList facts={await factsOf(dossier)} isLong />
        <p className="mt-6">
          <a href={`/${locale}/removal?host=${host}`} className="button-plain">
            {t('removal')}
          </a>
        </p>
      </Section>
      <Section
        id="visits"
        heading={t('visitsHeading')}
        note={<p>{t('visitsNote', { max: maxShownVisits })}</p>}
      >
        {dossier.visits.length === 0 ? <p>{t('noVisits')}</p> : <DossierVisits visits={dossier.visits} />}
      </Section>
    </>
  );
}

async function factsOf(dossier: HostDossier): Promise<readonly Fact[]> {
  const t = await getTranslations('visits');
  const { status, source, unread, visits, movedTo } = dossier;
  return [
    { term: t('status'), value: t(`statuses.${status}`) },
    ...(movedTo === null
      ? []
      : [{ term: t('movedTo'), value: <HostLabel unicode={shownHostName(movedTo)} /> }]),
    { term: t('source'), value: t(`sources.${source}`) },
    { term: t('firstSeen'), value: await moment(dossier.firstSeenAt) },
    { term: t('lastVisit'), value: (await moment(visits[0]?.visitedAt ?? null)) ?? t('never') },
    { term: t('lastUp'), value: (await moment(dossier.lastUpAt)) ?? t('never') },
    { term: t('nextVisit'), value: await nextVisit(dossier) },
    { term: t('robots'), value: await robotsOf(dossier) },
    ...(unread === null
      ? []
      : [
          {
            term: t('rules'),
            value: unread.rules === null ? t('wasRead') : t(`rulesUnread.${unread.rules}`),
          },
          { term: t('peers'), value: await peersOf(dossier, unread.peers) },
        ]),
  ];
}

async function robotsOf({ robotsReadAt, robots, software }: HostDossier): Promise<ReactNode> {
  const t = await getTranslations('visits');
  if (robotsReadAt === null) return t('robotsNone');
  const format = await formatter();
  const read = t('robotsRead', { when: format.dateTime(robotsReadAt, 'instantShort') });
  if (robots === null) return read;
  const { nodeInfo, about, peers, isTooSlow } = robotsPermission(robots, software);
  const parts: readonly (readonly ['nodeInfo' | 'about' | 'peers', Permission | null])[] = [
    ['nodeInfo', nodeInfo],
    ['about', about],
    ['peers', peers],
  ];
  return (
    <>
      {read}
      <ul className="mt-1 font-normal">
        {parts.map(
          ([part, permission]) =>
            permission !== null && (
              <li key={part}>
                {t('allowed.line', { part: t(`allowed.${part}`), permission: t(`allowed.${permission}`) })}
              </li>
            ),
        )}
        {isTooSlow && <li>{t('allowed.tooSlow', { crawlDelaySeconds: policyFacts.crawlDelaySeconds })}</li>}
      </ul>
    </>
  );
}

async function peersOf(
  { peersReadAt }: HostDossier,
  unread: NonNullable<HostDossier['unread']>['peers'],
): Promise<ReactNode> {
  const t = await getTranslations('visits');
  if (unread !== null) return t(`peersUnread.${unread}`);
  if (peersReadAt === null) return t('peersNotDue');
  const format = await formatter();
  return t('peersRead', { when: format.dateTime(peersReadAt, 'instantShort') });
}

async function nextVisit({ nextVisitAt, visits }: HostDossier): Promise<ReactNode> {
  const t = await getTranslations('visits');
  if (nextVisitAt === null) return t('notAgain');
  // Due since it was named: when its turn comes depends on the others.
  return visits.length === 0 ? t('due') : moment(nextVisitAt);
}

async function moment(instant: Date | null): Promise<ReactNode> {
  if (instant === null) return null;
  const format = await formatter();
  return <time dateTime={instant.toISOString()}>{format.dateTime(instant, 'instantShort')}</time>;
}
