import { type RawBuilder, sql } from 'kysely';
import { coverageLetter } from '../model/coverage.ts';
import type { OutcomeKind } from '../model/outcome.ts';
import { utcDayOf } from '../model/utc-day.ts';
import type { CensusTransaction } from '../tables.ts';

/** What a visit adds to the month of its host. */
export interface HostDay {
  readonly hostId: number;
  readonly visitedAt: Date;
  readonly outcome: OutcomeKind;
  /** Null when nothing was reported: what an earlier visit of the day found stays. */
  readonly reported: ReportedFigures | null;
}

/** What an instance reported, as its month keeps it. */
export interface ReportedFigures {
  readonly facet_set_id: number;
  readonly provenance: number;
  readonly users_total: number | null;
  readonly users_active_month: number | null;
  readonly users_active_half_year: number | null;
  readonly local_posts: number | null;
  readonly local_comments: number | null;
  /** Null also when the list was not read, or is not published. */
  readonly peers_count: number | null;
}

/** Each list of a month: its elements' type, and the value of a day that is put into it. */
const lists = {
  facet_set_ids: ['integer', 'facet_set_id'],
  provenances: ['smallint', 'provenance'],
  users_total: ['bigint', 'users_total'],
  users_active_month: ['bigint', 'users_active_month'],
  users_active_half_year: ['bigint', 'users_active_half_year'],
  local_posts: ['bigint', 'local_posts'],
  local_comments: ['bigint', 'local_comments'],
  peers_counts: ['integer', 'peers_count'],
} as const;

/** Days of the longest month; every list of a month has so many places. */
const places = 31;

/**
 * Writes into the month of each host what its visit found: that it was asked, and what it reported. What a later visit of
 * the same day has found stays, whichever was recorded first; the same visit twice changes nothing. Visits are in the
 * log already. At most one visit a host.
 */
export async function recordHostDays(trx: CensusTransaction, days: readonly HostDay[]): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map(({ hostId, visitedAt, outcome, reported }) => {
    const day = utcDayOf(visitedAt);
    return {
      ...reported,
      host_id: hostId,
      month: `${day.slice(0, 8)}01`,
      n: Number(day.slice(8)),
      visited_at: visitedAt,
      day_ends_at: new Date(Date.parse(day) + 86_400_000),
      letter: coverageLetter(outcome),
    };
  });
  const types = Object.values(lists).map(([type, name]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  const names = sql.join(Object.keys(lists).map((list) => sql.ref(list)));
  const visited = sql`(
    select read.*, read.facet_set_id is not null and not exists (
        select from visit where ${isLater} and visit.outcome = 'up') as is_reported,
      exists (select from visit where ${isLater}) as is_late
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as read (
      host_id bigint, month date, n integer, visited_at timestamptz, day_ends_at timestamptz, letter text,
      ${sql.join(types)})) as visited`;
  await sql`
    insert into host_month as kept (host_id, month, coverage, ${names})
    select host_id, month,
      overlay(repeat('-', ${places}) placing case when is_late then '-' else letter end from n for 1),
      ${sql.join(Object.values(lists).map(([type, name]) => listOfOne(type, name)))}
    from ${visited}
    on conflict (host_id, month) do update set (coverage, ${names}) = (
      select
        case when is_late then kept.coverage else overlay(kept.coverage placing letter from n for 1) end,
        ${sql.join(Object.entries(lists).map(([list, [, name]]) => listWithDay(list, name)))}
      from ${visited} where visited.host_id = excluded.host_id)`.execute(trx);
}

const isLater = sql`visit.host_id = read.host_id and visit.visited_at > read.visited_at
  and visit.visited_at < read.day_ends_at`;

/** A list that has a value on the visit's day alone; NULL in place of one without any. */
function listOfOne(type: string, name: string): RawBuilder<unknown> {
  const nothing = sql`null::${sql.raw(type)}`;
  return sql`case when is_reported and ${sql.ref(name)} is not null then
    array_append(array_fill(${nothing}, array[n - 1]), ${sql.ref(name)})
      || array_fill(${nothing}, array[${places}::integer - n]) end`;
}

function listWithDay(list: string, name: string): RawBuilder<unknown> {
  const [kept, value] = [sql.ref(`kept.${list}`), sql.ref(`visited.${name}`)];
  // The peer list is read weekly: a second visit on the same day, which did not ask, must not erase its length.
  const fresh = name === 'peers_count' ? sql`coalesce(${value}, ${kept}[n])` : value;
  return sql`case when not is_reported then ${kept} when ${kept} is null then ${sql.ref(`excluded.${list}`)}
    else array_append(${kept}[1:n - 1], ${fresh}) || ${kept}[n + 1:${places}::integer] end`;
}
