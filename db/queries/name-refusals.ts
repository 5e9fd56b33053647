import type { Kysely } from 'kysely';
import type { UtcDay } from '../model/utc-day.ts';
import type { Database } from '../tables.ts';

/** How many entries of peer lists were no host names on a day, by reason? The most common first. */
export async function nameRefusals(
  db: Kysely<Database>,
  day: UtcDay,
): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('host_name_refusal')
    .select(['reason', 'names'])
    .where('day', '=', day)
    .orderBy('names', 'desc')
    .orderBy('reason')
    .execute();
  return Object.fromEntries(rows.map(({ reason, names }) => [reason, names]));
}
