import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { HealthData } from '../../data/health.ts';
import { formatDuration, msSince } from '../../i18n/duration.ts';
import { startOfDay } from '../../i18n/formats.ts';
import { formatter } from '../../i18n/formatter.ts';
import { ShareBar } from '../home/share-bar.tsx';
import { Section } from '../section.tsx';
import { FactList } from '../server/fact-list.tsx';

/** Whether living servers are kept up with: two large figures, then how new what the census knows is. */
export async function CrawlNow({ health }: { readonly health: HealthData }) {
  const t = await getTranslations('health');
  const format = await formatter();
  const { readAt, living, newestDay, lastVisitAt, lastPass } = health;
  const never = <span className="font-normal text-muted">{t('never')}</span>;
  const facts = [
    { term: t('lastVisit'), value: lastVisitAt === null ? never : <Ago at={lastVisitAt} now={readAt} /> },
    {
      term: t('visitsInDay'),
      value: format.number(health.outcomes.reduce((sum, { inDay }) => sum + inDay, 0)),
    },
    {
      term: t('newestDay'),
      value: newestDay === null ? never : format.dateTime(startOfDay(newestDay), 'day'),
    },
    {
      term: t('lastPass'),
      value:
        lastPass === null ? (
          <span className="font-normal text-muted">{t('noPass')}</span>
        ) : (
          <Ago at={lastPass.completedAt} now={readAt} />
        ),
    },
  ];
  return (
    <Section
      id="now"
      heading={t('nowHeading')}
      note={<p>{t('readAt', { at: format.dateTime(readAt, 'instant') })}</p>}
    >
      <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
        <VisitedShare living={living} />
        {living.oldestDueAt === null ? (
          <Figure value={t('oldestNone')} term={t('oldestNoneText')} />
        ) : (
          <Figure
            value={formatDuration(format, msSince(living.oldestDueAt, readAt))}
            term={t('oldestText')}
          />
        )}
      </dl>
      <div className="mt-8">
        <FactList facts={facts} />
      </div>
    </Section>
  );
}

async function VisitedShare({ living }: Pick<HealthData, 'living'>) {
  const t = await getTranslations('health');
  const format = await formatter();
  const { instances, visitedInDay, overdue } = living;
  return (
    <Figure
      value={instances === 0 ? t('noShare') : format.number(floorShare(visitedInDay / instances), 'share')}
      term={t('visitedShare', { servers: instances })}
    >
      <ShareBar part={visitedInDay} whole={instances} />
      <p className="figures mt-1.5 flex flex-wrap gap-x-4 text-small text-muted">
        <span>{t('visited', { count: visitedInDay })}</span>
        <span>{t('overdue', { count: overdue })}</span>
      </p>
    </Figure>
  );
}

/** To a tenth of a per cent, downwards: nearly all is not all. */
function floorShare(share: number): number {
  return Math.floor(share * 1_000) / 1_000;
}

interface FigureProps {
  readonly value: string;
  readonly term: string;
  readonly children?: ReactNode;
}

function Figure({ value, term, children }: FigureProps) {
  return (
    <div className="flex flex-col">
      <dt className="order-2 mt-1.5 font-semibold">{term}</dt>
      <dd className="figures order-1 font-display text-[clamp(2rem,5vw,3.25rem)] leading-none font-bold tracking-tight text-balance">
        {value}
      </dd>
      {children !== undefined && <dd className="order-3 mt-2">{children}</dd>}
    </div>
  );
}

async function Ago({ at, now }: { readonly at: Date; readonly now: Date }) {
  const t = await getTranslations('health');
  const format = await formatter();
  return (
    <time dateTime={at.toISOString()} title={format.dateTime(at, 'instant')}>
      {t('ago', { age: formatDuration(format, msSince(at, now)) })}
    </time>
  );
}
