import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { Answer, Ask, PeersReading, PeersRequest } from './adapter.ts';
import { noPeers, objectOf } from './answers.ts';
import { type PeersPage, type Place, placeOf, readPages } from './peer-pages.ts';

/** The most that the API gives at once (DomainViewSet, max_page_size). */
const pageSize = 100;

/**
 * Reads the list of known servers, when NodeInfo says that it is public: under `metadata.knownNodesListUrl`, in newer
 * releases under `metadata.endpoints.knownNodes`. The address itself is not followed: it may name any host, and the path
 * is known.
 */
export async function readPeers(
  ask: Ask,
  { nodeInfo, from, maxRequests }: PeersRequest,
): Promise<PeersReading> {
  if (!isPublic(nodeInfo)) return noPeers;
  return readPages(placeOf(from), maxRequests, (place) => readDomains(ask, place));
}

function isPublic({ metadata }: NodeInfo): boolean {
  const addresses = [own(metadata, 'knownNodesListUrl'), own(own(metadata, 'endpoints'), 'knownNodes')];
  return addresses.some((address) => typeof address === 'string' && address !== '');
}

/** A page of `GET /api/v1/federation/domains`: `{"count", "next", "previous", "results": [{"name"}, …]}`, by name. */
async function readDomains(ask: Ask, { cursor }: Place): Promise<PeersPage | Answer> {
  const page = /^[1-9]\d{0,3}$/.test(cursor) ? Number(cursor) : 1;
  const answer = await ask(`/api/v1/federation/domains?page=${page}&page_size=${pageSize}`);
  const results = own(objectOf(answer), 'results');
  if (!Array.isArray(results)) return isPastEnd(page, answer) ? lastPage : answer;
  const entries: readonly unknown[] = results;
  return {
    names: entries.map((entry) => own(entry, 'name')),
    length: entries.length,
    next: entries.length < pageSize ? null : `${page + 1}`,
  };
}

const lastPage: PeersPage = { names: [], length: 0, next: null };

/** A page after the last one is missing: the length of the list is a multiple of a page's, or has become one. */
function isPastEnd(page: number, answer: Answer): boolean {
  return page > 1 && answer.kind === 'status' && answer.status === 404;
}
