import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import type { Family } from './family.ts';
import { bareRules } from './rule-texts.ts';

const robots: RobotsFile = {
  groups: [{ agents: ['*'], disallow: ['/discover/places/', '/stories/', '/i/'] }],
};

/** It knows no invitations. */
function signUpOf({ host }: InstanceState): Registrations {
  return host.registrations === 'invite' ? 'closed' : host.registrations;
}

/** Off unless the administrator shows them (`INSTANCE_SHOW_PEERS`); the share is assumed. */
const showsPeers = ({ host }: InstanceState) => host.whim < 0.3;

/**
 * Pixelfed: NodeInfo 2.0 below /api, both versions of Mastodon's instance with rules, and a peer list, which is empty
 * unless it is shown.
 */
export const pixelfed: Family = {
  name: 'pixelfed',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/api/nodeinfo/2.0.json'],
  robots: () => robots,
  // It states zero comments, which are not counted.
  reported: ({ figures }) => ({ ...figures, localComments: null }),
  stated: (state) => ({
    title: state.host.title,
    description: state.host.description === '' ? null : state.host.description,
    languages: ['en'],
    registrations: signUpOf(state),
    rules: bareRules(state),
  }),
  peerPolicy: (state) => (showsPeers(state) ? 'published' : 'not-published'),
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': '/api/nodeinfo/2.0.json' });
      case '/api/nodeinfo/2.0.json':
        return nodeInfo(describeNode(state));
      case '/api/v1/instance':
        return json(describeInstanceV1(state));
      case '/api/v2/instance':
        return json(describeInstanceV2(state));
      case '/api/v1/instance/peers':
        return json(showsPeers(state) ? peers() : []);
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'Not found' }, { status: 404 })
      : html('<!doctype html><title>Not Found</title>', 404),
};

/** Before 0.12 some counts were strings, and the metadata held the whole configuration. */
function describeNode(state: InstanceState) {
  const { host, version, figures } = state;
  const isNew = isAtLeast(version, 0, 12);
  const isOpen = signUpOf(state) === 'open';
  const features = { mobile_apis: true, circles: false, stories: true, video: host.whim < 0.6 };
  const spelled = (count: number) => (isNew ? count : String(count));
  return {
    metadata: {
      nodeName: host.title,
      software: { homepage: 'https://pixelfed.org', repo: 'https://github.com/pixelfed/pixelfed' },
      config: isNew ? { features } : { ...describeOlderConfig(state, isOpen), features },
    },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    software: { name: 'pixelfed', version },
    usage: {
      localPosts: spelled(figures.localPosts),
      localComments: 0,
      users: {
        total: spelled(figures.usersTotal),
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
    },
    version: '2.0',
    openRegistrations: isOpen,
  };
}

function describeOlderConfig({ host }: InstanceState, isOpen: boolean) {
  return {
    open_registration: isOpen,
    activitypub: { enabled: true, remote_follow: true },
    site: {
      name: host.title,
      domain: host.host,
      url: `https://${host.host}`,
      description: host.description,
    },
  };
}

function describeInstanceV1(state: InstanceState) {
  const { host, version, figures } = state;
  return {
    uri: host.host,
    title: host.title,
    short_description: host.description,
    description: host.description,
    email: `admin@${host.host}`,
    version: `3.5.3 (compatible; Pixelfed ${version})`,
    urls: { streaming_api: null },
    stats: { user_count: figures.usersTotal, status_count: figures.localPosts, domain_count: 0 },
    thumbnail: `https://${host.host}/storage/headers/default.jpg`,
    languages: ['en'],
    registrations: signUpOf(state) === 'open',
    // "Curated onboarding", which takes the place of an open door.
    approval_required: signUpOf(state) === 'approval',
    contact_account: null,
    rules: describeRules(state),
  };
}

/** Before 0.12 it said of everybody that nobody need apply. */
function describeInstanceV2(state: InstanceState) {
  const { host, version, figures } = state;
  const picture = `https://${host.host}/storage/headers/default.jpg`;
  return {
    domain: host.host,
    title: host.title,
    version: `3.5.3 (compatible; Pixelfed ${version})`,
    source_url: 'https://github.com/pixelfed/pixelfed',
    description: host.description,
    usage: { users: { active_month: figures.usersActiveMonth } },
    thumbnail: { url: picture, blurhash: 'UzJR]l{wHZRjM}R%', versions: { '@1x': picture, '@2x': picture } },
    languages: ['en'],
    configuration: {
      urls: { streaming: null, status: null },
      vapid: { public_key: null },
      accounts: { max_featured_tags: 0 },
      statuses: { max_characters: 500, max_media_attachments: 20, characters_reserved_per_url: 23 },
      media_attachments: {
        supported_mime_types: ['image/jpeg', 'image/png'],
        image_size_limit: 15_360_000,
        image_matrix_limit: 2_073_600,
        video_size_limit: 15_360_000,
        video_frame_rate_limit: 120,
        video_matrix_limit: 2_073_600,
      },
      polls: { max_options: 0, max_characters_per_option: 0, min_expiration: 0, max_expiration: 0 },
      translation: { enabled: false },
    },
    registrations: {
      enabled: signUpOf(state) === 'open',
      approval_required: isAtLeast(version, 0, 12) && signUpOf(state) === 'approval',
      message: null,
      url: null,
    },
    contact: { email: `admin@${host.host}`, account: null },
    rules: describeRules(state),
  };
}

const describeRules = ({ rules }: InstanceState) => rules.map(({ id, text: words }) => ({ id, text: words }));
