import { type Features, type InstanceDetails, noDetails } from '../../db/model/instance-details.ts';
import type { Rule } from '../../db/model/rules.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { isJsonObject, own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About, RulesReading } from './adapter.ts';
import { notedIn, type Shape } from './departures.ts';
import { amountOf, statedFeatures, yesOrNo } from './features.ts';
import { canonicalLanguage, maxTags, readLanguages } from './languages.ts';
import { blockOf, firstOf, lineOf, maxRules, plainOf } from './texts.ts';
import { addressOf, mailOf } from './web-address.ts';

const maxTranslations = 100;
const maxIcons = 50;
const maxAge = 150;

const shapeOfBoth = {
  title: 'string',
  description: 'string',
  languages: { maxLength: maxTags },
  rules: { maxLength: maxRules },
} as const;
const shapeV2: Shape = {
  ...shapeOfBoth,
  domain: 'string',
  'registrations.enabled': 'boolean',
  'registrations.approval_required': 'boolean',
  'contact.email': 'string',
};
const shapeV1: Shape = {
  ...shapeOfBoth,
  uri: 'string',
  short_description: 'string',
  email: 'string',
  registrations: 'boolean',
  approval_required: 'boolean',
  invites_enabled: 'boolean',
};

/**
 * Reads `GET /api/v2/instance` (docs.joinmastodon.org, entity Instance). Missing or odd parts become null, each on its
 * own. It never says `invite`: whether members may invite stands in version 1 alone.
 */
export function parseInstanceV2(document: unknown): About {
  const registrations = own(document, 'registrations');
  const contact = own(document, 'contact');
  const urls = own(own(document, 'configuration'), 'urls');
  return {
    name: lineOf(own(document, 'title'), textLimits.name),
    description: plainOf(own(document, 'description'), textLimits.description),
    languages: readLanguages(own(document, 'languages')),
    registrations: registrationMode({
      enabled: own(registrations, 'enabled'),
      approvalRequired: own(registrations, 'approval_required'),
      invitesEnabled: false,
    }),
    rules: parseRules(own(document, 'rules')),
    details: {
      ...noDetails,
      ...signUpOf(registrations),
      contact_email: mailOf(own(contact, 'email')),
      contact_url: addressOf(own(own(contact, 'account'), 'url')),
      icon_url: largestIcon(own(document, 'icon')),
      thumbnail_url: thumbnailOf(document),
      source_url: addressOf(own(document, 'source_url')),
      terms_url: addressOf(own(urls, 'terms_of_service')),
      privacy_url: addressOf(own(urls, 'privacy_policy')),
      features: featuresOf(document),
    },
    accountDomain: ownHostOf(own(document, 'domain')),
    ...notedIn(shapeV2, document),
  };
}

/** Reads `GET /api/v1/instance` (entity V1::Instance); `rules` are in it since 3.4. */
export function parseInstanceV1(document: unknown): About {
  const short = own(document, 'short_description');
  const long = own(document, 'description');
  return {
    name: lineOf(own(document, 'title'), textLimits.name),
    description: firstOf(plainOf(short, textLimits.description), plainOf(long, textLimits.description)),
    languages: readLanguages(own(document, 'languages')),
    registrations: registrationMode({
      enabled: own(document, 'registrations'),
      approvalRequired: own(document, 'approval_required'),
      invitesEnabled: own(document, 'invites_enabled'),
    }),
    rules: parseRules(own(document, 'rules')),
    details: {
      ...noDetails,
      contact_email: mailOf(own(document, 'email')),
      contact_url: addressOf(own(own(document, 'contact_account'), 'url')),
      thumbnail_url: thumbnailOf(document),
      features: featuresOf(document),
    },
    accountDomain: ownHostOf(own(document, 'uri')),
    ...notedIn(shapeV1, document),
  };
}

/** Reads the rules of either version, or of `GET /api/v1/instance/rules` (entity Rule), word for word and in order. */
export function parseRules(raw: unknown): RulesReading {
  if (!Array.isArray(raw)) return { kind: 'unread', reason: 'not-offered' };
  return { kind: 'read', rules: raw.slice(0, maxRules).flatMap(parseRule) };
}

function parseRule(raw: unknown): Rule[] {
  const text = blockOf(own(raw, 'text'), textLimits.rule);
  // A rule without words says nothing; Mastodon's form does not let one be saved.
  if (text === null) return [];
  return [
    {
      text,
      hint: blockOf(own(raw, 'hint'), textLimits.rule),
      language: null,
      translations: parseTranslations(raw),
      document: null,
    },
  ];
}

function parseTranslations(rule: unknown): Rule['translations'] {
  const raw = own(rule, 'translations');
  if (!isJsonObject(raw)) return {};
  const entries = Object.entries(raw)
    .slice(0, maxTranslations)
    .flatMap(([tag, translation]) => {
      const language = canonicalLanguage(tag);
      const text = blockOf(own(translation, 'text'), textLimits.rule);
      return language === null || text === null
        ? []
        : [[language, { text, hint: blockOf(own(translation, 'hint'), textLimits.rule) }] as const];
    });
  return Object.fromEntries(entries);
}

function registrationMode(said: {
  readonly enabled: unknown;
  readonly approvalRequired: unknown;
  readonly invitesEnabled: unknown;
}): RegistrationMode | null {
  if (said.enabled === true) return said.approvalRequired === true ? 'approval' : 'open';
  if (said.enabled !== false) return null;
  return said.invitesEnabled === true ? 'invite' : 'closed';
}

/** Reason and age are asked for since 4.4, the address of another place to sign up is named since 4.2. */
function signUpOf(
  registrations: unknown,
): Pick<InstanceDetails, 'reason_required' | 'minimum_age' | 'sign_up_message' | 'sign_up_url'> {
  const age = amountOf(own(registrations, 'min_age'));
  return {
    reason_required: yesOrNo(own(registrations, 'reason_required')) ?? null,
    minimum_age: age !== undefined && age <= maxAge ? age : null,
    sign_up_message: plainOf(own(registrations, 'message'), textLimits.message),
    sign_up_url: addressOf(own(registrations, 'url')),
  };
}

/** The largest of the icons (since 4.3) that has an https address. */
function largestIcon(raw: unknown): string | null {
  if (!Array.isArray(raw)) return null;
  let largest: { readonly width: number; readonly address: string } | null = null;
  for (const icon of raw.slice(0, maxIcons)) {
    const address = addressOf(own(icon, 'src'));
    const width = widthOf(own(icon, 'size'));
    if (address?.startsWith('https:') && (largest === null || width > largest.width)) {
      largest = { width, address };
    }
  }
  return largest?.address ?? null;
}

/** `512x512` → 512; 0 when it does not say. */
function widthOf(size: unknown): number {
  return typeof size === 'string' ? Number(/^(\d{1,5})x\d{1,5}$/.exec(size)?.[1] ?? 0) : 0;
}

/** An object with `url` in version 2, an address in version 1; either is taken in both. */
function thumbnailOf(document: unknown): string | null {
  const thumbnail = own(document, 'thumbnail');
  return addressOf(own(thumbnail, 'url') ?? thumbnail);
}

/** `max_toot_chars` is older than `configuration` (glitch-soc, Pleroma, which has sent it as a string). */
function featuresOf(document: unknown): Features {
  const configuration = own(document, 'configuration');
  const statuses = own(configuration, 'statuses');
  return statedFeatures({
    max_characters: amountOf(own(statuses, 'max_characters')) ?? amountOf(own(document, 'max_toot_chars')),
    max_media_attachments: amountOf(own(statuses, 'max_media_attachments')),
    translation: yesOrNo(own(own(configuration, 'translation'), 'enabled')),
    federation_limited: yesOrNo(own(configuration, 'limited_federation')),
  });
}
