import { type RawBuilder, sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/**
 * Stores the figures of some days that stand in the temporary table `fresh_figure`. A row whose values are the same is
 * left alone. Of a finished day whose values change, or that has no such value any more, the older ones go to
 * `day_figure_revision` with the time until which they stood; but for a part of the network that was one server and is gone:
 * it may have asked to be forgotten.
 */
export async function storeDayFigures(
  trx: CensusTransaction,
  fresh: {
    readonly first: UtcDay;
    readonly last: UtcDay;
    readonly columns: readonly string[];
    readonly today: UtcDay;
    readonly now: Date;
  },
): Promise<void> {
  const { first, last, today, now } = fresh;
  const columns = fresh.columns.map((column) => sql.ref(column));
  const of = (table: string) => sql.join(fresh.columns.map((column) => sql.ref(`${table}.${column}`)));
  const isSame = sql`row(${of('day_figure')}) is not distinct from row(${of('fresh_figure')})`;
  const inSpan = sql`day_figure.day between ${first}::date and ${last}::date`;
  const joined = sql`fresh_figure on fresh_figure.day = day_figure.day and fresh_figure.facet = day_figure.facet
    and fresh_figure.value = day_figure.value`;
  const key = sql.join(['day', 'facet', 'value'].map((column) => sql.ref(`day_figure.${column}`)));
  await sql`
    insert into day_figure_revision (day, facet, value, ${sql.join(columns)}, computed_at, replaced_at)
    select ${key}, ${of('day_figure')}, day_figure.computed_at, ${now}
    from day_figure left join ${joined}
    where ${inSpan} and not day_figure.partial and case when fresh_figure.day is null
      then day_figure.servers_known > 1 else not ${isSame} end
    on conflict (facet, value, day, replaced_at) do nothing`.execute(trx);
  await sql`
    delete from day_figure where ${inSpan} and not exists (
      select from fresh_figure where fresh_figure.day = day_figure.day and fresh_figure.facet = day_figure.facet
        and fresh_figure.value = day_figure.value)`.execute(trx);
  const set: readonly RawBuilder<unknown>[] = columns.map((column) => sql`${column} = excluded.${column}`);
  await sql`
    insert into day_figure (day, facet, value, ${sql.join(columns)}, partial, computed_at)
    select day, facet, value, ${sql.join(columns)}, day >= ${today}::date, ${now} from fresh_figure
    on conflict (facet, value, day) do update set ${sql.join(set)}, partial = excluded.partial,
      computed_at = excluded.computed_at,
      revised_at = case when not day_figure.partial then excluded.computed_at else day_figure.revised_at end
    where row(${of('day_figure')}) is distinct from row(${of('excluded')})
      or day_figure.partial is distinct from excluded.partial`.execute(trx);
}
