import type { RegistrationMode } from '../../db/model/status.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { parseInstanceV1, parseInstanceV2 } from './mastodon-instance.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { readMastodonPeers } from './peers.ts';

/**
 * Pixelfed: Mastodon's instance documents, with rules in both versions. Source: its controllers for
 * `GET /api/v1/instance`, `/api/v2/instance` and `/api/v1/instance/peers`, an empty list unless the administrator shows
 * it (`INSTANCE_SHOW_PEERS`).
 */
export const pixelfed: SoftwareAdapter = {
  family: 'pixelfed',
  readAbout: async (ask, nodeInfo) => withVideo(await readInstance(ask, fallbackOf(nodeInfo)), nodeInfo),
  readPeers: readMastodonPeers,
};

/** `openRegistrations: false` leaves open whether one can apply. */
const fallbackOf = (nodeInfo: NodeInfo): About => ({ ...aboutFromNodeInfo(nodeInfo), registrations: null });

/**
 * Version 2 first. Version 1 when that is missing, and also when sign-up is off: older releases tell only there that
 * one can apply.
 */
async function readInstance(ask: Ask, fallback: About): Promise<About> {
  const second = await ask('/api/v2/instance');
  const current = objectOf(second);
  if (current === undefined && second.kind === 'failed') return { ...fallback, rules: unreadRules(second) };
  const about = current === undefined ? undefined : withFallback(parsePixelfedV2(current), fallback);
  if (about !== undefined && about.registrations !== 'closed') return about;
  const first = await ask('/api/v1/instance');
  const older = objectOf(first);
  if (older === undefined) return about ?? { ...fallback, rules: unreadRules(first) };
  const olderAbout = withFallback(parsePixelfedV1(older), fallback);
  if (about === undefined) return olderAbout;
  return { ...about, registrations: olderAbout.registrations ?? about.registrations };
}

/** Reads `GET /api/v2/instance` of a Pixelfed. */
export function parsePixelfedV2(document: unknown): About {
  const said = own(document, 'registrations');
  return {
    ...parseInstanceV2(document),
    registrations: registrationMode(own(said, 'enabled'), own(said, 'approval_required')),
  };
}

/** Reads `GET /api/v1/instance` of a Pixelfed. */
export function parsePixelfedV1(document: unknown): About {
  return {
    ...parseInstanceV1(document),
    registrations: registrationMode(own(document, 'registrations'), own(document, 'approval_required')),
  };
}

/**
 * Unlike in Mastodon one can apply where sign-up is closed ("curated onboarding"); where it is open, nobody need
 * (RegisterController).
 */
function registrationMode(isOpen: unknown, isCurated: unknown): RegistrationMode | null {
  if (isOpen === true) return 'open';
  if (isOpen !== false) return null;
  return isCurated === true ? 'approval' : 'closed';
}

/** Whether videos are taken stands in NodeInfo alone (`metadata.config.features`). */
function withVideo(about: About, nodeInfo: NodeInfo): About {
  const video = own(own(own(nodeInfo.metadata, 'config'), 'features'), 'video');
  if (typeof video !== 'boolean') return about;
  return { ...about, details: { ...about.details, features: { ...about.details.features, video } } };
}
