import { type Features, noDetails } from '../../db/model/instance-details.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, Ask, RulesReading, SoftwareAdapter } from './adapter.ts';
import { unreadRules } from './answers.ts';
import { amountOf, statedFeatures, yesOrNo } from './features.ts';
import { readPeers } from './funkwhale-peers.ts';
import { readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { blockOf, firstOf, lineOf, ruleOfDocument } from './texts.ts';
import { addressOf, mailOf } from './web-address.ts';

/**
 * Funkwhale: most of it stands in NodeInfo's metadata (api/funkwhale_api/instance, nodeinfo.py and serializers.py);
 * NodeInfo 2.1 leaves the rules out. `GET /api/v1/instance/settings/` has them, and tells open sign-up from approval.
 */
export const funkwhale: SoftwareAdapter = { family: 'funkwhale', readAbout, readPeers };

/** Quotas are in megabytes. */
const bytesPerQuotaUnit = 1_000_000;
const maxSettings = 500;

/** The settings are asked for only where they can say more than NodeInfo has. */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const about = namedBy(parseFunkwhaleMetadata(nodeInfo.metadata), aboutFromNodeInfo(nodeInfo));
  if (about.rules.kind === 'read' && nodeInfo.openRegistrations === false) return about;
  const answer = await ask('/api/v1/instance/settings/');
  if (answer.kind !== 'json' || !Array.isArray(answer.value))
    return about.rules.kind === 'read' ? about : { ...about, rules: unreadRules(answer) };
  const settings = parseFunkwhaleSettings(answer.value);
  return {
    ...about,
    languages: about.languages ?? settings.languages,
    registrations: about.registrations ?? settings.registrations,
    rules: about.rules.kind === 'read' ? about.rules : settings.rules,
  };
}

/** NodeInfo alone says whether one may sign up. */
function namedBy(about: About, fallback: About): About {
  return { ...about, name: about.name ?? fallback.name, registrations: fallback.registrations };
}

/** Reads what NodeInfo says under `metadata`. Texts are Markdown. */
export function parseFunkwhaleMetadata(metadata: unknown): About {
  const text = (key: string) => blockOf(own(metadata, key), textLimits.description);
  return {
    name: lineOf(own(metadata, 'nodeName'), textLimits.name),
    description: firstOf(text('shortDescription'), text('longDescription')),
    languages: readLanguages(own(metadata, 'languages')),
    registrations: null,
    rules: rulesOf(own(metadata, 'rules'), own(metadata, 'terms')),
    details: {
      ...noDetails,
      contact_email: mailOf(own(metadata, 'contactEmail')),
      thumbnail_url: addressOf(own(metadata, 'banner')),
      features: featuresOf(metadata),
    },
    accountDomain: null,
  };
}

/** `rules` is "Rules/Code of Conduct". Empty: there are none. */
function rulesOf(rules: unknown, terms: unknown): RulesReading {
  if (typeof rules !== 'string') return { kind: 'unread', reason: 'not-offered' };
  return {
    kind: 'read',
    rules: [
      ...ruleOfDocument('code-of-conduct', rules, 'markdown'),
      ...ruleOfDocument('terms', terms, 'markdown'),
    ],
  };
}

function featuresOf(metadata: unknown): Features {
  const isHeardByAll = yesOrNo(own(own(metadata, 'library'), 'anonymousCanListen'));
  return statedFeatures({
    upload_quota_bytes: amountOf(own(metadata, 'defaultUploadQuota'), bytesPerQuotaUnit),
    federation_limited: yesOrNo(own(own(metadata, 'allowList'), 'enabled')),
    private: isHeardByAll === undefined ? undefined : !isHeardByAll,
  });
}

/**
 * Reads `GET /api/v1/instance/settings/`: a list of settings, each with `identifier` and `value`. Languages are those
 * of the moderators.
 */
export function parseFunkwhaleSettings(
  document: unknown,
): Pick<About, 'languages' | 'registrations' | 'rules'> {
  const settings: readonly unknown[] = Array.isArray(document) ? document.slice(0, maxSettings) : [];
  const settingOf = (identifier: string) =>
    own(
      settings.find((setting) => own(setting, 'identifier') === identifier),
      'value',
    );
  const needsApproval = settingOf('moderation__signup_approval_enabled');
  return {
    languages: readLanguages(settingOf('moderation__languages')),
    registrations: registrationMode(settingOf('users__registration_enabled'), needsApproval),
    rules: rulesOf(settingOf('instance__rules'), settingOf('instance__terms')),
  };
}

function registrationMode(isOpen: unknown, needsApproval: unknown): About['registrations'] {
  if (isOpen === false) return 'closed';
  if (isOpen !== true || typeof needsApproval !== 'boolean') return null;
  return needsApproval ? 'approval' : 'open';
}
