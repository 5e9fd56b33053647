import { type Features, type InstanceDetails, noDetails } from '../../db/model/instance-details.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, RulesReading } from './adapter.ts';
import { notedIn, type Shape } from './departures.ts';
import { amountOf, statedFeatures, yesOrNo } from './features.ts';
import { maxTags, readLanguages } from './languages.ts';
import { lineOf, maxRules, plainOf, ruleOfText } from './texts.ts';
import { addressOf, mailOf } from './web-address.ts';

const bytesPerMb = 1_048_576;
const captchas = [
  'enableHcaptcha',
  'enableRecaptcha',
  'enableTurnstile',
  'enableMcaptcha',
  // Sharkey's Friendly Captcha.
  'enableFC',
] as const;

const shape: Shape = {
  name: 'string',
  description: 'string',
  uri: 'string',
  langs: { maxLength: maxTags },
  serverRules: { maxLength: maxRules },
  disableRegistration: 'boolean',
  approvalRequiredForSignup: 'boolean',
};

/**
 * Reads `POST /api/meta` (MetaLite in Misskey's API; Misskey 12 and Firefish have fewer keys). Missing or odd parts
 * become null, each on its own.
 */
export function parseMeta(document: unknown): About {
  return {
    name: lineOf(own(document, 'name'), textLimits.name),
    description: plainOf(own(document, 'description'), textLimits.description),
    languages: readLanguages(own(document, 'langs')),
    registrations: registrationMode(document),
    rules: parseServerRules(own(document, 'serverRules')),
    details: detailsOfMeta(document),
    accountDomain: ownHostOf(own(document, 'uri')),
    ...notedIn(shape, document),
  };
}

/** `serverRules`, since Misskey 13.11: texts that may hold HTML. Firefish and older versions have no place for rules. */
function parseServerRules(raw: unknown): RulesReading {
  if (!Array.isArray(raw)) return { kind: 'unread', reason: 'not-offered' };
  const rules = raw.slice(0, maxRules).flatMap((text) => ruleOfText(plainOf(text, textLimits.rule)));
  return { kind: 'read', rules };
}

/**
 * Sharkey and CherryPick may want approval; where that key is missing, the software does not know it. A closed Misskey
 * may hand out invitation codes by its roles, which the API does not tell.
 */
function registrationMode(meta: unknown): RegistrationMode | null {
  const isDisabled = own(meta, 'disableRegistration');
  if (isDisabled === true) return 'closed';
  if (isDisabled !== false) return null;
  return own(meta, 'approvalRequiredForSignup') === true ? 'approval' : 'open';
}

/**
 * What `meta` says beside texts, rules and languages. Reads the metadata of Misskey's NodeInfo as well, where the
 * maintainer is an object of its own.
 */
export function detailsOfMeta(meta: unknown): InstanceDetails {
  const base = addressOf(own(meta, 'uri')) ?? undefined;
  const address = (key: string) => addressOf(own(meta, key), base);
  return {
    ...noDetails,
    contact_email: mailOf(own(meta, 'maintainerEmail') ?? own(own(meta, 'maintainer'), 'email')),
    contact_url: address('inquiryUrl'),
    icon_url: address('iconUrl'),
    thumbnail_url: address('bannerUrl'),
    source_url: address('repositoryUrl'),
    terms_url: address('tosUrl'),
    privacy_url: address('privacyPolicyUrl'),
    features: featuresOf(meta),
  };
}

function featuresOf(meta: unknown): Features {
  const stated = (key: string) => yesOrNo(own(meta, key));
  // Misskey 13 gives the quota of its default role, Misskey 12 and Firefish one for all.
  const quotaMb = own(own(meta, 'policies'), 'driveCapacityMb') ?? own(meta, 'driveCapacityPerLocalUserMb');
  const captcha = captchas.map(stated).filter((value) => value !== undefined);
  return statedFeatures({
    max_characters: amountOf(own(meta, 'maxNoteTextLength')),
    upload_quota_bytes: amountOf(quotaMb, bytesPerMb),
    translation: stated('translatorAvailable'),
    email_required: stated('emailRequiredForSignup'),
    captcha: captcha.length === 0 ? undefined : captcha.includes(true),
    federation_limited: isFederationLimited(meta),
    private: stated('privateMode'),
  });
}

/** By Misskey's `federation`, since 2024.10, or Firefish's private mode, which knows a list of allowed servers only. */
function isFederationLimited(meta: unknown): boolean | undefined {
  const federation = own(meta, 'federation');
  if (federation === 'none' || federation === 'specified') return true;
  return federation === 'all' ? false : yesOrNo(own(meta, 'privateMode'));
}
