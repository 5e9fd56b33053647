import { type Kysely, sql } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { instanceStatuses } from '../model/status.ts';
import type { Database } from '../tables.ts';

/** That an instance stated another set of rules than before, or none any more. */
export interface RuleSetChange {
  readonly domain: string;
  readonly name: string | null;
  /** When we first saw it. */
  readonly changedAt: Date;
  readonly beforeId: number;
  /** Null: no rules are stated any more. */
  readonly afterId: number | null;
}

/**
 * Which sets of rules of listed instances have replaced another, or ended without a next one, the newest first? A first set
 * changes nothing: before it, we had not read any.
 *
 * @param query.host of this one only; null: of all.
 */
export async function ruleSetChanges(
  db: Kysely<Database>,
  { host, limit }: { readonly host: HostName | null; readonly limit: number },
): Promise<readonly RuleSetChange[]> {
  const ofHost = host === null ? sql`true` : sql`host.name = ${host}`;
  const { rows } = await sql<RuleSetChange>`
    with replaced as (
      select host.name, after.host_id, after.valid_from as changed_at, before.rule_set_id as before_id,
        after.rule_set_id as after_id
      from rule_set as after
      join host on host.host_id = after.host_id
      cross join lateral (
        select rule_set_id from rule_set as earlier
        where earlier.host_id = after.host_id
          and (earlier.valid_from, earlier.rule_set_id) < (after.valid_from, after.rule_set_id)
        order by earlier.valid_from desc, earlier.rule_set_id desc limit 1) as before
      where host.status = any(${instanceStatuses}::text[]) and ${ofHost}
        -- Nothing has replaced anything before the first set ended: while a census begins, all its sets are first ones.
        and after.valid_from >= (select min(valid_to) from rule_set where valid_to is not null)
      order by after.valid_from desc, after.rule_set_id desc limit ${limit}
    ), ended as (
      select host.name, before.host_id, before.valid_to as changed_at, before.rule_set_id as before_id,
        null::bigint as after_id
      from rule_set as before
      join host on host.host_id = before.host_id
      where before.valid_to is not null and host.status = any(${instanceStatuses}::text[]) and ${ofHost}
        and not exists (
          select from rule_set as after
          where after.host_id = before.host_id and after.valid_from = before.valid_to
            and after.rule_set_id <> before.rule_set_id)
      order by before.valid_to desc, before.rule_set_id desc limit ${limit}
    )
    select change.name as domain, instance.name, changed_at as "changedAt", before_id as "beforeId", after_id as "afterId"
    from (select * from replaced union all select * from ended) as change
    join instance on instance.host_id = change.host_id
    order by changed_at desc, before_id desc limit ${limit}`.execute(db);
  return rows;
}
