import { compareRules, isReturn } from '../../db/model/rule-changes.ts';
import { findInstance } from '../../db/queries/find-instance.ts';
import { type RuleSetChange, ruleSetChanges } from '../../db/queries/rule-set-changes.ts';
import { type RuleInSet, rulesOfSets } from '../../db/queries/rule-sets.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { limitParam } from '../api/list-params.ts';
import { notListed } from '../api/routes/not-listed.ts';
import { type FeedEntry, serverFeedName, tagUri } from './feed.ts';
import { defineFeed, entryLimits, type FeedContext, namingMaxAgeSeconds } from './feed-source.ts';
import { describeRuleChanges } from './rule-change-text.ts';

/** Changes whose rules are in memory at once: sets may hold hundreds of long rules. */
const changesAtOnce = 10;

const params = { limit: limitParam(entryLimits, 'entries') } as const;
const note =
  'One entry a set of rules that replaced another, with the rules that were added, removed, reworded, explained in another way or moved, as we first saw it: up to a day later. First readings are no changes.';

/** `/feeds/rule-changes`: what changed in which server's rules. */
export const ruleChanges = defineFeed({
  name: 'rule-changes',
  title: "Changes of servers' rules",
  subtitle: note,
  page: '/servers',
  params,
  maxAgeSeconds: namingMaxAgeSeconds,
  read: async ({ context, values: { limit = entryLimits.byDefault } }) => {
    const changes = await ruleSetChanges(context.database, { host: null, limit });
    return { kind: 'entries', entries: await toEntries(changes, context) };
  },
});

/** `/feeds/servers/{domain}/rules`: the same of one server. */
export const serverRuleChanges = defineFeed({
  name: serverFeedName('{domain}'),
  title: 'Changes of the rules of {domain}',
  subtitle: note,
  page: '/servers/{domain}',
  params,
  maxAgeSeconds: namingMaxAgeSeconds,
  read: async ({ context, host, values: { limit = entryLimits.byDefault } }) => {
    const [record, changes] = await Promise.all([
      findInstance(context.database, host),
      ruleSetChanges(context.database, { host, limit }),
    ]);
    if (record === undefined) return notListed(context.database, host);
    return { kind: 'entries', entries: await toEntries(changes, context) };
  },
});

async function toEntries(
  changes: readonly RuleSetChange[],
  { database, siteUrl }: FeedContext,
): Promise<readonly FeedEntry[]> {
  const entries: FeedEntry[] = [];
  for (let start = 0; start < changes.length; start += changesAtOnce) {
    const some = changes.slice(start, start + changesAtOnce);
    const rulesOf = await rulesAround(database, some);
    entries.push(...some.map((change) => toEntry(change, rulesOf, siteUrl)));
  }
  return entries;
}

function rulesAround(database: CensusDatabase, changes: readonly RuleSetChange[]) {
  return rulesOfSets(
    database,
    changes.flatMap(({ beforeId, afterId }) => (afterId === null ? [beforeId] : [beforeId, afterId])),
  );
}

function toEntry(
  { domain, name, changedAt, beforeId, afterId }: RuleSetChange,
  rulesOf: ReadonlyMap<number, readonly RuleInSet[]>,
  siteUrl: string,
): FeedEntry {
  const at = changedAt.toISOString();
  const after = afterId === null ? [] : (rulesOf.get(afterId) ?? []);
  const changes = compareRules(rulesOf.get(beforeId) ?? [], after).filter((change) => !isReturn(change));
  const { title, summary } = describeRuleChanges({ name, changes, isEnd: afterId === null });
  return {
    id: tagUri(siteUrl, at.slice(0, 10), `rule-changes/${domain}/${at}${afterId === null ? '/end' : ''}`),
    title: `${domain}: ${title}`,
    summary,
    url: `${siteUrl}en/servers/${domain}#rules`,
    at: changedAt,
  };
}
