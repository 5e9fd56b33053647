import { type RawBuilder, sql } from 'kysely';
import { addDays, type UtcDay } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';
import { monthOf, placeOf } from './counted-days.ts';

/** A panel: the instances observed on a day and on one so many days before. */
export interface PanelValues {
  readonly days_back: number;
  readonly servers: number;
  readonly servers_then: number;
  readonly servers_now: number;
  readonly servers_stating_total: number;
  readonly users_total_then: number;
  readonly users_total_now: number;
  readonly servers_stating_active_month: number;
  readonly users_active_month_then: number;
  readonly users_active_month_now: number;
}

/** JavaScript reads no greater whole number exactly. */
const greatest = sql`${Number.MAX_SAFE_INTEGER}::bigint`;

/**
 * How did the same instances grow up to a day, from each of some earlier days? What `comparePanel` says of both figures; a row
 * a panel, by days. Only those observed on the very days and quarantined on neither are in it; a panel with a day on which
 * nobody was observed is none.
 *
 * @param backs days to go back, each above 0.
 */
export async function panelsOf(
  db: CensusDatabase,
  day: UtcDay,
  backs: readonly number[],
): Promise<readonly PanelValues[]> {
  if (backs.length === 0) return [];
  const earlier = backs.map(
    (back) =>
      sql`select ${back}::integer as days_back, observed.* from ${observedOn(addDays(day, -back))} as observed`,
  );
  const sums = (figure: string, of: string) => {
    const both = sql`${sql.ref(`earlier.${figure}`)} is not null and ${sql.ref(`later.${figure}`)} is not null`;
    const sum = (side: string, name: string) =>
      sql`least(coalesce(sum(${sql.ref(`${side}.${figure}`)}) filter (where ${both}), 0), ${greatest})::bigint as ${sql.ref(`${figure}_${name}`)}`;
    return sql`count(*) filter (where ${both}) as ${sql.ref(`servers_stating_${of}`)}, ${sum('earlier', 'then')}, ${sum('later', 'now')}`;
  };
  const { rows } = await sql<PanelValues>`
    with later as materialized (select * from ${observedOn(day)} as observed)
    select days_back, count(later.host_id) as servers, count(*) as servers_then, whole.servers_now,
      ${sums('users_total', 'total')}, ${sums('users_active_month', 'active_month')}
    from (${sql.join(earlier, sql` union all `)}) as earlier
    left join later using (host_id)
    cross join (select count(*) as servers_now from later) as whole
    where whole.servers_now > 0
    group by days_back, whole.servers_now order by days_back`.execute(db);
  return rows;
}

/** For `from`: the instances that count and were observed on a day, with what they stated. As `countedDays` has them. */
function observedOn(day: UtcDay): RawBuilder<unknown> {
  const place = sql`${placeOf(day)}::integer`;
  return sql`(
    select host_month.host_id, users_total[${place}] as users_total, users_active_month[${place}] as users_active_month
    from host_month join host using (host_id)
    where month = ${monthOf(day)}::date and facet_set_ids[${place}] is not null and substr(coverage, ${place}, 1) <> 'm'
      and host.status <> 'wildcard'
      and not exists (select from quarantine where quarantine.host_id = host_month.host_id
        and ${day}::date between from_day and coalesce(to_day, 'infinity')))`;
}

/** Which day of the series is the newest one before a day, or the first after it, on which anything was observed? */
export async function neighbourOf(
  db: CensusDatabase,
  day: UtcDay,
  side: 'before' | 'after',
): Promise<UtcDay | undefined> {
  const row = await db
    .selectFrom('day_figure')
    .select('day')
    .where('facet', '=', 'network')
    .where('value', '=', '')
    .where('day', side === 'before' ? '<' : '>', day)
    .where('servers_observed', '>', 0)
    .orderBy('day', side === 'before' ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst();
  return row?.day as UtcDay | undefined;
}

/** Which of some days are in the series? In order. */
export async function daysInSeries(db: CensusDatabase, days: readonly UtcDay[]): Promise<readonly UtcDay[]> {
  if (days.length === 0) return [];
  const rows = await db
    .selectFrom('day_figure')
    .select('day')
    .where('facet', '=', 'network')
    .where('value', '=', '')
    .where('day', 'in', [...days])
    .orderBy('day')
    .execute();
  return rows.map((row) => row.day as UtcDay);
}
