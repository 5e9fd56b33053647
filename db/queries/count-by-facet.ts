import { type Kysely, sql } from 'kysely';
import type { InstanceClass } from '../model/instance-class.ts';
import { type RuleTopic, ruleTopics } from '../model/rule-topics.ts';
import { type Size, sizes } from '../model/server-size.ts';
import type { RegistrationMode } from '../model/status.ts';
import type { Database } from '../tables.ts';
import {
  areTopicsKnown,
  type Condition,
  filterConditions,
  type InstanceFilter,
  sizeOfInstance,
} from './instance-filter.ts';
import { type ListedInstances, listedInstances } from './instance-rows.ts';
import { matchingHosts, narrowed } from './list-instances.ts';

/** A value that a list of instances may be narrowed to, with the number of instances that this would show. */
export interface FacetCount<Value extends string | number = string> {
  readonly value: Value;
  readonly instances: number;
}

/** Days for which the census has known an instance, and shares of the last 30 days in which it was up, that a list may be narrowed to. */
export const facetSteps = { ages: [7, 30, 90, 365], uptimes: [0.9, 0.95, 0.99] } as const;

/** What each filter offers; the most common values first, unless it says otherwise. */
export interface FacetCounts {
  readonly software: readonly FacetCount[];
  readonly registrations: readonly FacetCount<RegistrationMode>[];
  readonly countries: readonly FacetCount[];
  readonly classes: readonly FacetCount<InstanceClass>[];
  /** The smallest first. */
  readonly sizes: readonly FacetCount<Size>[];
  /** Primary subtags in lower case (`pt` for `pt-BR`), as the filter understands them. */
  readonly languages: readonly FacetCount[];
  /** In the order of the topics, whichever is the most common. */
  readonly ruleTopics: readonly FacetCount<RuleTopic>[];
  /** In the same order. */
  readonly ruleTopicsNot: readonly FacetCount<RuleTopic>[];
  /** Days, the fewest first. */
  readonly ages: readonly FacetCount<number>[];
  /** Shares, the smallest first. */
  readonly uptimes: readonly FacetCount<number>[];
}

/**
 * How many instances would a list show with each value of each filter? Of filters that take one value (language, age, uptime):
 * with that one in place of what is chosen. Of those that take several: with that one beside what is chosen, so that
 * alternatives add to what is shown, and topics take from it. A value that is chosen already shows what is shown.
 * Values that would show nothing are left out.
 *
 * @param defaults what a list is narrowed to where the filter does not say; nobody's choice, so a value takes its place.
 */
export async function countByFacet(
  db: Kysely<Database>,
  filter: InstanceFilter,
  defaults: Pick<InstanceFilter, 'status' | 'class'> = {},
): Promise<FacetCounts> {
  const whole = { ...defaults, ...filter };
  const [values, languages, topics, counts] = await Promise.all([
    countAllValues(db, whole, filter),
    countLanguages(db, beside(whole, 'language')),
    countTopics(db, whole),
    countStepsAndAll(db, whole),
  ]);
  const { ruleTopics: wanted = [], ruleTopicsNot: refused = [] } = filter;
  const { total, topicsKnown, ...steps } = counts;
  return {
    ...values,
    ...steps,
    languages,
    ruleTopics: topicCounts((topic) =>
      wanted.includes(topic) ? total : (topics.get(topic)?.instances ?? 0),
    ),
    ruleTopicsNot: topicCounts((topic) =>
      refused.includes(topic) ? total : topicsKnown - (topics.get(topic)?.known ?? 0),
    ),
  };
}

function beside(filter: InstanceFilter, name: keyof InstanceFilter): InstanceFilter {
  const { [name]: _removed, ...others } = filter;
  return others;
}

/** Filters by a value of which an instance has one at most, with where it stands. */
const valueFacets = {
  software: sql`software.name`,
  registrations: sql`instance.registrations`,
  country: sql`instance.network_country`,
  class: sql`instance.class`,
  sizes: sizeOfInstance,
} as const satisfies Partial<Record<keyof InstanceFilter, unknown>>;

type ValueFacet = keyof typeof valueFacets;
const valueFacetNames = Object.keys(valueFacets) as readonly ValueFacet[];

async function countAllValues(db: Kysely<Database>, whole: InstanceFilter, filter: InstanceFilter) {
  const isChosen = (name: ValueFacet) => (filter[name]?.length ?? 0) > 0;
  // A default is no choice, but narrows the others.
  const isNarrowed = (name: ValueFacet) => (whole[name]?.length ?? 0) > 0;
  const groups = [
    valueFacetNames.filter((name) => !isNarrowed(name)),
    ...valueFacetNames.filter(isNarrowed).map((name) => [name]),
  ].filter((names) => names.length > 0);
  const counted = await Promise.all(
    groups.map(async (names) => {
      const [first] = names;
      const narrower = first !== undefined && isNarrowed(first) ? beside(whole, first) : whole;
      return countValues(db, narrower, names);
    }),
  );
  const counts = new Map(counted.flatMap((each) => [...each]));
  const offered = <Value extends string>(name: ValueFacet) => {
    const alone = (counts.get(name) ?? []) as readonly FacetCount<Value>[];
    if (!isChosen(name)) return alone;
    const chosen: readonly string[] = filter[name] ?? [];
    const shown = alone.reduce(
      (sum, { value, instances }) => sum + (chosen.includes(value) ? instances : 0),
      0,
    );
    return alone.map(({ value, instances }) => ({
      value,
      instances: chosen.includes(value) ? shown : shown + instances,
    }));
  };
  return {
    software: offered('software'),
    registrations: offered<RegistrationMode>('registrations'),
    countries: offered('country'),
    classes: offered<InstanceClass>('class'),
    sizes: inOrderOf(sizes, offered<Size>('sizes')),
  };
}

/** How many instances have each value of some facets, in one walk through them? The most common value first. */
async function countValues(
  db: Kysely<Database>,
  filter: InstanceFilter,
  names: readonly ValueFacet[],
): Promise<ReadonlyMap<ValueFacet, readonly FacetCount[]>> {
  const values = narrowed(listedInstances(db), filter).select(
    names.map((name) => sql<string | null>`${valueFacets[name]}`.as(name)),
  );
  const columns = sql.join(names.map((name) => sql.ref(`part.${name}`)));
  const sets = sql.join(names.map((name) => sql`(${sql.ref(`part.${name}`)})`));
  const { rows } = await sql<Readonly<Record<string, unknown>> & { instances: number; left_out: number }>`
    select ${columns}, grouping(${columns}) as left_out, count(*) as instances from (${values}) as part
    group by grouping sets (${sets}) order by instances desc, ${columns}`.execute(db);
  return new Map(
    names.map((name, index) => {
      // A bit a column, the first one the highest; set where the row is not grouped by it.
      const others = (2 ** names.length - 1) ^ (2 ** (names.length - 1 - index));
      const counts = rows.flatMap((row) => {
        const value = row[name];
        return row.left_out === others && typeof value === 'string'
          ? [{ value, instances: row.instances }]
          : [];
      });
      return [name, counts];
    }),
  );
}

/** How many instances match a filter and each of some conditions? */
async function countConditions(
  db: Kysely<Database>,
  filter: InstanceFilter,
  conditions: readonly Condition[],
): Promise<readonly number[]> {
  const row = await matchingHosts(db, filter)
    .select(conditions.map((each, index) => sql<number>`count(*) filter (where ${each})`.as(String(index))))
    .executeTakeFirstOrThrow();
  return conditions.map((_, index) => row[String(index)] ?? 0);
}

/** What is shown, of how many of these the topics are known, and how many each step would show: in one walk, but for steps that are chosen. */
async function countStepsAndAll(db: Kysely<Database>, filter: InstanceFilter) {
  const conditionsOf = {
    ageMinDays: facetSteps.ages.flatMap((days) => filterConditions({ ageMinDays: days })),
    uptimeMin: facetSteps.uptimes.flatMap((share) => filterConditions({ uptimeMin: share })),
  };
  const { ageMinDays, uptimeMin } = conditionsOf;
  const alone = async (name: keyof typeof conditionsOf) =>
    filter[name] === undefined ? null : countConditions(db, beside(filter, name), conditionsOf[name]);
  const [[total = 0, topicsKnown = 0, ...steps], ages, uptimes] = await Promise.all([
    countConditions(db, filter, [sql`true`, areTopicsKnown, ...ageMinDays, ...uptimeMin]),
    alone('ageMinDays'),
    alone('uptimeMin'),
  ]);
  return {
    total,
    topicsKnown,
    ages: stepCounts(facetSteps.ages, ages ?? steps),
    uptimes: stepCounts(facetSteps.uptimes, uptimes ?? steps.slice(ageMinDays.length)),
  };
}

function stepCounts(steps: readonly number[], counts: readonly number[]): readonly FacetCount<number>[] {
  return steps.flatMap((value, index) => {
    const instances = counts[index] ?? 0;
    return instances === 0 ? [] : [{ value, instances }];
  });
}

function topicCounts(countOf: (topic: RuleTopic) => number): readonly FacetCount<RuleTopic>[] {
  return ruleTopics.flatMap((value) => {
    const instances = countOf(value);
    return instances === 0 ? [] : [{ value, instances }];
  });
}

function inOrderOf<Value extends string>(
  order: readonly Value[],
  counts: readonly FacetCount<Value>[],
): readonly FacetCount<Value>[] {
  return counts.toSorted((left, right) => order.indexOf(left.value) - order.indexOf(right.value));
}

/** How many instances that match have each registration mode? Without those that state none; the most common first. */
export async function countRegistrations(
  db: Kysely<Database>,
  filter: InstanceFilter,
): Promise<FacetCount<RegistrationMode>[]> {
  const rows = await narrowed(listedInstances(db), filter)
    .select((eb) => ['instance.registrations as value', eb.fn.countAll<number>().as('instances')])
    .where('instance.registrations', 'is not', null)
    .groupBy('instance.registrations')
    .orderBy('instances', 'desc')
    .execute();
  return rows.flatMap(({ value, instances }) => (value === null ? [] : [{ value, instances }]));
}

async function countLanguages(db: Kysely<Database>, filter: InstanceFilter): Promise<FacetCount[]> {
  return byLanguage(narrowed(listedInstances(db), filter))
    .select((eb) => ['spoken.value', eb.fn.countAll<number>().as('instances')])
    .groupBy('spoken.value')
    .orderBy('instances', 'desc')
    .orderBy('spoken.value')
    .execute();
}

/** A row an instance and language that it states, `spoken.value`: the primary subtag in lower case. */
export function byLanguage(query: ListedInstances) {
  return query.innerJoin(
    sql<{ value: string }>`lateral (select distinct lower(split_part(tag, '-', 1)) as value
        from unnest(instance.languages) as tag)`.as('spoken'),
    (join) => join.onTrue(),
  );
}

/** How many instances that match have a rule on each topic? Without those on which nobody has one. */
export async function countRuleTopics(
  db: Kysely<Database>,
  filter: InstanceFilter,
): Promise<readonly FacetCount<RuleTopic>[]> {
  const counts = await countTopics(db, filter);
  return topicCounts((topic) => counts.get(topic)?.instances ?? 0);
}

/** With a rule on a topic: all that match, and those whose topics are known, which is to say the same but for rules that are gone. */
async function countTopics(
  db: Kysely<Database>,
  filter: InstanceFilter,
): Promise<ReadonlyMap<RuleTopic, { readonly instances: number; readonly known: number }>> {
  const rows = await matchingHosts(db, filter)
    .innerJoin(
      sql<{ value: RuleTopic }>`lateral (select unnest(instance.rule_topics) as value)`.as('spoken'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'spoken.value',
      eb.fn.countAll<number>().as('instances'),
      sql<number>`count(*) filter (where ${areTopicsKnown})`.as('known'),
    ])
    .groupBy('spoken.value')
    .execute();
  return new Map(rows.map(({ value, ...counts }) => [value, counts]));
}
