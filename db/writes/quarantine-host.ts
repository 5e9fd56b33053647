import { sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import type { QuarantineRuleName } from '../model/quarantine-rules.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** The rule's name when a person, not a computed rule, refuses to count an instance. */
export const byHandRule = 'by-hand' satisfies QuarantineRuleName;

/**
 * Leaves an instance's figures out of totals from a day on. They stay visible, with the reason. Days are to be rolled up
 * again by the caller.
 *
 * @returns false when the host is no instance.
 */
export async function quarantineHost(
  trx: CensusTransaction,
  host: HostName,
  why: { readonly since: UtcDay; readonly detail: string },
): Promise<boolean> {
  const quarantined = await sql<{ host_id: number }>`
    update instance set quarantine_rule = ${byHandRule}, quarantine_since = ${why.since}, quarantine_detail = ${why.detail}
    from host where host.host_id = instance.host_id and host.name = ${host}
    returning instance.host_id`.execute(trx);
  const [instance] = quarantined.rows;
  if (instance === undefined) return false;
  await trx
    .updateTable('snapshot')
    .set({ quarantine_rule: byHandRule })
    .where('host_id', '=', instance.host_id)
    .where('day', '>=', why.since)
    .execute();
  return true;
}

/**
 * Lifts a quarantine that was set by hand, in the whole history. One that a computed rule has set stays.
 *
 * @returns the day since which the figures were left out; undefined when the host was not quarantined by hand.
 */
export async function liftQuarantine(trx: CensusTransaction, host: HostName): Promise<UtcDay | undefined> {
  const found = await trx
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .select(['instance.host_id', 'instance.quarantine_since'])
    .where('host.name', '=', host)
    .where('instance.quarantine_rule', '=', byHandRule)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  await trx
    .updateTable('instance')
    .set({ quarantine_rule: null, quarantine_since: null, quarantine_detail: null })
    .where('host_id', '=', found.host_id)
    .execute();
  await trx
    .updateTable('snapshot')
    .set({ quarantine_rule: null })
    .where('host_id', '=', found.host_id)
    .where('quarantine_rule', '=', byHandRule)
    .execute();
  return found.quarantine_since as UtcDay;
}
