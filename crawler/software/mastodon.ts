import type { Rule } from '../../db/model/rules.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { cleanLine, cleanText, textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { isJsonObject, own } from '../nodeinfo/reading.ts';
import type { About, Answer, Ask, RulesReading, SoftwareAdapter } from './adapter.ts';
import { canonicalLanguage, readLanguages } from './languages.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { maxPeersBodyBytes, readPeerList } from './peers.ts';
import { plainText } from './plain-text.ts';

/** More rules than this are no rules for people. */
const maxRules = 500;
const maxTranslations = 100;

/**
 * Mastodon and its forks that speak its API (glitch-soc, Hometown, Fedibird, kmyblue).
 * Shapes: docs.joinmastodon.org, entities "Instance", "V1::Instance", "Rule"; methods "instance".
 */
export const mastodon: SoftwareAdapter = {
  family: 'mastodon',
  readAbout,
  readPeers: async (ask) =>
    readPeerList(await ask('/api/v1/instance/peers', { maxBodyBytes: maxPeersBodyBytes })),
};

/**
 * Version 2 (since 4.0) first; version 1 when that is missing, and also when sign-up is off, since only version 1 says
 * whether members may invite.
 */
async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const second = await ask('/api/v2/instance');
  if (second.kind === 'json' && isJsonObject(second.value)) {
    const about = merge(parseInstanceV2(second.value), fallback);
    if (about.registrations !== 'closed') return about;
    const first = await ask('/api/v1/instance');
    const hasInvites = first.kind === 'json' && own(first.value, 'invites_enabled') === true;
    return hasInvites ? { ...about, registrations: 'invite' } : about;
  }
  if (second.kind === 'failed') return { ...fallback, rules: unread(second) };
  const first = await ask('/api/v1/instance');
  if (first.kind === 'json' && isJsonObject(first.value))
    return merge(parseInstanceV1(first.value), fallback);
  return { ...fallback, rules: unread(first) };
}

/** Reads `GET /api/v2/instance` (entity Instance). Missing or odd parts become null, each on its own. */
export function parseInstanceV2(document: unknown): About {
  const registrations = own(document, 'registrations');
  const description = own(document, 'description');
  return {
    name: line(own(document, 'title'), textLimits.name),
    description: typeof description === 'string' ? plainText(description, textLimits.description) : null,
    languages: readLanguages(own(document, 'languages')),
    registrations: registrationMode({
      enabled: own(registrations, 'enabled'),
      approvalRequired: own(registrations, 'approval_required'),
      invitesEnabled: false,
    }),
    rules: parseRules(own(document, 'rules')),
  };
}

/** Reads `GET /api/v1/instance` (entity V1::Instance); `rules` are in it since 3.4. */
export function parseInstanceV1(document: unknown): About {
  const short = own(document, 'short_description');
  const long = own(document, 'description');
  const description = typeof short === 'string' && short.trim() !== '' ? short : long;
  return {
    name: line(own(document, 'title'), textLimits.name),
    description: typeof description === 'string' ? plainText(description, textLimits.description) : null,
    languages: readLanguages(own(document, 'languages')),
    registrations: registrationMode({
      enabled: own(document, 'registrations'),
      approvalRequired: own(document, 'approval_required'),
      invitesEnabled: own(document, 'invites_enabled'),
    }),
    rules: parseRules(own(document, 'rules')),
  };
}

/** Reads the rules of either version, or of `GET /api/v1/instance/rules` (entity Rule), word for word and in order. */
export function parseRules(raw: unknown): RulesReading {
  if (!Array.isArray(raw)) return { kind: 'unread', reason: 'not-offered' };
  return { kind: 'read', rules: raw.slice(0, maxRules).flatMap(parseRule) };
}

function parseRule(raw: unknown): Rule[] {
  const text = block(own(raw, 'text'));
  // A rule without words says nothing; Mastodon's form does not let one be saved.
  if (text === null) return [];
  return [{ text, hint: block(own(raw, 'hint')), language: null, translations: parseTranslations(raw) }];
}

function parseTranslations(rule: unknown): Rule['translations'] {
  const raw = own(rule, 'translations');
  if (!isJsonObject(raw)) return {};
  const entries = Object.entries(raw)
    .slice(0, maxTranslations)
    .flatMap(([tag, translation]) => {
      const language = canonicalLanguage(tag);
      const text = block(own(translation, 'text'));
      return language === null || text === null
        ? []
        : [[language, { text, hint: block(own(translation, 'hint')) }] as const];
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

function merge(about: About, fallback: About): About {
  return {
    name: about.name ?? fallback.name,
    description: about.description ?? fallback.description,
    languages: about.languages,
    registrations: about.registrations ?? fallback.registrations,
    rules: about.rules,
  };
}

function unread(answer: Answer): RulesReading {
  if (answer.kind === 'forbidden') return { kind: 'unread', reason: 'forbidden' };
  return {
    kind: 'unread',
    reason: answer.kind === 'status' && answer.status === 404 ? 'not-offered' : 'failed',
  };
}

const line = (raw: unknown, maxLength: number) =>
  typeof raw === 'string' ? cleanLine(raw, maxLength) : null;
const block = (raw: unknown) => (typeof raw === 'string' ? cleanText(raw, textLimits.rule) : null);
