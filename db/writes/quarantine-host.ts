import type { HostName } from '../model/host-name.ts';
import type { QuarantineRuleName } from '../model/quarantine-rules.ts';
import type { UtcDay } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** The rule's name when a person, not a computed rule, refuses to count an instance. */
export const byHandRule = 'by-hand' satisfies QuarantineRuleName;

/** What a person decides, and why. */
export interface HandDecision {
  readonly since: UtcDay;
  readonly detail: string;
  readonly decidedAt: Date;
}

/**
 * Leaves an instance's figures out of totals from a day on, whatever the rules find. They stay visible, with the reason.
 * Days are to be rolled up again by the caller.
 *
 * @returns false when the host is no instance.
 */
export async function quarantineHost(
  trx: CensusTransaction,
  host: HostName,
  why: HandDecision,
): Promise<boolean> {
  const hostId = await instanceId(trx, host);
  if (hostId === undefined) return false;
  await decide(trx, hostId, 'quarantined', why);
  return true;
}

/** What lifting has done: `withdrawn`: a decision by hand; `counted`: what rules have found holds no longer. */
export interface Lifted {
  readonly kind: 'withdrawn' | 'counted';
  /** The first day whose figures change. */
  readonly since: UtcDay;
}

/**
 * Counts an instance again, in its whole history. A decision by hand is withdrawn, and the rules hold; where there is none
 * and a rule holds, or held, a decision to count it stands above the rules from now on, until it is quarantined by hand.
 *
 * @returns undefined when nothing keeps its figures out of totals.
 */
export async function liftQuarantine(
  trx: CensusTransaction,
  host: HostName,
  why: HandDecision,
): Promise<Lifted | undefined> {
  const hostId = await instanceId(trx, host);
  if (hostId === undefined) return undefined;
  const decision = await trx
    .deleteFrom('quarantine_decision')
    .where('host_id', '=', hostId)
    .where('decision', '=', 'quarantined')
    .returning('since_day')
    .executeTakeFirst();
  if (decision !== undefined) return { kind: 'withdrawn', since: decision.since_day as UtcDay };
  const { first } = await trx
    .selectFrom('quarantine')
    .select((eb) => eb.fn.min('from_day').as('first'))
    .where('host_id', '=', hostId)
    .executeTakeFirstOrThrow();
  if (first === null) return undefined;
  await decide(trx, hostId, 'counted', why);
  return { kind: 'counted', since: first as UtcDay };
}

async function instanceId(trx: CensusTransaction, host: HostName): Promise<number | undefined> {
  const row = await trx
    .selectFrom('instance')
    .innerJoin('host', 'host.host_id', 'instance.host_id')
    .select('instance.host_id')
    .where('host.name', '=', host)
    .executeTakeFirst();
  return row?.host_id;
}

async function decide(
  trx: CensusTransaction,
  hostId: number,
  decision: 'quarantined' | 'counted',
  { since, detail, decidedAt }: HandDecision,
): Promise<void> {
  const values = { decision, since_day: since, detail, decided_at: decidedAt };
  await trx
    .insertInto('quarantine_decision')
    .values({ host_id: hostId, ...values })
    .onConflict((conflict) => conflict.column('host_id').doUpdateSet(values))
    .execute();
}
