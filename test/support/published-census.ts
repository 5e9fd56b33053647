import type { UtcDay } from '../../db/model/utc-day.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { addHosts } from '../../db/writes/add-hosts.ts';
import { quarantineHost } from '../../db/writes/quarantine-host.ts';
import { recordVisits } from '../../db/writes/record-visits.ts';
import { rollUpDay } from '../../db/writes/roll-up-days.ts';
import { figuresOf, hostName, reading, visitOf } from './visit-records.ts';

/** Days of a census that goes over the ends of months and of a year. */
export const publishedDays = [
  '2025-12-30',
  '2025-12-31',
  '2026-01-01',
  '2026-01-31',
  '2026-02-01',
] as readonly string[] as readonly UtcDay[];

/** An instant on the day after the last: all of them are finished. */
export const afterPublishedDays = new Date('2026-02-02T03:00:00Z');

/** Servers of that census. The second is left out of totals, the third does not say how many users it has. */
export const publishedServers = ['ashmere.net', 'brambleholt.net', 'cloverfen.net', 'dunlin.net'] as const;

/** Fills an empty database with a census of {@link publishedDays}. */
export async function fillPublishedCensus(db: CensusDatabase): Promise<void> {
  const hosts = publishedServers.map(hostName);
  await addHosts(db, hosts, { source: 'seed', at: new Date('2025-12-30T00:00:00Z') });
  for (const [index, day] of publishedDays.entries()) await recordPublishedDay(db, day, index);
  await db.transaction().execute((trx) =>
    quarantineHost(trx, hostName(publishedServers[1]), {
      since: '2025-12-30' as UtcDay,
      detail: 'no',
      decidedAt: afterPublishedDays,
    }),
  );
  await rollUpPublished(db, afterPublishedDays);
}

/** Records a visit to every server on a day. */
export async function recordPublishedDay(db: CensusDatabase, day: UtcDay, index: number): Promise<void> {
  const visits = publishedServers.map((host, place) =>
    visitOf(host, `${day}T0${place}:30:00Z`, {
      instance: reading({
        figures: figuresOf(
          place === 2 ? {} : { users_total: 1_000 * (place + 1) + index, users_active_month: 10 + index },
        ),
      }),
    }),
  );
  await db.transaction().execute((trx) => recordVisits(trx, visits));
}

/** Rolls up every day of that census. */
export async function rollUpPublished(db: CensusDatabase, now: Date): Promise<void> {
  for (const day of publishedDays) await db.transaction().execute((trx) => rollUpDay(trx, day, now));
}
