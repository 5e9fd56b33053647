import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Answer, Ask, PeersReading, PeersRequest, SoftwareAdapter } from './adapter.ts';
import { noPeers, objectOf, unreadPeers, unreadRules } from './answers.ts';
import { parseSite } from './lemmy-site.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { type PeersPage, type Place, placeOf, readPages } from './peer-pages.ts';
import { objectListLimits, PeerNames } from './peers.ts';

/** The most that version 4 of the API gives at once (`FETCH_LIMIT_MAX`); it refuses to be asked for more. */
const pageSize = 50;

/**
 * Lemmy by its API, version 3 (up to 0.19; 1.0 keeps parts of it) and version 4 (since 1.0). Shapes: the types
 * GetSiteResponse and FederatedInstances of lemmy-js-client. lemmy-ui's robots.txt forbids the API since 2025-04-12, so
 * most Lemmy servers are known from NodeInfo alone.
 */
export const lemmy: SoftwareAdapter = { family: 'lemmy', readAbout, readPeers };

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const [first, second] = hasVersion4(nodeInfo) ? (['v4', 'v3'] as const) : (['v3', 'v4'] as const);
  let answer = await ask(`/api/${first}/site`);
  if (isNotThere(answer)) answer = await ask(`/api/${second}/site`);
  const site = objectOf(answer);
  if (site === undefined) return { ...fallback, rules: unreadRules(answer) };
  return withFallback(parseSite(site), fallback);
}

/** Version 4 gives its list in pages, version 3 as a whole; before 0.17.3 it was a part of the site. */
async function readPeers(ask: Ask, { nodeInfo, from, maxRequests }: PeersRequest): Promise<PeersReading> {
  const place = placeOf(from);
  const readPage = (at: Place) => readFederatedPage(ask, at);
  if (place.counted > 0) return readPages(place, maxRequests, readPage);
  if (hasVersion4(nodeInfo)) {
    const paged = await readPages(place, maxRequests, readPage);
    if (paged.kind === 'read' || paged.reason !== 'not-published') return paged;
  }
  const list = await ask('/api/v3/federated_instances', objectListLimits);
  if (!isNotThere(list)) return readLinked(list);
  if (hasVersion4(nodeInfo)) return noPeers;
  const site = await ask('/api/v3/site', objectListLimits);
  if (!isNotThere(site)) return readLinked(site);
  return readPages(place, maxRequests - 2, readPage);
}

/** Whether NodeInfo says 1.0 or later. */
function hasVersion4({ version }: NodeInfo): boolean {
  return /^[1-9]\d{0,3}\./.test(version ?? '');
}

const isNotThere = (answer: Answer) => answer.kind === 'status' && answer.status === 404;

/**
 * Reads `federated_instances.linked` of an answer: objects with a `domain`, strings up to 0.17. Null is a server that
 * does not federate.
 */
export function readLinked(answer: Answer): PeersReading {
  const document = objectOf(answer);
  if (document === undefined) return unreadPeers(answer);
  const linked = own(own(document, 'federated_instances'), 'linked');
  if (!Array.isArray(linked)) return noPeers;
  const names = new PeerNames();
  names.add(linked.map((entry: unknown) => own(entry, 'domain') ?? entry));
  return names.reading();
}

/**
 * A page of `GET /api/v4/federated_instances`; the list stood in `federated_instances` before the release of 1.0, and in
 * `items` since. Blocked instances are not asked for, and left out if they come.
 */
async function readFederatedPage(ask: Ask, { cursor }: Place): Promise<PeersPage | Answer> {
  const at = cursor === '' ? '' : `&page_cursor=${encodeURIComponent(cursor)}`;
  const answer = await ask(`/api/v4/federated_instances?kind=linked&limit=${pageSize}${at}`);
  const document = objectOf(answer);
  if (document === undefined) return answer;
  const items = own(document, 'items') ?? own(document, 'federated_instances');
  if (!Array.isArray(items)) return { kind: 'unusable', reason: 'no list' };
  const next = own(document, 'next_page');
  const isBlocked = (item: unknown) => (own(item, 'blocked') ?? null) !== null;
  return {
    names: items
      .filter((item) => !isBlocked(item))
      .map((item: unknown) => own(own(item, 'instance'), 'domain') ?? item),
    length: items.length,
    next: typeof next === 'string' && next !== '' ? next : null,
  };
}
