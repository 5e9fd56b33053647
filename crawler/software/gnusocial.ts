import { type Features, noDetails } from '../../db/model/instance-details.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, Ask, RulesReading, SoftwareAdapter } from './adapter.ts';
import { noPeers, objectOf, unreadRules } from './answers.ts';
import { amountOf, statedFeatures } from './features.ts';
import { readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { wishIn } from './opt-out-flags.ts';
import { lineOf } from './texts.ts';
import { addressOf, mailOf } from './web-address.ts';

/**
 * GNU social. Its NodeInfo says "open" of nothing else, but "closed" where members may invite, too;
 * `GET /api/statusnet/config.json` (actions ApiStatusnetConfig, ApiGNUsocialConfig: a dump of configuration) tells. No
 * rules, no peers.
 */
export const gnusocial: SoftwareAdapter = { family: 'gnusocial', readAbout, readPeers: async () => noPeers };

const notOffered: RulesReading = { kind: 'unread', reason: 'not-offered' };

const configPath = '/api/statusnet/config.json';

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const answer = await ask(configPath);
  const document = objectOf(answer);
  const fallback = aboutFromNodeInfo(nodeInfo);
  if (document === undefined) {
    // A failure is told, so that what is known from an earlier visit is not taken for outdated.
    const unread = unreadRules(answer);
    const isFailed = unread.kind === 'unread' && unread.reason === 'failed';
    const registrations = nodeInfo.openRegistrations === true ? 'open' : null;
    return { ...fallback, registrations, rules: isFailed ? unread : notOffered };
  }
  const about = parseStatusnetConfig(document);
  return {
    ...about,
    name: about.name ?? fallback.name,
    description: fallback.description,
    ...wishIn(nodeInfo, configPath, document),
  };
}

/** Reads `GET /api/statusnet/config.json`. */
export function parseStatusnetConfig(document: unknown): About {
  const site = own(document, 'site');
  return {
    name: lineOf(own(site, 'name'), textLimits.name),
    description: null,
    languages: readLanguages(own(site, 'language')),
    registrations: registrationMode(site),
    rules: notOffered,
    details: {
      ...noDetails,
      contact_email: mailOf(own(site, 'email')),
      contact_url: addressOf(own(site, 'broughtbyurl')),
      icon_url: addressOf(own(site, 'logo')),
      features: featuresOf(site),
    },
    accountDomain: ownHostOf(own(site, 'server')),
  };
}

function registrationMode(site: unknown): RegistrationMode | null {
  const isClosed = settingOf(own(site, 'closed'));
  if (isClosed === true) return 'closed';
  const isInviteOnly = settingOf(own(site, 'inviteonly'));
  if (isInviteOnly === true) return 'invite';
  return isClosed === false ? 'open' : null;
}

function featuresOf(site: unknown): Features {
  return statedFeatures({
    private: settingOf(own(site, 'private')) ?? undefined,
    // Zero: no limit.
    max_characters: amountOf(own(site, 'textlimit')),
  });
}

/** Settings come from PHP: true, 1 and "1" mean the same, and so do false, 0, "0" and "". */
function settingOf(raw: unknown): boolean | null {
  if (typeof raw === 'boolean') return raw;
  if (raw === 1 || raw === '1' || raw === 'true') return true;
  return raw === 0 || raw === '0' || raw === 'false' || raw === '' ? false : null;
}
