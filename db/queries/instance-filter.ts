import { type RawBuilder, sql } from 'kysely';
import type { InstanceClass } from '../model/instance-class.ts';
import type { RuleTopic } from '../model/rule-topics.ts';
import { foldText } from '../model/search-text.ts';
import { giantShare, type Size, sizeFrom, sizes } from '../model/server-size.ts';
import { type SoftwareFamily, softwareFamilies } from '../model/software-families.ts';
import { type InstanceStatus, presentStatuses, type RegistrationMode } from '../model/status.ts';
import type { VersionNumbers } from '../model/version.ts';

/**
 * What a list of instances may be narrowed by. Absent means "any"; several values of one filter are alternatives. Ends of
 * spans are inclusive, and an instance that does not state a value lies in none.
 */
export interface InstanceFilter {
  /** Part of the host name, name or description; case, accents and compatibility forms do not matter. */
  readonly search?: string;
  readonly software?: readonly string[];
  readonly family?: readonly SoftwareFamily[];
  /** Compared number by number: `[4, 5]` is 4.5.0, and 4.5.1 is later. */
  readonly versionMin?: VersionNumbers;
  readonly versionMax?: VersionNumbers;
  readonly registrations?: readonly RegistrationMode[];
  /** BCP 47 tag; `pt` also finds `pt-BR`. */
  readonly language?: string;
  /** Of the host network, ISO 3166-1 alpha-2 or `XK`. */
  readonly country?: readonly string[];
  readonly status?: readonly InstanceStatus[];
  readonly class?: readonly InstanceClass[];
  /** Only instances that have a rule on each of these topics. */
  readonly ruleTopics?: readonly RuleTopic[];
  /** Only instances whose rules are known and that have a rule on none of these topics; see {@link areTopicsKnown}. */
  readonly ruleTopicsNot?: readonly RuleTopic[];
  /** By users active in a month, as far as they count. */
  readonly sizes?: readonly Size[];
  /** Users active in a month, as far as they count: a quarantined figure lies in no span. */
  readonly usersActiveMin?: number;
  readonly usersActiveMax?: number;
  /** Accounts, in the same way. */
  readonly usersTotalMin?: number;
  readonly usersTotalMax?: number;
  /** Up at a visit of the last so many days, by the database's clock. */
  readonly activeWithinDays?: number;
  /** Known for so many days, by the database's clock; how old it is itself nobody says. */
  readonly ageMinDays?: number;
  /** Share of the last 30 days, 0 to 1, as records have it: in ten-thousandths. */
  readonly uptimeMin?: number;
  readonly quarantined?: boolean;
}

/** `uptime_30d` in ten-thousandths, the precision of records. */
export const uptimeTenThousandths = sql<number | null>`(instance.uptime_30d * 10000)::integer`;

/** A part of a `where` clause. */
export type Condition = RawBuilder<boolean>;
type Given = Required<InstanceFilter>;

/** What each filter asks of a row of `instance`, `host` and `instance_search`. */
const conditionOf: { readonly [Name in keyof Given]: (value: Given[Name]) => Condition | null } = {
  search: contains,
  software: (names) => ofRelease(anyOf(sql`software.name`, names)),
  family: (families) =>
    ofRelease(
      anyOf(
        sql`software.name`,
        families.flatMap((each) => softwareFamilies[each]),
      ),
    ),
  versionMin: (version) => ofRelease(sql`release.version_numbers >= ${numbersOf(version)}`),
  versionMax: (version) => ofRelease(sql`release.version_numbers <= ${numbersOf(version)}`),
  registrations: (modes) => anyOf(sql`instance.registrations`, modes),
  language: (tag) => sql`instance.language_ranges @> array[lower(${tag})]`,
  country: (codes) => anyOf(sql`instance.network_country`, codes),
  status: (statuses) => anyOf(sql`host.status`, statuses),
  class: (classes) => anyOf(sql`instance.class`, classes),
  ruleTopics: (topics) => (topics.length === 0 ? null : sql`instance.rule_topics @> ${topics}::text[]`),
  ruleTopicsNot: (topics) =>
    topics.length === 0 ? null : sql`(${areTopicsKnown} and not instance.rule_topics && ${topics}::text[])`,
  sizes: sizeAmong,
  usersActiveMin: (users) => sql`(instance.users_active_month >= ${users} and ${counts})`,
  usersActiveMax: (users) => sql`(instance.users_active_month <= ${users} and ${counts})`,
  usersTotalMin: (users) => sql`(instance.users_total >= ${users} and ${counts})`,
  usersTotalMax: (users) => sql`(instance.users_total <= ${users} and ${counts})`,
  activeWithinDays: (days) =>
    sql`coalesce(host.last_up_at, instance.first_up_at) >= now() - make_interval(days => ${days})`,
  ageMinDays: (days) => sql`host.first_seen_at <= now() - make_interval(days => ${days})`,
  uptimeMin: (share) => sql`${uptimeTenThousandths} >= ${tenThousandths(share)}::integer`,
  quarantined: (is) => (is ? sql`not ${counts}` : counts),
};

/** Not in a span that has no end. */
const counts: Condition = sql`instance.host_id not in (
  select quarantined.host_id from quarantine as quarantined where quarantined.to_day is null)`;

/**
 * Whether it is known what an instance's rules are about: they have been read, and sorted unless there are none. Every rule
 * that has been sorted is at least of the topic `other`.
 */
export const areTopicsKnown: Condition = sql`(instance.rules_count = 0
  or (instance.rules_count is not null and instance.rule_topics <> '{}'))`;

/** Users active in a month on all instances that count today: up or failing, and not quarantined. */
export const usersActiveOfAll = sql<number>`(
  select coalesce(sum(active.users_active_month), 0)::bigint
  from instance as active join host as active_host on active_host.host_id = active.host_id
  where active_host.status = any(${[...presentStatuses]}::text[]) and active.host_id not in (
    select quarantined.host_id from quarantine as quarantined where quarantined.to_day is null))`;

/** The size of an instance ({@link sizes}); null when it does not state its active users, or they do not count. */
export const sizeOfInstance = sql<Size | null>`case
  when not ${counts} then null
  when instance.users_active_month < ${sql.lit(sizeFrom.small)} then 'tiny'
  when instance.users_active_month < ${sql.lit(sizeFrom.medium)} then 'small'
  when instance.users_active_month < ${sql.lit(sizeFrom.large)} then 'medium'
  when instance.users_active_month > ${sql.lit(giantShare)} * ${usersActiveOfAll} then 'giant'
  when instance.users_active_month >= ${sql.lit(sizeFrom.large)} then 'large' end`;

/** The conditions that rows of `instance`, `host` and `instance_search` must all fulfil. */
export function filterConditions(filter: InstanceFilter): readonly Condition[] {
  const names = Object.keys(conditionOf) as readonly (keyof InstanceFilter)[];
  return names.flatMap((name) => conditionFor(name, filter[name]) ?? []);
}

function conditionFor<Name extends keyof Given>(
  name: Name,
  value: Given[Name] | undefined,
): Condition | null {
  return value === undefined ? null : conditionOf[name](value);
}

/** Written as spans: an index finds them, and all users are only summed up where giants are told apart. */
function sizeAmong(wanted: readonly Size[]): Condition | null {
  if (wanted.length === 0) return null;
  return wanted.includes('giant') === wanted.includes('large')
    ? spansOf(wanted)
    : anyOf(sizeOfInstance, wanted);
}

function spansOf(wanted: readonly Size[]): Condition {
  const starts = [0, sizeFrom.small, sizeFrom.medium, sizeFrom.large];
  const spans = wanted.flatMap((size) => {
    const from = starts[sizes.indexOf(size)];
    const to = starts[sizes.indexOf(size) + 1];
    if (from === undefined) return [];
    const column = sql`instance.users_active_month`;
    return to === undefined
      ? [sql`${column} >= ${sql.lit(from)}`]
      : [sql`(${column} >= ${sql.lit(from)} and ${column} < ${sql.lit(to)})`];
  });
  return sql`((${sql.join(spans, sql` or `)}) and ${counts})`;
}

function anyOf(column: RawBuilder<unknown>, values: readonly string[]): Condition | null {
  return values.length === 0 ? null : sql`${column} = any(${values}::text[])`;
}

/**
 * Releases are few: their keys are looked for once, and then in the index of `instance`, where a join would be made for
 * every instance.
 */
function ofRelease(condition: Condition | null): Condition | null {
  return (
    condition &&
    sql`instance.release_id = any(array(
      select release.release_id from release join software on software.software_id = release.software_id
      where ${condition}))`
  );
}

/** The least whole number that is not below; what floating point adds in the last places is no part of it. */
function tenThousandths(share: number): number {
  return Math.ceil(Number((share * 10_000).toFixed(6)));
}

function numbersOf(version: VersionNumbers): RawBuilder<unknown> {
  const last = version.findLastIndex((number) => number !== 0);
  return sql`${version.slice(0, Math.max(1, last + 1)).map(String)}::numeric[]`;
}

/** Whether the folded texts hold a folded text, its wildcards taken literally. */
function contains(text: string): Condition | null {
  if (text === '') return null;
  const folded = foldText(text);
  // Of accents alone nothing is left, and nothing is found.
  if (folded === '') return sql`false`;
  return sql`instance_search.search_text like ${`%${folded.replace(/[\\%_]/g, (special) => `\\${special}`)}%`}`;
}
