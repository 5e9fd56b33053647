import { sql } from 'kysely';
import { type OutcomeKind, silentOutcomes } from '../model/outcome.ts';
import type { CensusTransaction } from '../tables.ts';

/** Visits a day to the names that an instance alone brings, by who it is and what came of its names so far. */
const dailyBudgets = {
  /** Named itself by at least eight independent servers, or given by a person: as many as there are. */
  trusted: 1_000_000,
  other: 2_000,
  /** Of at least {@link judgedFromNames} names, more than {@link deadShare} led to nobody. */
  trustedButDead: 500,
  otherButDead: 50,
} as const;
const trustedFromNamers = 8;
const judgedFromNames = 200;
const deadShare = 0.95;

/** How the first visit to an introduced name ended. */
export interface IntroducedVisit {
  /** Key of the instance that brought the name. */
  readonly introducedBy: number;
  readonly outcome: OutcomeKind;
}

/**
 * Adds the first visits to introduced names up for those who introduced them, and sets how many of their further names
 * are visited a day: a list of thousands of dead names soon costs little time, whoever publishes it.
 */
export async function weighIntroducers(
  trx: CensusTransaction,
  visits: readonly IntroducedVisit[],
): Promise<void> {
  if (visits.length === 0) return;
  const silent = visits.map(({ outcome }) => silentOutcomes.has(outcome));
  await sql`
    insert into introducer (host_id, answered, silent)
    select host_id, count(*) filter (where not is_silent), count(*) filter (where is_silent)
    from unnest(${visits.map(({ introducedBy }) => introducedBy)}::bigint[], ${silent}::boolean[])
      as visited (host_id, is_silent)
    group by host_id order by host_id
    on conflict (host_id) do update set
      answered = introducer.answered + excluded.answered, silent = introducer.silent + excluded.silent`.execute(
    trx,
  );
  const ids = [...new Set(visits.map(({ introducedBy }) => introducedBy))];
  const isDead = sql`silent > ${deadShare}::real * (answered + silent) and answered + silent >= ${judgedFromNames}::integer`;
  await sql`
    update introducer set daily_budget = case
      when host.source <> 'peer' or bit_count(host_naming.namers) >= ${trustedFromNamers}::integer
        then case when ${isDead} then ${dailyBudgets.trustedButDead}::integer else ${dailyBudgets.trusted}::integer end
      else case when ${isDead} then ${dailyBudgets.otherButDead}::integer else ${dailyBudgets.other}::integer end end
    from host left join host_naming using (host_id)
    where introducer.host_id = any(${ids}::bigint[]) and host.host_id = introducer.host_id`.execute(trx);
}
