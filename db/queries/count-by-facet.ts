import { type Kysely, sql } from 'kysely';
import type { InstanceClass } from '../model/instance-class.ts';
import { type RuleTopic, ruleTopics } from '../model/rule-topics.ts';
import type { RegistrationMode } from '../model/status.ts';
import type { Database } from '../tables.ts';
import type { InstanceFilter } from './instance-filter.ts';
import { type ListedInstances, listedInstances } from './instance-rows.ts';
import { narrowed } from './list-instances.ts';

/** A value that a list of instances may be narrowed to, with the number of instances that this would show. */
export interface FacetCount<Value extends string = string> {
  readonly value: Value;
  readonly instances: number;
}

/** What each filter offers. */
export interface FacetCounts {
  readonly software: readonly FacetCount[];
  readonly registrations: readonly FacetCount<RegistrationMode>[];
  /** Primary subtags in lower case (`pt` for `pt-BR`), as the filter understands them. */
  readonly languages: readonly FacetCount[];
  /** In the order of the topics, whichever is the most common. */
  readonly ruleTopics: readonly FacetCount<RuleTopic>[];
  readonly classes: readonly FacetCount<InstanceClass>[];
}

/**
 * How many instances would each value of each filter show? A filter is counted under all others and not under itself,
 * so every number is what choosing that value gives. The most common first.
 */
export async function countByFacet(db: Kysely<Database>, filter: InstanceFilter): Promise<FacetCounts> {
  const { software: _software, ...besideSoftware } = filter;
  const { registrations: _registrations, ...besideRegistrations } = filter;
  const { language: _language, ...besideLanguage } = filter;
  const { ruleTopics: _ruleTopics, ...besideTopics } = filter;
  const { class: _class, ...besideClass } = filter;
  const [software, registrations, languages, topics, classes] = await Promise.all([
    countSoftware(db, besideSoftware),
    countRegistrations(db, besideRegistrations),
    countLanguages(db, besideLanguage),
    countRuleTopics(db, besideTopics),
    countClasses(db, besideClass),
  ]);
  return { software, registrations, languages, ruleTopics: topics, classes };
}

async function countSoftware(db: Kysely<Database>, filter: InstanceFilter): Promise<FacetCount[]> {
  return narrowed(listedInstances(db), filter)
    .select((eb) => ['software.name as value', eb.fn.countAll<number>().as('instances')])
    .groupBy('software.name')
    .orderBy('instances', 'desc')
    .orderBy('software.name')
    .execute();
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
): Promise<FacetCount<RuleTopic>[]> {
  const rows = await narrowed(listedInstances(db), filter)
    .innerJoin(
      sql<{ value: RuleTopic }>`lateral (select unnest(instance.rule_topics) as value)`.as('spoken'),
      (join) => join.onTrue(),
    )
    .select((eb) => ['spoken.value', eb.fn.countAll<number>().as('instances')])
    .groupBy('spoken.value')
    .execute();
  const counts = new Map(rows.map(({ value, instances }) => [value, instances]));
  return ruleTopics.flatMap((value) => {
    const instances = counts.get(value);
    return instances === undefined ? [] : [{ value, instances }];
  });
}

async function countClasses(
  db: Kysely<Database>,
  filter: InstanceFilter,
): Promise<FacetCount<InstanceClass>[]> {
  return narrowed(listedInstances(db), filter)
    .select((eb) => ['instance.class as value', eb.fn.countAll<number>().as('instances')])
    .groupBy('instance.class')
    .orderBy('instances', 'desc')
    .execute();
}
