import { discovery, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import { type Family, statedInNodeInfo, takesNewcomers } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };
const pollLimits = { max_expiration: 31_536_000, max_option_chars: 200, max_options: 20, min_expiration: 0 };

/**
 * Pleroma and Akkoma: NodeInfo 2.0 and 2.1, version 1 of Mastodon's instance (with rules in Pleroma since 2.7), and a
 * peer list, which Akkoma took out in 3.16.
 */
export const pleroma: Family = {
  name: 'pleroma',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1.json'],
  robots: () => robots,
  reported: ({ figures }) => ({ ...figures, localComments: null }),
  stated: (state) => ({
    ...statedInNodeInfo(state, { isOpen: true, isNamed: true }),
    languages: ['en'],
    registrations: state.host.registrations,
    rules: hasRules(state) ? state.rules : null,
  }),
  peerPolicy: (state) => (hasPeers(state) ? 'published' : 'not-published'),
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': '/nodeinfo/2.0.json', '2.1': '/nodeinfo/2.1.json' });
      case '/nodeinfo/2.0.json':
      case '/nodeinfo/2.1.json':
        return nodeInfo(describeNode(state, path.includes('2.1') ? '2.1' : '2.0'));
      case '/api/v1/instance':
        return json(describeInstance(state, peers().length));
      case '/api/v1/instance/peers':
        return hasPeers(state) ? json(peers()) : null;
      default:
        return null;
    }
  },
  notFound: () => json({ error: 'Not implemented' }, { status: 404 }),
};

function hasPeers({ host, version }: InstanceState): boolean {
  return host.software === 'pleroma' || !isAtLeast(version, 3, 16);
}

/** The API has rules since 2.7; Akkoma has none. */
function hasRules({ host, version }: InstanceState): boolean {
  return host.software === 'pleroma' && isAtLeast(version, 2, 7);
}

function describeNode(state: InstanceState, version: '2.0' | '2.1') {
  const { host, version: software, figures } = state;
  const repository = { repository: 'https://git.pleroma.social/pleroma/pleroma' };
  return {
    version,
    software: { name: host.software, version: software, ...(version === '2.1' ? repository : {}) },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: takesNewcomers(state),
    usage: {
      users: {
        total: figures.usersTotal,
        activeMonth: figures.usersActiveMonth,
        activeHalfyear: figures.usersActiveHalfYear,
      },
      localPosts: figures.localPosts,
    },
    metadata: {
      accountActivationRequired: false,
      features: ['pleroma_api', 'mastodon_api', 'polls', 'pleroma_emoji_reactions'],
      federation: { enabled: true, exclusions: false, mrf_policies: [], quarantined_instances: [] },
      fieldsLimits: { maxFields: 10, maxRemoteFields: 20, nameLength: 512, valueLength: 2_048 },
      invitesEnabled: host.registrations === 'invite',
      mailerEnabled: false,
      nodeDescription: host.description,
      nodeName: host.title,
      pollLimits,
      postFormats: ['text/plain', 'text/html', 'text/markdown'],
      private: false,
      restrictedNicknames: ['.well-known', 'about', 'admin', 'api', 'nodeinfo'],
      skipThreadContainment: true,
      staffAccounts: [`https://${host.host}/users/admin`],
      suggestions: { enabled: false },
      uploadLimits: { avatar: 2_000_000, background: 4_000_000, banner: 4_000_000, general: 16_000_000 },
    },
  };
}

function describeInstance(state: InstanceState, domainCount: number) {
  const { host, version, figures } = state;
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
        features: ['pleroma_api', 'mastodon_api', 'polls', 'pleroma_emoji_reactions'],
        federation: { enabled: true, exclusions: false, mrf_policies: [], quarantined_instances: [] },
        fields_limits: { max_fields: 10, max_remote_fields: 20, name_length: 512, value_length: 2_048 },
        post_formats: ['text/plain', 'text/html', 'text/markdown'],
        privileged_staff: false,
      },
      stats: { mau: figures.usersActiveMonth },
      vapid_public_key: 'B'.padEnd(87, 'x'),
    },
    poll_limits: pollLimits,
    registrations: takesNewcomers(state),
    shout_limit: 5_000,
    stats: { domain_count: domainCount, status_count: figures.localPosts, user_count: figures.usersTotal },
    thumbnail: `https://${host.host}/instance/thumbnail.jpeg`,
    title: host.title,
    upload_limit: 16_000_000,
    uri: host.software === 'akkoma' ? `https://${host.host}` : host.host,
    urls: { streaming_api: `wss://${host.host}` },
    version: `2.7.2 (compatible; ${host.software === 'akkoma' ? 'Akkoma' : 'Pleroma'} ${version})`,
    ...(hasRules(state)
      ? { rules: state.rules.map(({ id, text: words, hint }) => ({ id, text: words, hint })) }
      : {}),
  };
}
