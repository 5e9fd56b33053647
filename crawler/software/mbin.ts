import { noDetails } from '../../db/model/instance-details.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, Ask, PeersReading, PeersRequest, SoftwareAdapter } from './adapter.ts';
import { noPeers, objectOf, unreadPeers, unreadRules } from './answers.ts';
import { statedFeatures } from './features.ts';
import { readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { objectListLimits, PeerNames } from './peers.ts';
import { blockOf, lineOf, ruleOfDocument } from './texts.ts';
import { addressOf, mailOf } from './web-address.ts';

/**
 * Mbin, and Kbin, from which it comes: Kbin has neither `/api/info` nor a list of those it federates with. Source:
 * src/Controller/Api/Instance of both.
 */
export const mbin: SoftwareAdapter = { family: 'mbin', readAbout, readPeers };

const isKbin = ({ software }: NodeInfo) => software === 'kbin';

/** The rules are asked for last: when the network fails on the way, they are what says so. */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const info = parseInfo(isKbin(nodeInfo) ? undefined : objectOf(await ask('/api/info')));
  const answer = await ask('/api/instance');
  const pages = objectOf(answer);
  const { description, rules } = parsePages(pages);
  return {
    name: info.name ?? fallback.name,
    description: description ?? fallback.description,
    languages: info.languages,
    registrations: info.registrations ?? fallback.registrations,
    rules: pages === undefined ? unreadRules(answer) : rules,
    details: info.details,
    accountDomain: info.accountDomain,
  };
}

/** Reads `GET /api/instance`: the pages of a site, in Markdown. Its terms stand for rules. */
export function parsePages(document: unknown): Pick<About, 'description' | 'rules'> {
  return {
    description: blockOf(own(document, 'about'), textLimits.description),
    rules: { kind: 'read', rules: ruleOfDocument('terms', own(document, 'terms'), 'markdown') },
  };
}

/**
 * Reads `GET /api/info`. Whether a new account must be approved (MBIN_NEW_USERS_NEED_APPROVAL) is not in it, so "open" is
 * not known from it.
 */
export function parseInfo(
  document: unknown,
): Pick<About, 'name' | 'languages' | 'registrations' | 'details' | 'accountDomain'> {
  const federates = own(document, 'websiteFederationEnabled');
  return {
    name: lineOf(own(document, 'websiteTitle'), textLimits.name),
    languages: readLanguages(own(document, 'websiteDefaultLang')),
    registrations: own(document, 'websiteOpenRegistrations') === false ? 'closed' : null,
    details: {
      ...noDetails,
      contact_email: mailOf(own(document, 'websiteContactEmail')),
      source_url: addressOf(own(document, 'softwareRepository')),
      features: statedFeatures({ federation_limited: federates === false ? true : undefined }),
    },
    accountDomain: ownHostOf(own(document, 'websiteDomain')),
  };
}

async function readPeers(ask: Ask, { nodeInfo }: PeersRequest): Promise<PeersReading> {
  if (isKbin(nodeInfo)) return noPeers;
  const answer = await ask('/api/federated', objectListLimits);
  const instances = own(objectOf(answer), 'instances');
  if (!Array.isArray(instances)) return unreadPeers(answer);
  const names = new PeerNames();
  names.add(instances.map((entry: unknown) => own(entry, 'domain') ?? entry));
  return names.reading();
}
