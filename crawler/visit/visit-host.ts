import type { HostName } from '../../db/model/host-name.ts';
import type { HostNetwork } from '../../db/model/host-network.ts';
import type { Robots } from '../../db/model/robots.ts';
import { cleanLine, textLimits } from '../../db/model/text.ts';
import type { InstanceReading, PeersRead, VisitRecord } from '../../db/model/visit-record.ts';
import type { HostState } from '../../db/queries/hosts.ts';
import type { HostSession } from '../net/fetch.ts';
import type { Http } from '../net/http.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { maxNotes } from '../nodeinfo/reading.ts';
import { scheduleNextVisit, schedulePolicy } from '../schedule/next-visit.ts';
import type { About, PeersReading } from '../software/adapter.ts';
import { nodeInfoOnly } from '../software/nodeinfo-only.ts';
import { findWishOf, type Wish } from '../software/opt-out-flags.ts';
import { interpretFigures } from '../software/quirks.ts';
import { adapterOf } from '../software/table.ts';
import { withUnattended } from '../software/unattended.ts';
import { type PermittedSession, withPermission } from './asking.ts';
import { readAccountHost } from './read-host-meta.ts';
import { type Ending, ending, readNodeInfo } from './read-nodeinfo.ts';
import { readPermission } from './read-permission.ts';

/** What a visit needs from outside. */
export interface VisitTools {
  readonly http: Http;
  /** The run's clock: time stamps. */
  readonly now: () => Date;
  /** Monotonic milliseconds: durations. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Numbers in [0, 1), for the spread of the next visit. */
  readonly random: () => number;
  /** What an address that answered tells of its network; null: nothing. Addresses are asked about, not kept. */
  readonly findNetwork: (address: string) => HostNetwork | null;
}

interface Found {
  readonly outcome: 'up';
  readonly instance: InstanceReading;
  readonly peers: PeersReading | null;
  readonly retryAfterSeconds: number | null;
}

/**
 * Visits one host: robots.txt (unless a recent copy is kept), NodeInfo discovery, NodeInfo, and what the adapter of its software asks for; one request
 * at a time over one connection, which is closed afterwards. Every end is a value; nothing the host does throws.
 *
 * @param stop the run is ending: a visit that it cuts short yields undefined, since that says nothing about the host. So
 * does a visit for which this machine could open no more files.
 */
export async function visitHost(
  state: HostState,
  tools: VisitTools,
  stop: AbortSignal,
): Promise<VisitRecord | undefined> {
  const visitedAt = tools.now();
  const startedAtMs = tools.clock();
  const session = tools.http.open(state.host, { signal: stop });
  try {
    const permission = await readPermission(state.robots, session, visitedAt);
    const end = permission.ok
      ? await readHost(state, permission.robots, session, { ...tools, visitedAt })
      : permission.ending;
    if (session.hadNoFile) return undefined;
    if (end.outcome === 'cancelled') {
      if (stop.aborted) return undefined;
      throw new Error(`A visit to ${state.host} was cancelled, though nobody stopped it (${end.detail}).`);
    }
    const { outcome, retryAfterSeconds } = end;
    const scheduled = scheduleNextVisit(state, { outcome, visitedAt, retryAfterSeconds }, tools.random);
    return {
      host: state.host,
      visitedAt,
      outcome,
      requests: session.requests,
      bytes: session.bytes,
      durationMs: Math.round(tools.clock() - startedAtMs),
      ...scheduled,
      robots: permission.ok ? permission.read : null,
      ...withoutOwnSite(
        end.outcome === 'up' ? contentOf(end) : { ...noContent, ...restOf(end) },
        tools.http.ownHost,
      ),
    };
  } finally {
    await session.close();
  }
}

async function readHost(
  state: HostState,
  robots: Robots,
  session: HostSession,
  tools: VisitTools & { readonly visitedAt: Date },
): Promise<Found | Ending> {
  const permitted = withPermission(session, robots, tools);
  const reading = await readNodeInfo(state.host, permitted, tools.now);
  if (!reading.ok) return whereAccountsAre(state, permitted, reading.ending);
  const { nodeInfo, latencyMs, address, notes } = reading;
  const wish = findWishOf(nodeInfo);
  if (wish !== null) return endingBy(wish);
  const about = withUnattended(await readAbout(permitted, nodeInfo), nodeInfo);
  if (about.wish !== undefined) return endingBy(about.wish);
  const peers = arePeersDue(state, tools.visitedAt) ? await readPeers(state, permitted, nodeInfo) : null;
  const instance: InstanceReading = {
    software: nodeInfo.software,
    version: nodeInfo.version,
    latencyMs,
    network: address === null ? null : tools.findNetwork(address),
    notes: [...notes, ...(about.notes ?? [])].slice(0, maxNotes),
    ...interpretFigures(nodeInfo),
    ...textsOf(about),
  };
  return { outcome: 'up', instance, peers, retryAfterSeconds: permitted.retryAfterSeconds };
}

const endingBy = ({ outcome, detail }: Wish) => ending(outcome, detail);

/** A name that is no server itself may be the one that a server's accounts are known by. */
async function whereAccountsAre(state: HostState, permitted: PermittedSession, end: Ending): Promise<Ending> {
  if (!state.isClaimed || end.outcome !== 'not-nodeinfo') return end;
  const other = await readAccountHost(state.host, permitted);
  return other === null ? end : ending('moved', `accounts are on ${other}`, { movedTo: other });
}

/** A host that asks for long pauses is asked for the NodeInfo pair only: what else it offers is not readable by us. */
async function readAbout(permitted: PermittedSession, nodeInfo: NodeInfo): Promise<About> {
  const adapter = adapterOf(nodeInfo.software);
  if (permitted.allowsMore || adapter.asksNothing === true) return adapter.readAbout(permitted.ask, nodeInfo);
  const about = await nodeInfoOnly.readAbout(permitted.ask, nodeInfo);
  return { ...about, rules: { kind: 'unread', reason: 'forbidden' } };
}

async function readPeers(
  state: HostState,
  permitted: PermittedSession,
  nodeInfo: NodeInfo,
): Promise<PeersReading> {
  const adapter = adapterOf(nodeInfo.software);
  if (!permitted.allowsMore && adapter.asksNothing !== true) return { kind: 'unread', reason: 'forbidden' };
  return adapter.readPeers(permitted.ask, {
    nodeInfo,
    from: state.peersCursor,
    maxRequests: permitted.requestsLeft,
  });
}

/** Weekly; a list that an earlier visit did not get to the end of goes on at the next. */
function arePeersDue({ peersReadAt, peersCursor }: HostState, visitedAt: Date): boolean {
  if (peersCursor !== null) return true;
  return peersReadAt === null || visitedAt.getTime() - peersReadAt.getTime() >= schedulePolicy.peersEveryMs;
}

function textsOf(about: About) {
  return {
    name: about.name,
    description: about.description,
    languages: about.languages,
    registrations: about.registrations,
    details: about.details,
    accountDomain: about.accountDomain,
    rules: about.rules.kind === 'read' ? about.rules.rules : null,
    rulesUnread: about.rules.kind === 'read' ? null : about.rules.reason,
    isPartlyRead: about.rules.kind === 'unread' && about.rules.reason === 'failed',
  };
}

const noContent = { instance: null, peers: null } as const;

function restOf(end: Ending) {
  return {
    detail: end.detail === null ? null : cleanLine(end.detail, textLimits.detail),
    movedTo: end.movedTo,
    namedHosts: end.movedTo === null ? [] : [end.movedTo],
  };
}

function contentOf({ instance, peers }: Found) {
  const { accountDomain } = instance;
  return {
    instance,
    peers: peers === null ? null : peersReadOf(peers),
    detail: null,
    movedTo: null,
    namedHosts: accountDomain === null ? [] : [accountDomain],
  };
}

/** The census's own site is no discovery, whoever names it: it would only be refused when it is its turn. */
function withoutOwnSite<Content extends Pick<VisitRecord, 'peers' | 'namedHosts'>>(
  content: Content,
  ownHost: HostName | null,
): Content {
  if (ownHost === null) return content;
  const { peers } = content;
  const namedHosts = content.namedHosts.filter((name) => name !== ownHost);
  if (peers?.hosts.includes(ownHost) !== true) return { ...content, namedHosts };
  const hosts = peers.hosts.filter((name) => name !== ownHost);
  const refused = new Map(peers.refused).set('own-site', 1);
  return { ...content, namedHosts, peers: { ...peers, hosts, refused } };
}

function peersReadOf(peers: PeersReading): PeersRead {
  if (peers.kind === 'unread')
    return { count: null, next: null, unread: peers.reason, hosts: [], refused: new Map() };
  const { length, next, hosts, refused } = peers;
  return { count: length, next, unread: null, hosts: [...hosts], refused };
}
