import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Answer, Ask, PeersReading, PeersRequest, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { readLanguages } from './languages.ts';
import { detailsOfMeta, parseMeta } from './misskey-meta.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { type PeersPage, type Place, placeOf, readPages } from './peer-pages.ts';
import { maxPeersBodyBytes, readPeerList } from './peers.ts';

/** Firefish puts all its emojis into `meta`, some hundred bytes each. */
const maxMetaBodyBytes = 4 * 1024 * 1024;
/** The most that `federation/instances` gives at once. */
const pageSize = 100;

/**
 * Misskey and its forks: Sharkey, CherryPick, Firefish, Iceshrimp before its rewrite, and others. Shapes: the endpoints
 * `meta` and `federation/instances` of Misskey's API, which takes POST, and Mastodon's list of peers, since 2018.
 */
export const misskey: SoftwareAdapter = { family: 'misskey', readAbout, readPeers };

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const answer = await ask('/api/meta', {
    post: { detail: false },
    maxBodyBytes: maxMetaBodyBytes,
  });
  const meta = objectOf(answer);
  if (meta === undefined) return { ...aboutFromMetadata(nodeInfo), rules: unreadRules(answer) };
  return withFallback(parseMeta(meta), aboutFromNodeInfo(nodeInfo));
}

/** Misskey's NodeInfo metadata repeats a part of `meta` under the same keys; the rules are not in it. */
function aboutFromMetadata(nodeInfo: NodeInfo): About {
  const { metadata } = nodeInfo;
  return {
    ...aboutFromNodeInfo(nodeInfo),
    languages: readLanguages(own(metadata, 'langs')),
    details: detailsOfMeta(metadata),
  };
}

async function readPeers(ask: Ask, { from, maxRequests }: PeersRequest): Promise<PeersReading> {
  const place = placeOf(from);
  const readPage = (at: Place) => readInstances(ask, at);
  if (place.counted > 0) return readPages(place, maxRequests, readPage);
  const answer = await ask('/api/v1/instance/peers', { maxBodyBytes: maxPeersBodyBytes });
  const list = readPeerList(answer);
  if (list.kind === 'read' || !isMissing(answer)) return list;
  return maxRequests > 1 ? readPages(place, maxRequests - 1, readPage) : list;
}

/** Whether an answer means that this server has no such list, rather than that we may not see it. */
function isMissing(answer: Answer): boolean {
  if (answer.kind === 'status') return answer.status === 404 || answer.status === 405;
  return answer.kind === 'json' || answer.kind === 'unusable';
}

/**
 * A page of `POST /api/federation/instances`, the longest known first: what is met between two visits stands after the
 * place. Forks that do not know that order give the newest first. Suspended instances are left out, as in Mastodon's list.
 */
async function readInstances(ask: Ask, { counted }: Place): Promise<PeersPage | Answer> {
  const answer = await ask('/api/federation/instances', {
    post: { limit: pageSize, offset: counted, suspended: false, sort: '-firstRetrievedAt' },
  });
  if (answer.kind !== 'json' || !Array.isArray(answer.value)) return answer;
  const entries: readonly unknown[] = answer.value;
  return {
    names: entries
      .filter((entry) => own(entry, 'isSuspended') !== true)
      .map((entry) => own(entry, 'host') ?? entry),
    length: entries.length,
    next: entries.length < pageSize ? null : '',
  };
}
