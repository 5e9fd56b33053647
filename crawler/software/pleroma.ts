import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { statedFeatures, yesOrNo } from './features.ts';
import { parseInstanceV1, parseInstanceV2, parseRules } from './mastodon-instance.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { readMastodonPeers } from './peers.ts';

/**
 * Pleroma, its forks Rebased and pl, and Akkoma: Mastodon's instance documents, and NodeInfo metadata of their own.
 * Shapes: docs.pleroma.social, "Differences in Mastodon API responses"; docs.akkoma.dev. Peers cannot be switched off in
 * Pleroma; Akkoma took them out in 3.16.
 */
export const pleroma: SoftwareAdapter = {
  family: 'pleroma',
  readAbout,
  readPeers: readMastodonPeers,
};

/** Version 2 came with rules (2.7), and Akkoma has neither. */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromMetadata(nodeInfo);
  const second = nodeInfo.software === 'akkoma' ? undefined : await ask('/api/v2/instance');
  const current = second && objectOf(second);
  if (current !== undefined) return withRules(ask, complete(parseInstanceV2(current), fallback));
  if (second?.kind === 'failed') return { ...fallback, rules: unreadRules(second) };
  const first = await ask('/api/v1/instance');
  const older = objectOf(first);
  return older === undefined
    ? { ...fallback, rules: unreadRules(first) }
    : complete(parseInstanceV1(older), fallback);
}

async function withRules(ask: Ask, about: About): Promise<About> {
  if (about.rules.kind === 'read') return about;
  const answer = await ask('/api/v1/instance/rules');
  return { ...about, rules: answer.kind === 'json' ? parseRules(answer.value) : unreadRules(answer) };
}

/**
 * What the NodeInfo document says: whether members may invite (`invitesEnabled`), which in no instance document stands,
 * whether mail addresses are confirmed, and whether all is hidden from guests.
 */
function aboutFromMetadata(nodeInfo: NodeInfo): About {
  const about = aboutFromNodeInfo(nodeInfo);
  const invites = own(nodeInfo.metadata, 'invitesEnabled') === true;
  const features = statedFeatures({
    email_required: yesOrNo(own(nodeInfo.metadata, 'accountActivationRequired')),
    private: yesOrNo(own(nodeInfo.metadata, 'private')),
  });
  return {
    ...about,
    registrations: about.registrations === 'closed' && invites ? 'invite' : about.registrations,
    details: { ...about.details, features },
  };
}

function complete(about: About, fallback: About): About {
  const { details } = about;
  const isInvited = about.registrations === 'closed' && fallback.registrations === 'invite';
  return {
    ...withFallback(about, fallback),
    ...(isInvited ? { registrations: 'invite' } : {}),
    details: { ...details, features: { ...details.features, ...fallback.details.features } },
  };
}
