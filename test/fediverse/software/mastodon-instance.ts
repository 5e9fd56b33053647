import type { InstanceState, SimulatedRule } from '../instance-state.ts';
import { isAtLeast } from '../versions.ts';
import { describeContact } from './mastodon-account.ts';

const mimeTypes = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/webp',
  'image/avif',
  'video/webm',
  'video/mp4',
  'video/quicktime',
  'video/ogg',
  'audio/wave',
  'audio/wav',
  'audio/x-wav',
  'audio/x-pn-wave',
  'audio/vnd.wave',
  'audio/ogg',
  'audio/vorbis',
  'audio/mpeg',
  'audio/mp3',
  'audio/webm',
  'audio/flac',
  'audio/aac',
  'audio/m4a',
  'audio/x-m4a',
  'audio/mp4',
  'audio/3gpp',
  'video/x-ms-asf',
];

const media = {
  supported_mime_types: mimeTypes,
  image_size_limit: 16_777_216,
  image_matrix_limit: 33_177_600,
  video_size_limit: 103_809_024,
  video_frame_rate_limit: 120,
  video_matrix_limit: 8_294_400,
};
/** Plain black. */
const blurhash = 'L00000fQfQfQfQfQfQfQfQfQfQfQ';
/** The length of a real one (an uncompressed P-256 point in base64url), and no key at all. */
const publicKey = 'B'.padEnd(87, 'x');
const statuses = { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 };
const polls = {
  max_options: 4,
  max_characters_per_option: 50,
  min_expiration: 300,
  max_expiration: 2_629_746,
};
const iconSizes = [36, 48, 72, 96, 144, 192, 256, 384, 512];

/** The version of the API by version of the software; the documents of 2026 show 9 (4.6 nightly) and 11 (4.6.4). */
const apiVersions: readonly (readonly [major: number, minor: number, apiVersion: number])[] = [
  [4, 6, 11],
  [4, 5, 7],
  [4, 4, 6],
  [4, 3, 2],
];

/** The description as the server hands it out: some administrators write HTML. */
export function shownDescription({ host }: InstanceState): string {
  if (!host.isDescriptionHtml || host.description === '') return host.description;
  return `<p>${host.description.replaceAll('&', '&amp;')}</p>`;
}

/** `GET /api/v2/instance` (entity Instance), with what each version since 4.0 added. */
export function describeInstanceV2(state: InstanceState) {
  const { host, version, figures } = state;
  const since = (minor: number, parts: object) => (isAtLeast(version, 4, minor) ? parts : {});
  const api = apiVersions.find(([major, minor]) => isAtLeast(version, major, minor))?.[2];
  return {
    domain: host.accountDomain ?? host.host,
    title: host.title,
    version,
    source_url: sourceOf(version),
    description: shownDescription(state),
    usage: { users: { active_month: host.fault === 'limited-federation' ? 0 : figures.usersActiveMonth } },
    thumbnail: thumbnailOf(state),
    ...since(3, { icon: iconSizes.map((size) => iconOf(host.host, size)) }),
    languages: [host.language],
    configuration: configurationOf(state),
    registrations: registrationsOf(state),
    ...since(3, { api_versions: { mastodon: api } }),
    // The yearly review; null outside its season.
    ...since(6, { wrapstodon: null }),
    contact: { email: `admin@${host.host}`, account: describeContact(state) },
    rules: describeRules(state),
  };
}

function sourceOf(version: string): string {
  if (version.includes('+glitch')) return 'https://github.com/glitch-soc/mastodon';
  if (version.includes('+hometown')) return 'https://github.com/hometown-fork/hometown';
  return version.includes('+kmyblue')
    ? 'https://github.com/kmycode/mastodon'
    : 'https://github.com/mastodon/mastodon';
}

function iconOf(host: string, size: number) {
  return { src: `https://${host}/packs/assets/android-chrome-${size}x${size}.png`, size: `${size}x${size}` };
}

const pictureOf = (host: string, scale: string) =>
  `https://${host}/system/site_uploads/files/000/000/001/${scale}/cover.png`;

function thumbnailOf({ host: { host }, version }: InstanceState) {
  const versions = { '@1x': pictureOf(host, '@1x'), '@2x': pictureOf(host, '@2x') };
  const description = isAtLeast(version, 4, 6) ? { description: '' } : {};
  return { url: versions['@1x'], blurhash, versions, ...description };
}

function configurationOf({ host: { host, fault }, version }: InstanceState) {
  const since = (minor: number, parts: object) => (isAtLeast(version, 4, minor) ? parts : {});
  const page = (name: string) => `https://${host}/${name}`;
  const open = { local: 'public', remote: 'public' };
  return {
    urls: {
      streaming: `wss://${host}`,
      ...since(2, { status: null }),
      ...since(4, { about: page('about'), privacy_policy: page('privacy-policy'), terms_of_service: null }),
    },
    ...since(3, { vapid: { public_key: publicKey } }),
    accounts: {
      ...since(6, { max_display_name_length: 30, max_note_length: 500 }),
      ...since(6, { max_avatar_description_length: 150, max_header_description_length: 150 }),
      max_featured_tags: 10,
      ...since(3, { max_pinned_statuses: 5 }),
      ...since(5, { max_profile_fields: 4, profile_field_name_limit: 255, profile_field_value_limit: 255 }),
    },
    statuses,
    media_attachments: { ...media, ...since(4, { description_limit: 1_500 }) },
    polls,
    translation: { enabled: false },
    ...since(5, { timelines_access: { live_feeds: open, hashtag_feeds: open, trending_link_feeds: open } }),
    ...since(4, { limited_federation: fault === 'limited-federation' }),
  };
}

/** What some administrators tell those who come to a closed door; the server makes HTML of it. */
const closedMessage =
  '<p>We take nobody new until spring.</p>\n\n<p>Do you know a member? Ask them for an invitation.</p>';

/** Assumed: a third of those with approval ask for no reason, and one in four names an age. */
function minimumAgeOf({ host: { whim } }: InstanceState): number | null {
  if (whim >= 0.25) return null;
  return whim < 0.15 ? 16 : 18;
}

/** By invitation looks closed here; only version 1 tells. */
function registrationsOf(state: InstanceState) {
  const { host, version } = state;
  const isApproval = host.registrations === 'approval';
  const isOpen = host.registrations === 'open' || isApproval;
  return {
    enabled: isOpen,
    approval_required: isApproval,
    ...(isAtLeast(version, 4, 4) ? { reason_required: isApproval && host.whim < 0.67 } : {}),
    message: isOpen || host.whim < 0.5 ? null : closedMessage,
    ...(isAtLeast(version, 4, 4) ? { min_age: minimumAgeOf(state) } : {}),
    ...(isAtLeast(version, 4, 2) ? { url: null } : {}),
  };
}

/** `GET /api/v1/instance` (entity V1::Instance). `domain_count` is a count of known domains, garbage included. */
export function describeInstanceV1(state: InstanceState, domainCount: () => number) {
  const { host, version, figures } = state;
  const { registrations } = host;
  return {
    uri: host.accountDomain ?? host.host,
    title: host.title,
    short_description: shownDescription(state),
    description: '',
    email: `admin@${host.host}`,
    version,
    urls: { streaming_api: `wss://${host.host}` },
    stats: {
      user_count: figures.usersTotal,
      status_count: figures.localPosts,
      domain_count: domainCount(),
    },
    thumbnail: pictureOf(host.host, '@1x'),
    languages: [host.language],
    registrations: registrations === 'open' || registrations === 'approval',
    approval_required: registrations === 'approval',
    invites_enabled: registrations === 'open' || registrations === 'invite',
    configuration: { accounts: { max_featured_tags: 10 }, statuses, media_attachments: media, polls },
    contact_account: describeContact(state),
    rules: describeRules(state),
  };
}

/** `GET /api/v1/instance/rules` (entity Rule): hints since 4.3, translations since 4.4. */
export function describeRules({ rules, version }: InstanceState) {
  return rules.map(({ id, text, hint, translations }: SimulatedRule) => ({
    id,
    text,
    ...(isAtLeast(version, 4, 3) ? { hint } : {}),
    ...(isAtLeast(version, 4, 4) ? { translations } : {}),
  }));
}
