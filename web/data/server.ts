import type { FigureName, Provenance } from '../../db/model/figures.ts';
import type { HostName } from '../../db/model/host-name.ts';
import type { InstanceRecord, RuleRecord, SnapshotRecord } from '../../db/model/records.ts';
import { findInstance } from '../../db/queries/find-instance.ts';
import { instanceHistory } from '../../db/queries/instance-history.ts';
import { instanceProvenance } from '../../db/queries/instance-provenance.ts';
import { instanceRulesHistory } from '../../db/queries/instance-rules.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** One version of a server's rules. */
export interface RuleVersion {
  readonly validFrom: string;
  /** Null: in force. */
  readonly validTo: string | null;
  /** In the server's own order. */
  readonly rules: readonly RuleRecord[];
}

/** All that a server's page shows. */
export interface ServerData {
  readonly instance: InstanceRecord;
  readonly provenance: Readonly<Record<FigureName, Provenance>>;
  /** Newest first. */
  readonly ruleVersions: readonly RuleVersion[];
  /** Oldest first; days without an answer have no entry. */
  readonly history: readonly SnapshotRecord[];
}

const servers = createShortCache<ServerData | null>({ timeToLiveMs: 15_000, maxEntries: 500 });

/** Reads a server's page; null when the host is not listed, for whatever reason. */
export function readServer(host: HostName): Promise<ServerData | null> {
  return servers.get(host, () => loadServer(host));
}

async function loadServer(host: HostName): Promise<ServerData | null> {
  const { database } = getSiteContext();
  const [instance, provenance] = await Promise.all([
    findInstance(database, host),
    instanceProvenance(database, host),
  ]);
  if (instance === undefined || provenance === undefined) return null;
  const [rules, history] = await Promise.all([
    instanceRulesHistory(database, host),
    instanceHistory(database, host),
  ]);
  return { instance, provenance, ruleVersions: ruleVersions(rules), history };
}

/** Groups rules, which come newest version first, by the version they belong to. */
function ruleVersions(rules: readonly RuleRecord[]): RuleVersion[] {
  return [...Map.groupBy(rules, ({ valid_from }) => valid_from)].map(([validFrom, members]) => ({
    validFrom,
    validTo: members[0]?.valid_to ?? null,
    rules: members,
  }));
}
