import { type RawBuilder, sql } from 'kysely';

/**
 * A host name that another server, or a list of somebody else, gave us: null when that host has opted out, or stands below
 * a domain that is blocked. Wherever a record names a host other than its own, the name goes through here.
 *
 * @param reference a column with a host name, or null.
 */
export function visibleName(reference: string): RawBuilder<string | null> {
  return sql<
    string | null
  >`case when ${isForgotten(sql.ref(reference))} then null else ${sql.ref(reference)} end`;
}

/** Whether a name is that of a host that has opted out, or stands below a blocked domain; false for null. */
export function isForgotten(name: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${name} is not null and (
    exists (select from host as forgotten where forgotten.name = ${name} and forgotten.status = 'opted-out')
    or exists (select from domain as blocked where blocked.is_opted_out
      and (blocked.name = ${name} or right(${name}, length(blocked.name) + 1) = '.' || blocked.name))))`;
}
