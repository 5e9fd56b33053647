import { sql } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { PanelValues } from '../queries/panel-pairs.ts';
import type { CensusTransaction } from '../tables.ts';

const columns = [
  'is_link',
  'servers',
  'servers_then',
  'servers_now',
  'servers_stating_total',
  'users_total_then',
  'users_total_now',
  'servers_stating_active_month',
  'users_active_month_then',
  'users_active_month_now',
] as const;

/** What is to be stored of a day. */
export interface PanelDay {
  readonly day: UtcDay;
  /** Which panels were reckoned; those that are not in `panels` are no more. */
  readonly backs: readonly number[];
  readonly panels: readonly (PanelValues & { readonly is_link: boolean })[];
}

/**
 * Stores panels of a day in place of what stood there. A row whose values are the same is left alone; a finished day whose
 * values change gets `revised_at`.
 */
export async function storePanelDay(
  trx: CensusTransaction,
  { day, backs, panels }: PanelDay,
  { today, now }: { readonly today: UtcDay; readonly now: Date },
): Promise<void> {
  const kept = panels.map(({ days_back }) => days_back);
  await sql`
    delete from panel_day where day = ${day}::date and days_back = any(${[...backs]}::integer[])
      and not (days_back = any(${kept}::integer[]))`.execute(trx);
  if (panels.length === 0) return;
  const changed = sql<boolean>`
    row(${sql.join(columns.map((column) => sql.ref(`panel_day.${column}`)))})
      is distinct from row(${sql.join(columns.map((column) => sql.ref(`excluded.${column}`)))})`;
  await trx
    .insertInto('panel_day')
    .values(panels.map((panel) => ({ ...panel, day, partial: day >= today, revised_at: null })))
    .onConflict((conflict) =>
      conflict
        .columns(['days_back', 'day'])
        .doUpdateSet((eb) => ({
          ...Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])),
          partial: eb.ref('excluded.partial'),
          revised_at: sql<Date | null>`case when not panel_day.partial and ${changed} then ${now}::timestamptz
            else panel_day.revised_at end`,
        }))
        .where(sql<boolean>`${changed} or panel_day.partial is distinct from excluded.partial`),
    )
    .execute();
}

/** Which panels are stored of a day? */
export async function storedPanels(
  trx: CensusTransaction,
  day: UtcDay,
): Promise<readonly { readonly days_back: number; readonly is_link: boolean }[]> {
  return trx.selectFrom('panel_day').select(['days_back', 'is_link']).where('day', '=', day).execute();
}
