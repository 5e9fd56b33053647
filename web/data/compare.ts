import type { HostName } from '../../db/model/host-name.ts';
import type { InstanceRecord } from '../../db/model/records.ts';
import { findInstance } from '../../db/queries/find-instance.ts';
import { listDirectoryPage } from '../../db/queries/list-directory-page.ts';
import { ruleSets } from '../../db/queries/rule-sets.ts';
import { type CompareQuery, mostCompared } from '../params/compare-params.ts';
import { nearestNames } from '../params/nearest-name.ts';
import { type KnownRules, knownRules } from '../portrait/rules-by-topic.ts';
import { readChooserState } from './chooser-state.ts';
import { type Portrait, readPortrait } from './portrait.ts';
import { readMove } from './server.ts';
import { createShortCache } from './short-cache.ts';
import { readSimilar, type SimilarInstance } from './similar.ts';
import { getSiteContext } from './site-context.ts';

/** One server of a comparison. */
export interface ComparedServer {
  readonly instance: InstanceRecord;
  readonly portrait: Portrait;
  readonly rules: KnownRules;
}

/** What was typed and stands for no server, with servers that may have been meant. */
export interface UnknownServer {
  readonly text: string;
  readonly isHostName: boolean;
  readonly near: readonly Pick<InstanceRecord, 'domain' | 'unicode_domain' | 'name'>[];
}

/** All that the page shows. */
export interface ComparisonData {
  /** At most {@link mostCompared}, in the order of the address, each once. */
  readonly servers: readonly ComparedServer[];
  readonly unknown: readonly UnknownServer[];
  /** Names that lead to another one, which stands among the servers in their place. */
  readonly moved: readonly { readonly from: HostName; readonly to: HostName }[];
  /** Named more than once, some of them by a name that has moved. */
  readonly repeated: readonly string[];
  /** Servers like the first one, to compare with, while there is room. */
  readonly similar: readonly SimilarInstance[];
}

const compared = createShortCache<ComparedServer | null>({ timeToLiveMs: 15_000, maxEntries: 500 });
const near = createShortCache<UnknownServer['near']>({ timeToLiveMs: 60_000, maxEntries: 300 });

/** Reads the servers of a comparison, and what became of names that stand for none. */
export async function readComparison({ hosts, bad, repeated }: CompareQuery): Promise<ComparisonData> {
  const targets = await Promise.all(hosts.map(async (from) => ({ from, to: await targetOf(from) })));
  const distinct = [...new Set(targets.map(({ to }) => to))];
  const read = await Promise.all(distinct.map(async (host) => ({ host, server: await readCompared(host) })));
  const servers = read.flatMap(({ server }) => server ?? []);
  const missing = read.flatMap(({ host, server }) => (server === null ? [host] : []));
  const twice = targets.filter(({ to }, index) => targets.findIndex((each) => each.to === to) < index);
  const [first] = servers;
  const isRoom = first !== undefined && servers.length < mostCompared;
  const taken = new Set(servers.map(({ instance }) => instance.domain));
  return {
    servers,
    unknown: await Promise.all([
      ...missing.map(async (text) => ({ text, isHostName: true, near: await readNear(text) })),
      ...bad.map(async (text) => ({ text, isHostName: false, near: await readNear(text) })),
    ]),
    moved: targets.filter(({ from, to }) => from !== to),
    repeated: [...new Set([...repeated, ...twice.map(({ to }) => to)])],
    similar: isRoom
      ? (await readSimilar(first.instance)).filter(({ instance }) => !taken.has(instance.domain))
      : [],
  };
}

/** The name under which a server is to be found: where it has moved to, as long as somebody is there. */
async function targetOf(host: HostName): Promise<HostName> {
  const server = await readCompared(host);
  if (server === null) return (await readMove(host)) ?? host;
  const movedTo = server.instance.status === 'moved' ? (server.instance.moved_to as HostName | null) : null;
  // One step: who has moved twice is named by the second name's own page.
  return movedTo !== null && (await readCompared(movedTo)) !== null ? movedTo : host;
}

function readCompared(host: HostName): Promise<ComparedServer | null> {
  return compared.get(host, async () => {
    const { database } = getSiteContext();
    const instance = await findInstance(database, host);
    if (instance === undefined) return null;
    const [portrait, [newest]] = await Promise.all([readPortrait(instance), ruleSets(database, host, 1)]);
    return { instance, portrait, rules: knownRules(instance, newest) };
  });
}

/** Longer texts are not searched for. */
const longestSearch = 100;
const mostNear = 5;

/** Servers that a text may have meant: by a few letters of the name, and by a part of name or description. */
function readNear(text: string): Promise<UnknownServer['near']> {
  const typed = text.toLowerCase().slice(0, longestSearch);
  return near.get(typed, async () => {
    const { database } = getSiteContext();
    const { candidates } = await readChooserState(database, { now: () => new Date() });
    const mistyped = nearestNames(
      typed,
      candidates.map(({ domain }) => domain),
      { mostEdits: Math.min(2, Math.floor(typed.length / 4)), limit: mostNear },
    );
    const found = await listDirectoryPage(database, {
      filter: { search: typed, status: ['up', 'failing'], class: ['community'] },
      order: { by: 'users_active_month', direction: 'desc' },
      ...{ limit: mostNear, offset: 0 },
    });
    const named = await Promise.all(mistyped.map((domain) => findInstance(database, domain as HostName)));
    const byDomain = new Map(
      [...named.flatMap((each) => each ?? []), ...found.instances].map((each) => [each.domain, each]),
    );
    return [...byDomain.values()].slice(0, mostNear);
  });
}
