import { type Kysely, sql } from 'kysely';
import { type AnnotationRecord, notedEvents, outageHoursAtLeast } from '../model/annotations.ts';
import { changeAnchor, methodChanges } from '../model/method-changes.ts';
import { consecutive, type EndedOutage, outageDays } from '../model/outage-days.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';
import type { DaySpan } from './day-figures.ts';

/**
 * What does a reader of charts of these days have to know? Changes of method, long outages of our own, days on which nothing was
 * crawled, events in the world and in other people's counts; one row each, those that touch the span, oldest first. Reads the
 * days of the network, one row a day, and the own outages.
 */
export async function annotations(
  db: Kysely<Database>,
  { from, to }: DaySpan = {},
): Promise<readonly AnnotationRecord[]> {
  const [outages, idle] = await Promise.all([endedOutages(db), idleDays(db)]);
  const all = [
    ...notedEvents.map(
      ({ id, kind, day, lastDay, label, source, sourceUrl }): AnnotationRecord => ({
        ...nothing,
        ...{ id, kind, day, last_day: lastDay, label, source, source_url: sourceUrl },
      }),
    ),
    ...methodChanges.map(
      ({ id, day, label, figures }): AnnotationRecord => ({
        ...nothing,
        ...{ id: changeAnchor(id), kind: 'method', day, last_day: day, label, figures: [...figures] },
      }),
    ),
    ...outageDays(outages, { hoursAtLeast: outageHoursAtLeast }).map(
      ({ day, lastDay, hours }): AnnotationRecord => ({
        ...nothing,
        ...{ id: `outage-${day}`, kind: 'outage', day, last_day: lastDay, hours },
        label: `Our own network failed for ${hours} hours`,
      }),
    ),
    ...consecutive(idle).map(
      (span): AnnotationRecord => ({
        ...nothing,
        ...{ id: `no-crawl-${span.from}`, kind: 'outage', day: span.from, last_day: span.to },
        label: 'Nothing was crawled',
      }),
    ),
  ];
  return all
    .filter(
      ({ day, last_day }) => (from === undefined || last_day >= from) && (to === undefined || day <= to),
    )
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

const nothing = { hours: null, figures: null, source: null, source_url: null } as const;

const keyOf = ({ day, id }: AnnotationRecord) => `${day} ${id}`;

/** An outage whose end nobody noticed is left out: how long it was is not known, and a day without any crawl is told anyway. */
async function endedOutages(db: Kysely<Database>): Promise<readonly EndedOutage[]> {
  return db
    .selectFrom('own_outage')
    .select(['began_at as beganAt', 'ended_at as endedAt'])
    .where('ended_at', 'is not', null)
    .$narrowType<{ endedAt: Date }>()
    .execute();
}

/** Days between the first and the last of the series on which no host was asked; a day that is not over is none yet. */
async function idleDays(db: Kysely<Database>): Promise<readonly UtcDay[]> {
  const { rows } = await sql<{ day: UtcDay }>`
    select calendar.day::date as day
    from (select min(day) as first, max(day) as last from day_figure where facet = 'network') as series,
      generate_series(series.first::timestamp, series.last::timestamp, interval '1 day') as calendar (day)
    left join day_figure on day_figure.facet = 'network' and day_figure.day = calendar.day::date
    where day_figure.day is null or (servers_asked = 0 and not partial)
    order by calendar.day`.execute(db);
  return rows.map(({ day }) => day);
}
