import type { RuleTextRecord, RuleTopicRecord } from '../../db/model/rule-search-records.ts';
import type { RuleTopic } from '../../db/model/rule-topics.ts';
import type { InstanceFilter } from '../../db/queries/instance-filter.ts';
import { countInstances } from '../../db/queries/list-instances.ts';
import { ruleTopicCounts, type ServersWithRules } from '../../db/queries/rule-topics.ts';
import {
  countRuleTexts,
  type RuleTextPlace,
  type RuleTextTotal,
  ruleLanguages,
  searchRules,
} from '../../db/queries/search-rules.ts';
import { toRuleSearch } from '../params/rule-params.ts';
import { formatRulesParams, partsOf, type RulesPart, type RulesQuery } from '../params/rules-page-params.ts';
import { defaultClasses, defaultStatuses } from './directory.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** What servers have rules on, over those that the directory shows without being asked for others. */
export interface RulesOverview {
  /** One a topic, in the order of the topics. */
  readonly topics: readonly RuleTopicRecord[];
  /** Servers of which we could read rules. */
  readonly serversWithRules: number;
  /** The same at the ends of the months. */
  readonly monthEnds: readonly ServersWithRules[];
  /** Languages of rules, primary subtags in lower case, those of most rules first. */
  readonly languages: readonly string[];
}

/** What a search over all rules shows. */
export interface RulesFound {
  readonly rules: readonly RuleTextRecord[];
  /** Null: nothing follows. */
  readonly next: RuleTextPlace | null;
  /** Over all pages. */
  readonly total: RuleTextTotal;
}

/** A part of a query, and how many texts there are without it. */
export interface RulesWayOut {
  readonly part: RulesPart;
  /** At least 1. */
  readonly texts: number;
}

/** Servers that the directory shows under topics: all, and those where anybody gets an account at once. */
export interface TopicServers {
  readonly all: number;
  readonly open: number;
}

/** Texts on one page. */
const pageSize = 20;
/** Parts of a query beyond these are not tried without: each costs a search. */
const mostTried = 6;

// Most of a second at forty thousand servers, and it names nobody: as long as the API keeps the same.
const overviews = createShortCache<RulesOverview>({
  timeToLiveMs: 300_000,
  maxEntries: 1,
  // While the first rules are read, every look should see more.
  isKept: ({ serversWithRules }) => serversWithRules > 0,
});
const pages = createShortCache<Omit<RulesFound, 'total'>>({ timeToLiveMs: 60_000, maxEntries: 200 });
const totals = createShortCache<RuleTextTotal>({ timeToLiveMs: 60_000, maxEntries: 500 });
const topicServers = createShortCache<TopicServers>({ timeToLiveMs: 15_000, maxEntries: 100 });

/** Reads what servers have rules on; at most once in five minutes from the database. */
export function readRulesOverview(): Promise<RulesOverview> {
  return overviews.get('all', async () => {
    const { database } = getSiteContext();
    const [counts, languages] = await Promise.all([
      ruleTopicCounts(database, new Date(), defaultClasses),
      ruleLanguages(database),
    ]);
    return { ...counts, languages };
  });
}

/** Reads one page of the texts that a query asks for, and how many there are; at most once a minute from the database. */
export async function readRules(query: RulesQuery): Promise<RulesFound> {
  const load = () =>
    searchRules(getSiteContext().database, {
      search: searchOf(query),
      after: query.after,
      limit: pageSize,
    });
  const [page, total] = await Promise.all([
    pages.get(formatRulesParams(query).toString(), load),
    countRules(query),
  ]);
  return { ...page, total };
}

function countRules(query: RulesQuery): Promise<RuleTextTotal> {
  const key = formatRulesParams({ ...query, after: null }).toString();
  return totals.get(key, () => countRuleTexts(getSiteContext().database, searchOf(query)));
}

/** Which single parts of a query, when they are left out, find something; none when it has one part only, since then everything is left. */
export async function readRulesWaysOut(query: RulesQuery): Promise<readonly RulesWayOut[]> {
  const parts = partsOf(query).slice(0, mostTried);
  if (parts.length < 2) return [];
  const ways = await Promise.all(
    parts.map(async (part) => ({ part, texts: (await countRules(part.without)).texts })),
  );
  return ways.filter(({ texts }) => texts > 0);
}

/** Counts the servers that the directory shows under these topics, which are at least one. */
export function countTopicServers(topics: readonly RuleTopic[]): Promise<TopicServers> {
  return topicServers.get(topics.join(' '), async () => {
    const { database } = getSiteContext();
    const shown: InstanceFilter = { ruleTopics: topics, status: defaultStatuses, class: defaultClasses };
    const [all, open] = await Promise.all([
      countInstances(database, shown),
      countInstances(database, { ...shown, registrations: ['open'] }),
    ]);
    return { all, open };
  });
}

function searchOf({ q, topics, language }: RulesQuery) {
  return toRuleSearch({
    ...(q === undefined ? {} : { q }),
    ...(topics.length === 0 ? {} : { topic: topics }),
    ...(language === undefined ? {} : { language }),
  });
}
