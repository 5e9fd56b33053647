import { noDetails } from '../../db/model/instance-details.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { readCount } from '../nodeinfo/count.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, Ask, RulesReading, SoftwareAdapter } from './adapter.ts';
import { noPeers, objectOf, unreadRules } from './answers.ts';
import { readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { wishIn } from './opt-out-flags.ts';
import { lineOf, plainOf } from './texts.ts';
import { addressOf } from './web-address.ts';

/**
 * Hubzilla, Streams and Forte. Their NodeInfo says "closed" where one can apply; `GET /siteinfo.json` (core module
 * "siteinfo", get_site_info) tells, and has the description besides; and whether the hub wants to be in statistics at all. Their terms are a page for people, their peers
 * are not listed.
 */
export const hubzilla: SoftwareAdapter = { family: 'hubzilla', readAbout, readPeers: async () => noPeers };

const notOffered: RulesReading = { kind: 'unread', reason: 'not-offered' };

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const answer = await ask('/siteinfo.json');
  const document = objectOf(answer);
  const fallback = aboutFromNodeInfo(nodeInfo);
  if (document === undefined) {
    // A failure is told, so that what is known from an earlier visit is not taken for outdated.
    const unread = unreadRules(answer);
    const isFailed = unread.kind === 'unread' && unread.reason === 'failed';
    return { ...fallback, registrations: null, rules: isFailed ? unread : notOffered };
  }
  const about = parseSiteInfo(document);
  return {
    ...about,
    name: about.name ?? fallback.name,
    description: about.description ?? fallback.description,
    ...wishIn(nodeInfo, '/siteinfo.json', document),
  };
}

/** Reads `GET /siteinfo.json`. */
export function parseSiteInfo(document: unknown): About {
  const admins = own(document, 'admin');
  return {
    name: lineOf(own(document, 'site_name'), textLimits.name),
    description: plainOf(own(document, 'info'), textLimits.description),
    languages: readLanguages(own(document, 'language')),
    registrations: registrationMode(document),
    rules: notOffered,
    details: {
      ...noDetails,
      contact_url: Array.isArray(admins) ? addressOf(own(admins[0], 'channel')) : null,
    },
    accountDomain: ownHostOf(own(document, 'url')),
  };
}

function registrationMode(document: unknown): RegistrationMode | null {
  const policy = own(document, 'register_policy');
  if (policy === 'REGISTER_CLOSED') return 'closed';
  if (policy !== 'REGISTER_OPEN' && policy !== 'REGISTER_APPROVE') return null;
  // 0 or 1.
  const invitationOnly = own(document, 'invitation_only');
  if (invitationOnly === true || readCount(invitationOnly).figure.value === 1) return 'invite';
  return policy === 'REGISTER_OPEN' ? 'open' : 'approval';
}
