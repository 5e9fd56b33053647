import { type Features, noDetails } from '../../db/model/instance-details.ts';
import type { Rule } from '../../db/model/rules.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { textLimits } from '../../db/model/text.ts';
import { own } from '../nodeinfo/reading.ts';
import { ownHostOf } from './account-domain.ts';
import type { About } from './adapter.ts';
import { notedIn, type Shape } from './departures.ts';
import { statedFeatures, yesOrNo } from './features.ts';
import { readLanguages } from './languages.ts';
import { blockOf, firstOf, lineOf, ruleOfDocument } from './texts.ts';
import { addressOf } from './web-address.ts';

/** Lemmy knows 184 languages. */
const maxLanguages = 1_000;

const shape: Shape = {
  'site_view.site.name': 'string',
  'site_view.site.sidebar': 'string',
  'site_view.site.description': 'string',
  'site_view.local_site.legal_information': 'string',
  'site_view.local_site.registration_mode': 'string',
  all_languages: { maxLength: maxLanguages },
  discussion_languages: { maxLength: maxLanguages },
};

/**
 * Reads `GET /api/v3/site` and `GET /api/v4/site` (GetSiteResponse): `site_view` holds the site and, since 0.17, its
 * local part. The rules are two documents, the sidebar and the legal information. Missing or odd parts become null, each
 * on its own.
 */
export function parseSite(document: unknown): About {
  const view = own(document, 'site_view');
  const site = own(view, 'site');
  const local = (key: string) => own(own(view, 'local_site'), key) ?? own(site, key);
  const registrations = registrationModeOf(local('registration_mode')) ?? registrationModeBefore17(local);
  const rules: Rule[] = [
    ...ruleOfDocument('sidebar', own(site, 'sidebar'), 'markdown'),
    ...ruleOfDocument('legal-information', local('legal_information'), 'markdown'),
  ];
  return {
    name: lineOf(own(site, 'name'), textLimits.name),
    // "summary" in 1.0.
    description: firstOf(
      blockOf(own(site, 'description'), textLimits.description),
      blockOf(own(site, 'summary'), textLimits.description),
    ),
    languages: discussionLanguages(document),
    registrations,
    rules: { kind: 'read', rules },
    details: {
      ...noDetails,
      // An answer is mandatory in approval mode.
      reason_required: registrations === 'approval' ? true : null,
      sign_up_message:
        registrations === 'approval' ? blockOf(local('application_question'), textLimits.message) : null,
      icon_url: addressOf(own(site, 'icon')),
      thumbnail_url: addressOf(own(site, 'banner')),
      features: featuresOf(local),
    },
    // "ap_id" in 1.0.
    accountDomain: ownHostOf(own(site, 'actor_id') ?? own(site, 'ap_id')),
    ...notedIn(shape, document),
  };
}

/**
 * How one gets an account, in every spelling since 0.17: `requireapplication` (0.17), `RequireApplication` (0.18 and
 * 0.19; PieFed), `require_application` (1.0).
 */
export function registrationModeOf(raw: unknown): RegistrationMode | null {
  if (typeof raw !== 'string') return null;
  switch (raw.slice(0, 40).toLowerCase().replaceAll('_', '')) {
    case 'open':
      return 'open';
    case 'requireapplication':
      return 'approval';
    case 'requireinvitation':
      return 'invite';
    case 'closed':
      return 'closed';
    default:
      return null;
  }
}

/** Up to 0.16 there were two booleans. */
function registrationModeBefore17(local: (key: string) => unknown): RegistrationMode | null {
  const isOpen = local('open_registration');
  if (isOpen === true) return local('require_application') === true ? 'approval' : 'open';
  return isOpen === false ? 'closed' : null;
}

function featuresOf(local: (key: string) => unknown): Features {
  const stated = (key: string) => yesOrNo(local(key));
  const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);
  // 1.0 has a mode for the downvotes of posts and of comments: all, local or disable.
  const modes = [local('post_downvotes'), local('comment_downvotes')].filter(
    (mode) => typeof mode === 'string',
  );
  const downvotes = modes.length === 0 ? undefined : modes.some((mode) => mode.toLowerCase() !== 'disable');
  return statedFeatures({
    nsfw: stated('enable_nsfw') ?? not(stated('disallow_nsfw_content')),
    downvotes: stated('enable_downvotes') ?? downvotes,
    community_creation: not(stated('community_creation_admin_only')),
    captcha: stated('captcha_enabled'),
    email_required: stated('require_email_verification'),
    private: stated('private_instance'),
    // Whether there is a list of allowed servers is said elsewhere.
    federation_limited: stated('federation_enabled') === false ? true : undefined,
  });
}

/**
 * The languages in which one may write, from their numbers. "Undetermined" (number 0) is no language; all languages, or
 * none, is what a server has that chose nothing.
 */
function discussionLanguages(document: unknown): readonly string[] | null {
  const chosen = listOf(own(document, 'discussion_languages'));
  const codes = new Map<unknown, unknown>();
  for (const language of listOf(own(document, 'all_languages'))) {
    const code = own(language, 'code');
    if (code !== 'und') codes.set(own(language, 'id'), code);
  }
  const spoken = new Set(chosen.map((id) => codes.get(id)).filter((code) => code !== undefined));
  return spoken.size === 0 || spoken.size >= codes.size ? null : readLanguages([...spoken]);
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw.slice(0, maxLanguages) : [];
}
