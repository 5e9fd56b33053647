import { type Insertable, sql } from 'kysely';
import type { ConcentrationDayTable } from '../growth-tables.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** One day's concentration, without what the store adds. */
export type ConcentrationValues = Omit<Insertable<ConcentrationDayTable>, 'partial' | 'revised_at'>;

const columns = [
  'servers',
  'inhabited',
  'users_active_month',
  'top_1_share',
  'top_10_share',
  'top_100_share',
  'hhi',
  'shannon',
  'evenness',
  'gini',
  'lorenz_servers',
  'lorenz_users',
] as const satisfies readonly (keyof ConcentrationValues)[];

/**
 * Stores the concentration of the days from `first` to `last`, in place of what stood there; days without values have no
 * row. A row whose values are the same is left alone; a finished day whose values change gets `revised_at`.
 */
export async function storeConcentrationDays(
  trx: CensusTransaction,
  span: { readonly first: UtcDay; readonly last: UtcDay; readonly today: UtcDay; readonly now: Date },
  days: readonly ConcentrationValues[],
): Promise<void> {
  const { first, last, today, now } = span;
  const kept = days.map(({ day }) => day);
  await sql`
    delete from concentration_day where day between ${first}::date and ${last}::date
      and not (day = any(${kept}::date[]))`.execute(trx);
  if (days.length === 0) return;
  const changed = sql<boolean>`
    row(${sql.join(columns.map((column) => sql.ref(`concentration_day.${column}`)))})
      is distinct from row(${sql.join(columns.map((column) => sql.ref(`excluded.${column}`)))})`;
  await trx
    .insertInto('concentration_day')
    .values(days.map((day) => ({ ...day, partial: day.day >= today, revised_at: null })))
    .onConflict((conflict) =>
      conflict
        .column('day')
        .doUpdateSet((eb) => ({
          ...Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])),
          partial: eb.ref('excluded.partial'),
          revised_at: sql<Date | null>`case when not concentration_day.partial and ${changed} then ${now}::timestamptz
            else concentration_day.revised_at end`,
        }))
        .where(sql<boolean>`${changed} or concentration_day.partial is distinct from excluded.partial`),
    )
    .execute();
}
