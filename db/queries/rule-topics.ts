import { type RawBuilder, sql } from 'kysely';
import type { InstanceClass } from '../model/instance-class.ts';
import type { RuleTopicRecord } from '../model/rule-search-records.ts';
import { type RuleTopic, ruleTopics } from '../model/rule-topics.ts';
import { instanceStatuses, presentStatuses } from '../model/status.ts';
import { addDays, type UtcDay, utcDayOf } from '../model/utc-day.ts';
import type { CensusDatabase } from '../tables.ts';
import { countRuleTopics } from './count-by-facet.ts';
import { carriedDays, monthOf } from './counted-days.ts';
import type { InstanceFilter } from './instance-filter.ts';
import { listedInstances } from './instance-rows.ts';
import { narrowed } from './list-instances.ts';

/** Months that are looked back on; fewer than the bits of an integer. */
const months = 12;

/** Servers that had rules when a day ended; null before we had read any. */
export interface ServersWithRules {
  readonly day: UtcDay;
  readonly servers: number | null;
}

/** What servers have rules on, and of how many that is known. */
export interface RuleTopicCounts {
  /** One a topic, in the order of the topics. */
  readonly topics: readonly RuleTopicRecord[];
  /** Servers whose rules are known, also when they have none. */
  readonly serversKnown: number;
  /** Of these, those that have rules. */
  readonly serversWithRules: number;
  /** The same at the ends of the months. */
  readonly monthEnds: readonly ServersWithRules[];
}

/**
 * How many servers that are up or failing have a rule on each topic now, and how many had one at the ends of the last months
 * that are over? A server counts at the end of a month when it had answered by then and did so again or for the last time at
 * most 14 days before; its rules count from when we first read them. Topics are those that today's patterns find in rules
 * of any age.
 *
 * @param classes what kinds of server are counted. @default all
 */
export async function ruleTopicCounts(
  db: CensusDatabase,
  now: Date,
  classes?: readonly InstanceClass[],
): Promise<RuleTopicCounts> {
  const ends = pastMonthEnds(utcDayOf(now));
  const filter = { status: presentStatuses, ...(classes === undefined ? {} : { class: classes }) };
  const [counted, known, past] = await Promise.all([
    countRuleTopics(db, filter),
    knownRules(db, filter),
    pastCounts(db, ends, classes),
  ]);
  const servers = new Map(counted.map(({ value, instances }) => [value, instances]));
  const monthEndsOf = (topic: RuleTopic | null) =>
    ends.map((day, index) => ({
      day,
      servers: index < past.unreadMonths ? null : (past.counts.get(topic)?.[index] ?? 0),
    }));
  return {
    topics: ruleTopics.map((topic) => {
      const having = servers.get(topic) ?? 0;
      return {
        topic,
        servers: having,
        share: known.servers === 0 ? null : having / known.servers,
        month_ends: monthEndsOf(topic),
      };
    }),
    serversKnown: known.servers,
    serversWithRules: known.withRules,
    monthEnds: monthEndsOf(null),
  };
}

/** The last days of the last months that are over on a day, the oldest first. */
function pastMonthEnds(today: UtcDay): readonly UtcDay[] {
  const ends: UtcDay[] = [];
  for (let day = addDays(monthOf(today), -1); ends.length < months; day = addDays(monthOf(day), -1))
    ends.unshift(day);
  return ends;
}

async function knownRules(
  db: CensusDatabase,
  filter: InstanceFilter,
): Promise<{ readonly servers: number; readonly withRules: number }> {
  return narrowed(listedInstances(db), filter)
    .select([
      sql<number>`count(instance.rules_count)`.as('servers'),
      sql<number>`count(*) filter (where instance.rules_count > 0)`.as('withRules'),
    ])
    .executeTakeFirstOrThrow();
}

/**
 * Servers by topic at the ends of days; under null, servers with any rules. Each span of time becomes a set of bits, one an end of
 * a day: so the spans of a server's rules are joined by `or`, in place of a row an end and rule.
 */
async function pastCounts(
  db: CensusDatabase,
  ends: readonly UtcDay[],
  classes: readonly InstanceClass[] | undefined,
): Promise<{
  readonly counts: ReadonlyMap<RuleTopic | null, readonly number[]>;
  /** Ends, from the oldest, by which no rules had been read. */
  readonly unreadMonths: number;
}> {
  const instants = sql`${ends.map((day) => `${addDays(day, 1)}T00:00:00Z`)}::timestamptz[]`;
  /** How many of the instants an instant has reached. */
  const reached = (instant: RawBuilder<unknown>) => sql`width_bucket(${instant}, ${instants})`;
  const { rows } = await sql<{ topic: RuleTopic | null; servers: readonly number[] }>`
    with served as materialized (
      select host.host_id, ${reached(sql`instance.first_up_at`)} as first,
        ${reached(sql`coalesce(host.last_up_at, instance.first_up_at) + make_interval(days => ${carriedDays})`)} as past
      from instance join host on host.host_id = instance.host_id
      where host.status = any(${instanceStatuses}::text[])
        ${classes === undefined ? sql`` : sql`and instance.class = any(${classes}::text[])`}
    ), spoken as (
      select rule.host_id, rule_topic.topic, rule.valid_from, rule.valid_to
      from rule join rule_topic on rule_topic.rule_id = rule.rule_id
      union all
      select host_id, null, valid_from, valid_to from rule_set
    ), span as (
      select spoken.host_id, spoken.topic, greatest(served.first, ${reached(sql`spoken.valid_from`)}) as first,
        least(served.past, case when spoken.valid_to is null then ${ends.length}::integer else ${reached(sql`spoken.valid_to`)} end) as past
      from spoken join served on served.host_id = spoken.host_id
    ), had as (
      select topic, bit_or((1 << past) - (1 << first)) as ends from span where first < past group by host_id, topic
    )
    select topic, array[${sql.join(ends.map((_, index) => sql`sum(ends >> ${sql.lit(index)} & 1)`))}]::integer[] as servers
    from had group by topic`.execute(db);
  const { rows: first } = await sql<{ unread: number }>`
    select coalesce(${reached(sql`min(valid_from)`)}, ${ends.length}::integer) as unread from rule_set`.execute(
    db,
  );
  return {
    counts: new Map(rows.map(({ topic, servers }) => [topic, servers])),
    unreadMonths: first[0]?.unread ?? ends.length,
  };
}
