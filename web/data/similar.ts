import type { HostName } from '../../db/model/host-name.ts';
import type { InstanceRecord } from '../../db/model/records.ts';
import { sharedRuleTexts } from '../../db/queries/shared-rule-texts.ts';
import { instancesInOrder } from '../../db/queries/walk-instances.ts';
import type { Candidate } from '../chooser/candidate.ts';
import { byRuleTexts, type Likeness, similarServers } from '../chooser/similar.ts';
import { readChooserState } from './chooser-state.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Similar servers that are shown at most. */
const mostShown = 6;
/** Of so many, the words of the rules are compared. */
const looked = 40;

/** A server that is like another one, as it describes itself now. */
export interface SimilarInstance {
  readonly instance: InstanceRecord;
  readonly likeness: Likeness;
  /** Rules in the same words. */
  readonly sharedTexts: number;
}

const similar = createShortCache<readonly SimilarInstance[]>({ timeToLiveMs: 60_000, maxEntries: 500 });

/**
 * Reads servers that are like one, the most alike first: from the candidates that the chooser keeps in memory, and one question about
 * the words of the rules of a few dozen. None for what is no community of people.
 */
export function readSimilar(instance: InstanceRecord): Promise<readonly SimilarInstance[]> {
  if (instance.class !== 'community') return Promise.resolve([]);
  return similar.get(instance.domain, () => loadSimilar(instance));
}

async function loadSimilar(instance: InstanceRecord): Promise<readonly SimilarInstance[]> {
  const { database } = getSiteContext();
  const { candidates, surroundings } = await readChooserState(database, { now: () => new Date() });
  const subject = {
    domain: instance.domain,
    software: instance.software,
    languages: instance.languages,
    usersActiveMonth: instance.quarantine === null ? instance.users_active_month : null,
    ruleTopics: instance.rule_topics,
    firstSeenAt: new Date(instance.first_seen_at),
  };
  const alike = similarServers(subject, candidates, surroundings, looked);
  const idsOf = (servers: readonly { readonly candidate: Candidate }[]) =>
    servers.map(({ candidate }) => candidate.hostId);
  const texts = await sharedRuleTexts(database, instance.domain as HostName, idsOf(alike));
  const shown = byRuleTexts(subject, alike, texts).slice(0, mostShown);
  const { instances } = await instancesInOrder(database, {
    filter: {},
    order: { by: 'domain', direction: 'asc' },
    hostIds: idsOf(shown),
  });
  const byDomain = new Map(instances.map((each) => [each.domain, each]));
  return shown.flatMap(({ candidate, likeness, sharedTexts }) => {
    const found = byDomain.get(candidate.domain);
    // It was there a moment ago; it may have asked to be forgotten since.
    return found === undefined ? [] : [{ instance: found, likeness, sharedTexts }];
  });
}
