import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { noPeers, objectOf, unreadRules } from './answers.ts';
import { parseInstanceV1, parseInstanceV2 } from './mastodon-instance.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { plainOf } from './texts.ts';

/**
 * Iceshrimp.NET, by Mastodon's instance documents: its NodeInfo holds placeholders ("todo", "An Iceshrimp.NET instance"),
 * and says that sign-up is closed whatever holds. It has no list of peers. Source: Iceshrimp.Backend/Controllers.
 */
export const iceshrimpNet: SoftwareAdapter = {
  family: 'iceshrimp.net',
  readAbout,
  readPeers: async () => noPeers,
};

/** What version 2 keeps of the description. */
const keptDescription = 140;
/** What stands for a description that nobody wrote, now and in early versions, and for a contact that nobody gave. */
const noDescription =
  /^This Iceshrimp\.NET instance does not appear to have a description$|^\S+ on Iceshrimp\.NET$/;
const noEmail = 'unset@example.org';

/** Version 1 only where it says more: when the description was cut, or version 2 is missing. */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const second = await ask('/api/v2/instance');
  const current = objectOf(second);
  const description = own(current, 'description');
  const isWhole = typeof description === 'string' && description.length < keptDescription;
  if (current !== undefined && isWhole) return parseIceshrimpV2(current);
  const first = await ask('/api/v1/instance');
  const older = objectOf(first);
  if (current !== undefined) {
    const about = parseIceshrimpV2(current);
    return older === undefined ? about : { ...about, description: parseIceshrimpV1(older).description };
  }
  if (older !== undefined) return parseIceshrimpV1(older);
  // A version that lacks the one document may have failed with the other.
  const failing = second.kind === 'status' && second.status === 404 ? first : second;
  return { ...aboutWithoutMetadata(nodeInfo), rules: unreadRules(failing) };
}

/** Nothing of its NodeInfo is to be believed beside its figures. */
function aboutWithoutMetadata(nodeInfo: NodeInfo): About {
  return { ...aboutFromNodeInfo({ ...nodeInfo, metadata: {} }), registrations: null };
}

/** Reads its `GET /api/v2/instance`. Rules are in it in newer versions. */
export function parseIceshrimpV2(document: unknown): About {
  return withoutPlaceholders({
    ...parseInstanceV2(document),
    registrations: registrationMode(own(document, 'registrations')),
  });
}

/** Its settings are open, invitation and closed: what version 2 calls approval is the invitation. */
function registrationMode(said: unknown): RegistrationMode | null {
  const isEnabled = own(said, 'enabled');
  if (isEnabled === true) return own(said, 'approval_required') === true ? 'invite' : 'open';
  return isEnabled === false ? 'closed' : null;
}

/** Reads its `GET /api/v1/instance`, whose short description is the beginning of the long one. */
export function parseIceshrimpV1(document: unknown): About {
  const description = plainOf(own(document, 'description'), textLimits.description);
  return withoutPlaceholders({ ...parseInstanceV1(document), description });
}

function withoutPlaceholders(about: About): About {
  const { description, details } = about;
  return {
    ...about,
    description: description !== null && noDescription.test(description) ? null : description,
    details: { ...details, contact_email: details.contact_email === noEmail ? null : details.contact_email },
  };
}
