import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { type JsonObject, own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, Answer, Ask, PeersReading, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadPeers, unreadRules } from './answers.ts';
import { parseInstanceV1, parseInstanceV2 } from './mastodon-instance.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { objectListLimits, PeerNames } from './peers.ts';

/**
 * GoToSocial. Its robots.txt forbids the API and asks for 500 seconds between requests, so nothing of this is asked
 * for, unless an administrator has put another robots.txt in front of it.
 * Shapes: docs.gotosocial.org, API documentation, "instanceGetV2", "instanceGetV1" and "instancePeersGet".
 */
export const gotosocial: SoftwareAdapter = { family: 'gotosocial', readAbout, readPeers };

/** Names only, without the blocked ones. Older releases know no `flat` and give objects all the same. */
const peersPath = '/api/v1/instance/peers?filter=open&flat=true';

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const second = await ask('/api/v2/instance');
  const current = objectOf(second);
  if (current !== undefined) return complete(current, parseInstanceV2(current), fallback);
  if (second.kind === 'failed') return { ...fallback, rules: unreadRules(second) };
  const first = await ask('/api/v1/instance');
  const older = objectOf(first);
  return older === undefined
    ? { ...fallback, rules: unreadRules(first) }
    : complete(older, parseInstanceV1(older), fallback);
}

/** `uri` of version 1 is where the server runs; what stands after the `@` is `account_domain`. */
function complete(document: JsonObject, about: About, fallback: About): About {
  const named = ownHostOf(own(document, 'account_domain'));
  return { ...withFallback(about, fallback), accountDomain: named ?? about.accountDomain };
}

async function readPeers(ask: Ask): Promise<PeersReading> {
  return readPeerObjects(await ask(peersPath, objectListLimits));
}

/**
 * Reads `["host", …]` or `[{"domain": "host"}, …]`. Names that the administrator hides behind asterisks
 * (`o*g.*u**.t**`) are no host names and are counted as such.
 */
export function readPeerObjects(answer: Answer): PeersReading {
  if (answer.kind !== 'json' || !Array.isArray(answer.value)) return unreadPeers(answer);
  const names = new PeerNames();
  names.add(answer.value.map((entry) => own(entry, 'domain') ?? entry));
  return names.reading();
}
