import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { parseInstanceV1, parseInstanceV2, parseRules } from './mastodon-instance.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { readMastodonPeers } from './peers.ts';

/**
 * Mastodon and its forks that speak its API (glitch-soc, Hometown, Fedibird, kmyblue).
 * Shapes: docs.joinmastodon.org, entities "Instance", "V1::Instance", "Rule"; methods "instance".
 */
export const mastodon: SoftwareAdapter = {
  family: 'mastodon',
  readAbout,
  readPeers: readMastodonPeers,
};

/**
 * Version 2 (since 4.0) first; version 1 when that is missing, and also when sign-up is off, since only version 1 says
 * whether members may invite.
 */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const second = await ask('/api/v2/instance');
  const current = objectOf(second);
  if (current !== undefined) {
    const about = withFallback(parseInstanceV2(current), fallback);
    const isClosed = about.registrations === 'closed';
    return withRules(ask, nodeInfo, isClosed ? await withInvites(ask, about) : about);
  }
  if (second.kind === 'failed') return { ...fallback, rules: unreadRules(second) };
  const first = await ask('/api/v1/instance');
  const older = objectOf(first);
  if (older === undefined) return { ...fallback, rules: unreadRules(first) };
  return withRules(ask, nodeInfo, withFallback(parseInstanceV1(older), fallback));
}

async function withInvites(ask: Ask, about: About): Promise<About> {
  const first = await ask('/api/v1/instance');
  const hasInvites = own(objectOf(first), 'invites_enabled') === true;
  return hasInvites ? { ...about, registrations: 'invite' } : about;
}

/** For forks whose instance document has no place for rules. */
async function withRules(ask: Ask, nodeInfo: NodeInfo, about: About): Promise<About> {
  if (about.rules.kind === 'read' || !mayHaveRules(nodeInfo)) return about;
  const answer = await ask('/api/v1/instance/rules');
  return { ...about, rules: answer.kind === 'json' ? parseRules(answer.value) : unreadRules(answer) };
}

/** Rules came with 3.4. A fork numbers its versions as it likes. */
function mayHaveRules({ software, version }: NodeInfo): boolean {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})/.exec(version ?? '') ?? [];
  if (software !== 'mastodon' || major === undefined) return true;
  return Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 4);
}
