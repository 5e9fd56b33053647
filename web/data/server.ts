import type { FigureName, Provenance } from '../../db/model/figures.ts';
import type { HostName } from '../../db/model/host-name.ts';
import type { InstanceRecord, SnapshotRecord } from '../../db/model/records.ts';
import { compareRules, type RuleChange } from '../../db/model/rule-changes.ts';
import { findInstance } from '../../db/queries/find-instance.ts';
import { findMove } from '../../db/queries/find-move.ts';
import { instanceHistory } from '../../db/queries/instance-history.ts';
import { instanceProvenance } from '../../db/queries/instance-provenance.ts';
import { type RuleInSet, type RuleSet, ruleSets } from '../../db/queries/rule-sets.ts';
import { type Portrait, readPortrait } from './portrait.ts';
import { createShortCache } from './short-cache.ts';
import { readSimilar, type SimilarInstance } from './similar.ts';
import { getSiteContext } from './site-context.ts';

/** One set of a server's rules, and how it differs from the one before. */
export interface RuleVersion extends RuleSet {
  /** Null for the first set that we read, and for one that was cut off: nothing to compare with. */
  readonly changes: readonly RuleChange<RuleInSet>[] | null;
}

/** All that a server's page shows. */
export interface ServerData {
  readonly instance: InstanceRecord;
  readonly provenance: Readonly<Record<FigureName, Provenance>>;
  /** Newest first. */
  readonly ruleVersions: readonly RuleVersion[];
  /** Oldest first; days without an answer have no entry. */
  readonly history: readonly SnapshotRecord[];
  readonly portrait: Portrait;
  /** The most alike first. */
  readonly similar: readonly SimilarInstance[];
}

const servers = createShortCache<ServerData | null>({ timeToLiveMs: 15_000, maxEntries: 500 });

/** Reads a server's page; null when the host is not listed, for whatever reason. */
export function readServer(host: HostName): Promise<ServerData | null> {
  return servers.get(host, () => loadServer(host));
}

const moves = createShortCache<HostName | null>({ timeToLiveMs: 15_000, maxEntries: 500 });

/** Where a name moved that is no server itself (an account domain, a name that redirects); null when it did not. */
export function readMove(host: HostName): Promise<HostName | null> {
  return moves.get(host, async () => (await findMove(getSiteContext().database, host)) ?? null);
}

async function loadServer(host: HostName): Promise<ServerData | null> {
  const { database } = getSiteContext();
  const [instance, provenance] = await Promise.all([
    findInstance(database, host),
    instanceProvenance(database, host),
  ]);
  if (instance === undefined || provenance === undefined) return null;
  const [sets, history, portrait, similar] = await Promise.all([
    ruleSets(database, host, maxVersions + 1),
    instanceHistory(database, host),
    readPortrait(instance),
    readSimilar(instance),
  ]);
  return { instance, provenance, ruleVersions: ruleVersions(sets), history, portrait, similar };
}

/** Older sets than this many are not shown; the API has them all. */
const maxVersions = 20;

/** Compares every set with the one before it, whatever lies between. */
function ruleVersions(sets: readonly RuleSet[]): RuleVersion[] {
  return sets.slice(0, maxVersions).map((set, index) => {
    const before = sets[index + 1];
    return { ...set, changes: before === undefined ? null : compareRules(before.rules, set.rules) };
  });
}
