import { type InstanceDetails, noDetails } from '../../db/model/instance-details.ts';
import type { Rule } from '../../db/model/rules.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, Answer, Ask, PeersReading, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { statedFeatures, yesOrNo } from './features.ts';
import { readLanguages } from './languages.ts';
import { readLinked } from './lemmy.ts';
import { registrationModeOf } from './lemmy-site.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { objectListLimits } from './peers.ts';
import { blockOf, firstOf, lineOf, ruleOfDocument } from './texts.ts';
import { addressOf } from './web-address.ts';

/**
 * PieFed. It answers some of Lemmy's version 3 for those who know Lemmy, and has an API of its own, "alpha", which its
 * administrator may switch off. Source: app/activitypub/routes.py and app/api/alpha of pyfedi.
 */
export const piefed: SoftwareAdapter = { family: 'piefed', readAbout, readPeers };

/** The chooser, in which servers present themselves to each other, says the language; not every server takes part in it. */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  let answer = await ask('/api/v3/site');
  const isWithoutV3 = isNotThere(answer);
  if (isWithoutV3) answer = await ask('/api/alpha/site');
  const site = objectOf(answer);
  if (site === undefined) return { ...fallback, rules: unreadRules(answer) };
  const about = parsePieFedSite(site);
  const chooser = isWithoutV3
    ? parseChooser(undefined)
    : parseChooser(objectOf(await ask('/api/alpha/site/instance_chooser')));
  return {
    ...about,
    name: about.name ?? fallback.name,
    description: about.description ?? fallback.description,
    languages: chooser.languages,
    registrations: about.registrations ?? fallback.registrations,
    details: {
      ...about.details,
      icon_url: firstOf(about.details.icon_url, chooser.icon_url),
      terms_url: chooser.terms_url,
    },
  };
}

async function readPeers(ask: Ask): Promise<PeersReading> {
  const list = await ask('/api/v3/federated_instances', objectListLimits);
  if (!isNotThere(list)) return readLinked(list);
  return readLinked(await ask('/api/alpha/federated_instances', objectListLimits));
}

const isNotThere = (answer: Answer) => answer.kind === 'status' && answer.status === 404;

/**
 * Reads `GET /api/v3/site` or `GET /api/alpha/site`. The former is a copied answer of a Lemmy server in which PieFed
 * replaces what it knows: icon, banner, languages, captcha, e-mail and privacy in it are that other server's.
 */
export function parsePieFedSite(document: unknown): About {
  const view = own(document, 'site_view');
  const site = own(view, 'site') ?? own(document, 'site');
  const local = (key: string) => own(own(view, 'local_site'), key) ?? own(site, key);
  const registrations = registrationModeOf(local('registration_mode'));
  const question = blockOf(local('application_question'), textLimits.message);
  const isClosed = yesOrNo(local('community_creation_admin_only'));
  return {
    name: lineOf(own(site, 'name'), textLimits.name),
    description: blockOf(own(site, 'description'), textLimits.description),
    languages: null,
    registrations,
    rules: { kind: 'read', rules: sidebarOf(site) },
    details: {
      ...noDetails,
      reason_required: registrations === 'approval' && question !== null ? true : null,
      sign_up_message: registrations === 'approval' ? question : null,
      icon_url: view === undefined ? addressOf(own(site, 'icon')) : null,
      features: statedFeatures({
        nsfw: yesOrNo(local('enable_nsfw')),
        downvotes: yesOrNo(local('enable_downvotes')),
        community_creation: isClosed === undefined ? undefined : !isClosed,
      }),
    },
    accountDomain: ownHostOf(own(site, 'actor_id')),
  };
}

/** Markdown in `sidebar_md`, else in `sidebar`, which holds HTML where it was written as such, or rendered. */
function sidebarOf(site: unknown): Rule[] {
  const markdown = own(site, 'sidebar_md');
  if (typeof markdown === 'string') return ruleOfDocument('sidebar', markdown, 'markdown');
  const sidebar = own(site, 'sidebar');
  const isHtml = typeof sidebar === 'string' && /^\s*<[a-z]/i.test(sidebar);
  return ruleOfDocument('sidebar', sidebar, isHtml ? 'html' : 'markdown');
}

/** Reads `GET /api/alpha/site/instance_chooser`. */
export function parseChooser(
  document: unknown,
): Pick<About, 'languages'> & Pick<InstanceDetails, 'icon_url' | 'terms_url'> {
  return {
    languages: readLanguages(own(own(document, 'language'), 'code')),
    icon_url: addressOf(own(document, 'logo_url')),
    terms_url: addressOf(own(document, 'tos_url')),
  };
}
