import { closedServers } from './closed-servers.ts';
import type { FeedSource } from './feed-source.ts';
import { methodChangesFeed } from './method-changes.ts';
import { newServers } from './new-servers.ts';
import { ruleChanges, serverRuleChanges } from './rule-changes.ts';

/** Every feed. */
export const feedSources: readonly FeedSource[] = [
  newServers,
  closedServers,
  ruleChanges,
  methodChangesFeed,
  serverRuleChanges,
];
