import { sql } from 'kysely';
import type { CensusTransaction } from '../tables.ts';
import { noteStaleDays } from './note-stale-days.ts';

/** A domain is tried again after this many days: providers change their set-up, and traps their minds. */
const probeAgainDays = 30;
/** After a try that said nothing (no answer, an error of the server's). */
const unclearAgainHours = 24;
/** An instance that has been up for longer keeps its place: a provider's mistake must not unlist those it hosts. */
const establishedDays = 30;

/** What trying an invented name below a domain has shown. `unclear`: nothing either way. */
export type DomainVerdict = 'wildcard' | 'plain' | 'unclear';

/**
 * Writes down whether a domain answers to any name. Below one that does, nobody can tell how many servers there are: its
 * hosts are not visited and not counted any more, and no further name below it enters the frontier. The host that is the
 * domain itself, and instances that have been up for {@link establishedDays} days, stay. A domain that no longer does so
 * gets its hosts back. Days that counted them are noted as stale.
 */
export async function judgeDomain(
  trx: CensusTransaction,
  name: string,
  verdict: DomainVerdict,
  at: Date,
): Promise<void> {
  const hours = verdict === 'unclear' ? unclearAgainHours : probeAgainDays * 24;
  await sql`
    update domain set is_wildcard = ${verdict === 'unclear' ? sql`coalesce(is_wildcard, false)` : verdict === 'wildcard'},
      probed_at = ${at}, next_probe_at = ${at}::timestamptz + interval '1 hour' * ${hours}::integer
    where name = ${name}`.execute(trx);
  if (verdict === 'wildcard') await setAside(trx, name, at);
  if (verdict === 'plain') await takeBack(trx, name, at);
}

async function setAside(trx: CensusTransaction, name: string, at: Date): Promise<void> {
  const { rows } = await sql<{ host_id: number }>`
    update host set status = 'wildcard', next_visit_at = null, queued_at = null
    where host_id in (
      select host_id from host
      where (apex_domain = ${name} or registrable_domain = ${name}) and host.name <> ${name}
        and status not in ('opted-out', 'wildcard')
        and not exists (
          select from instance where instance.host_id = host.host_id
            and first_up_at < ${at}::timestamptz - interval '1 day' * ${establishedDays}::integer)
      order by host_id for update)
    returning host_id`.execute(trx);
  await noteStaleDays(
    trx,
    rows.map((row) => row.host_id),
  );
}

async function takeBack(trx: CensusTransaction, name: string, at: Date): Promise<void> {
  const { rows } = await sql<{ host_id: number }>`
    update host set status = 'new', next_visit_at = ${at}
    where host_id in (
      select host_id from host where (apex_domain = ${name} or registrable_domain = ${name}) and status = 'wildcard'
        and not exists (
          select from domain where domain.name in (host.apex_domain, host.registrable_domain) and is_wildcard)
      order by host_id for update)
    returning host_id`.execute(trx);
  await noteStaleDays(
    trx,
    rows.map((row) => row.host_id),
  );
}
