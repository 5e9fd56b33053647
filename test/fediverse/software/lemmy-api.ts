import type { InstanceState } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import type { Language } from '../texts/language.ts';
import { isAtLeast } from '../versions.ts';
import { markdownPage } from './rule-texts.ts';

/** Some of the 184 languages that Lemmy numbers. */
const allLanguages = [
  { id: 0, code: 'und', name: 'Undetermined' },
  { id: 32, code: 'de', name: 'Deutsch' },
  { id: 37, code: 'en', name: 'English' },
  { id: 38, code: 'eo', name: 'Esperanto' },
  { id: 39, code: 'es', name: 'Español' },
  { id: 47, code: 'fr', name: 'Français' },
  { id: 72, code: 'it', name: 'Italiano' },
  { id: 74, code: 'ja', name: '日本語' },
  { id: 115, code: 'nl', name: 'Nederlands' },
] as const;

const published = '2023-06-01T00:00:00.000000Z';
const pageSize = 50;
const isVersion1 = ({ version }: InstanceState) => isAtLeast(version, 1, 0);

/** A part of a server's whim, of its own for each question, so that the answers do not hang together. */
const whimOf = ({ host }: InstanceState, question: number) => (host.whim * question) % 1;

/**
 * How one gets an account. The source of the fitted shares cannot tell open from approval in Lemmy; of the sites in
 * join-lemmy.org's list of 2026-02-27, 76 of 83 want an application. There are invitations since 1.0.
 */
export function modeOf(state: InstanceState): Registrations {
  const { registrations } = state.host;
  if (registrations === 'open') return whimOf(state, 7) < 0.9 ? 'approval' : 'open';
  return registrations === 'invite' && !isVersion1(state) ? 'closed' : registrations;
}

function spelledMode(state: InstanceState): string {
  const mode = modeOf(state);
  if (isVersion1(state)) {
    return { open: 'open', approval: 'require_application', invite: 'require_invitation', closed: 'closed' }[
      mode
    ];
  }
  const spelled = { open: 'Open', approval: 'RequireApplication', invite: 'Closed', closed: 'Closed' }[mode];
  return isAtLeast(state.version, 0, 18) ? spelled : spelled.toLowerCase();
}

/** The languages that a server chose; null when it left them all. A quarter chooses; assumed. */
export function discussionLanguagesOf(state: InstanceState): readonly Language[] | null {
  return whimOf(state, 11) < 0.25 ? [state.host.language] : null;
}

/** The sidebar: what the server says of itself, and its rules. */
export function sidebarOf(state: InstanceState): string {
  return markdownPage(state.host.description, state);
}

/** A fifth has something under "legal"; assumed. */
export function legalInformation(state: InstanceState): string {
  const { host, title } = state.host;
  return whimOf(state, 13) < 0.2 ? `## ${title}\n\n<https://${host}/imprint>` : '';
}

/** Whether the peers stand in the site itself, as they did up to 0.17. */
export function hasPeersInSite({ version }: InstanceState): boolean {
  return !isAtLeast(version, 0, 18);
}

/** `GET /api/v3/site` or, since 1.0, `GET /api/v4/site`. */
export function describeSite(state: InstanceState, peers: () => readonly unknown[]) {
  const { host } = state;
  const chosen = discussionLanguagesOf(state);
  const ids = allLanguages.filter(({ code }) => chosen === null || code === 'und' || code === chosen[0]);
  return {
    site_view: {
      site: describeOwnSite(state),
      local_site: describeLocalSite(state),
      local_site_rate_limit: { local_site_id: 1, message: 180, message_per_second: 60, published },
      ...(isVersion1(state) ? { instance: { id: 1, domain: host.host, published_at: published } } : {}),
    },
    admins: [],
    version: state.version,
    all_languages: allLanguages,
    discussion_languages: ids.map(({ id }) => id),
    taglines: [],
    custom_emojis: [],
    ...(hasPeersInSite(state)
      ? { federated_instances: { linked: peers(), allowed: [], blocked: [] } }
      : { blocked_urls: [] }),
  };
}

function describeOwnSite(state: InstanceState) {
  const { host } = state;
  const sidebar = sidebarOf(state);
  const address = `https://${host.host}/`;
  return {
    id: 1,
    name: host.title,
    ...(sidebar === '' ? {} : { sidebar }),
    published,
    ...(host.description === '' ? {} : { [isVersion1(state) ? 'summary' : 'description']: host.description }),
    icon: `${address}pictrs/image/icon.png`,
    [isVersion1(state) ? 'ap_id' : 'actor_id']: address,
    last_refreshed_at: published,
    inbox_url: `${address}inbox`,
    public_key: '',
    instance_id: 1,
  };
}

function describeLocalSite(state: InstanceState) {
  const legal = legalInformation(state);
  return {
    id: 1,
    site_id: 1,
    site_setup: true,
    ...(isVersion1(state)
      ? { post_downvotes: 'all', comment_downvotes: 'all', disallow_nsfw_content: false }
      : { enable_downvotes: true, enable_nsfw: true }),
    community_creation_admin_only: false,
    require_email_verification: true,
    ...(modeOf(state) === 'approval' ? { application_question: 'Why do you want to join?' } : {}),
    private_instance: false,
    default_theme: 'browser',
    default_post_listing_type: 'Local',
    ...(legal === '' ? {} : { legal_information: legal }),
    hide_modlog_mod_names: true,
    application_email_admins: false,
    actor_name_max_length: 20,
    federation_enabled: true,
    captcha_enabled: false,
    captcha_difficulty: 'medium',
    published,
    registration_mode: spelledMode(state),
    reports_email_admins: false,
  };
}

/** `GET /api/v3/federated_instances`; here and there what a server was never reached by to say its software. */
export function describeFederation(peers: readonly unknown[]) {
  const linked = peers.map((domain, index) => ({
    id: index + 1,
    domain,
    published,
    ...(index % 5 === 0
      ? {}
      : {
          updated: published,
          software: 'lemmy',
          version: '0.19.3',
          federation_state: {
            instance_id: index + 1,
            last_successful_id: 10,
            fail_count: 0,
            next_retry: null,
          },
        }),
  }));
  return { federated_instances: { linked, allowed: [], blocked: [] } };
}

/** `GET /api/v4/federated_instances`: a page of at most fifty, and where the next one is. */
export function describeFederationPage(peers: readonly unknown[], query: URLSearchParams) {
  const start = Number(query.get('page_cursor')?.slice(1) ?? 0);
  const end = start + Math.min(Number(query.get('limit') ?? 20), pageSize);
  return {
    items: peers.slice(start, end).map((domain, index) => ({
      instance: {
        id: start + index + 1,
        domain,
        published_at: published,
        updated_at: published,
        software: 'lemmy',
        version: '0.19.13',
      },
      queue_state: { instance_id: start + index + 1, last_successful_id: 10, fail_count: 0 },
    })),
    next_page: end < peers.length ? `I${end}` : null,
    prev_page: start === 0 ? null : `I${start}`,
  };
}
