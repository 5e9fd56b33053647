import type { InstanceState } from '../instance-state.ts';
import { isAtLeast } from '../versions.ts';
import { takesNewcomers } from './family.ts';

/** Of polls, in NodeInfo and in version 1. */
export const pollLimits = {
  max_expiration: 31_536_000,
  max_option_chars: 200,
  max_options: 20,
  min_expiration: 0,
};

const features = ['pleroma_api', 'mastodon_api', 'polls', 'pleroma_emoji_reactions'];

/** The API has rules since 2.7; Akkoma has none. */
export function hasRules({ host, version }: InstanceState): boolean {
  return host.software !== 'akkoma' && isAtLeast(version, 2, 7);
}

/** Whether sign-up is open, as it stands in the configuration: some administrators have written a word there. */
export function statedAsOpen(state: InstanceState): boolean | 'FALSE' {
  const isOpen = takesNewcomers(state);
  return !isOpen && state.host.whim < 0.05 ? 'FALSE' : isOpen;
}

/** `GET /api/v1/instance`. */
export function describeInstanceV1(state: InstanceState, domainCount: number) {
  const { host, figures } = state;
  return {
    approval_required: host.registrations === 'approval',
    avatar_upload_limit: 2_000_000,
    background_image: `https://${host.host}/images/city.jpg`,
    background_upload_limit: 4_000_000,
    banner_upload_limit: 4_000_000,
    description: host.description,
    description_limit: 5_000,
    email: `admin@${host.host}`,
    languages: ['en'],
    max_toot_chars: 5_000,
    pleroma: {
      metadata: {
        account_activation_required: false,
        features,
        federation: { enabled: true, exclusions: false, mrf_policies: [], quarantined_instances: [] },
        fields_limits: { max_fields: 10, max_remote_fields: 20, name_length: 512, value_length: 2_048 },
        post_formats: ['text/plain', 'text/html', 'text/markdown'],
        privileged_staff: false,
      },
      stats: { mau: figures.usersActiveMonth },
      vapid_public_key: 'B'.padEnd(87, 'x'),
    },
    poll_limits: pollLimits,
    registrations: statedAsOpen(state),
    shout_limit: 5_000,
    stats: { domain_count: domainCount, status_count: figures.localPosts, user_count: figures.usersTotal },
    thumbnail: `https://${host.host}/instance/thumbnail.jpeg`,
    title: host.title,
    upload_limit: 16_000_000,
    uri: host.software === 'akkoma' ? `https://${host.host}` : host.host,
    urls: { streaming_api: `wss://${host.host}` },
    version: apiVersionOf(state),
    ...(hasRules(state) ? { rules: describeRules(state) } : {}),
  };
}

/** `GET /api/v2/instance`. Its description is the short one, which most leave empty. */
export function describeInstanceV2(state: InstanceState) {
  const { host, figures } = state;
  return {
    domain: host.host,
    title: host.title,
    version: apiVersionOf(state),
    source_url: 'https://git.pleroma.social/pleroma/pleroma',
    description: host.whim < 0.7 ? '' : host.description,
    usage: { users: { active_month: figures.usersActiveMonth } },
    thumbnail: { url: `https://${host.host}/instance/thumbnail.jpeg` },
    languages: ['en'],
    configuration: {
      urls: { streaming: `wss://${host.host}`, status: null },
      accounts: { max_featured_tags: 0, max_pinned_statuses: 5 },
      statuses: { max_characters: 5_000, max_media_attachments: 1_000, characters_reserved_per_url: 0 },
      media_attachments: {
        image_size_limit: 16_000_000,
        video_size_limit: 16_000_000,
        supported_mime_types: ['application/octet-stream'],
      },
      translation: { enabled: false },
      vapid: { public_key: 'B'.padEnd(87, 'x') },
    },
    registrations: {
      enabled: statedAsOpen(state),
      approval_required: host.registrations === 'approval',
      message: null,
      url: null,
    },
    contact: { email: `admin@${host.host}`, account: null },
    rules: describeRules(state),
    pleroma: {
      metadata: { features, account_activation_required: false },
      stats: { mau: figures.usersActiveMonth },
    },
  };
}

/** `GET /api/v1/instance/rules`. */
export function describeRules({ rules }: InstanceState) {
  return rules.map(({ id, text, hint }) => ({ id, text, hint }));
}

function apiVersionOf({ host, version }: InstanceState): string {
  const names: Readonly<Record<string, string>> = { akkoma: 'Akkoma', rebased: 'Rebased' };
  return `2.7.2 (compatible; ${names[host.software] ?? 'Pleroma'} ${version})`;
}
