import { discovery, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import { type Family, statedInNodeInfo } from './family.ts';
import {
  describeInstanceV1,
  describeInstanceV2,
  describeRules,
  hasRules,
  pollLimits,
  statedAsOpen,
} from './pleroma-instance.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };

/**
 * Pleroma, Rebased and Akkoma: NodeInfo 2.0 and 2.1, version 1 of Mastodon's instance, in Pleroma since 2.7 also version
 * 2 and rules, and a peer list, which Akkoma took out in 3.16.
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
      case '/api/v2/instance':
        return hasRules(state) ? json(describeInstanceV2(state)) : null;
      case '/api/v1/instance':
        return json(describeInstanceV1(state, peers().length));
      case '/api/v1/instance/rules':
        return hasRules(state) ? json(describeRules(state)) : null;
      case '/api/v1/instance/peers':
        return hasPeers(state) ? json(peers()) : null;
      default:
        return null;
    }
  },
  notFound: () => json({ error: 'Not implemented' }, { status: 404 }),
};

function hasPeers({ host, version }: InstanceState): boolean {
  return host.software !== 'akkoma' || !isAtLeast(version, 3, 16);
}

function describeNode(state: InstanceState, version: '2.0' | '2.1') {
  const { host, version: software, figures } = state;
  const repository = { repository: 'https://git.pleroma.social/pleroma/pleroma' };
  return {
    version,
    software: { name: host.software, version: software, ...(version === '2.1' ? repository : {}) },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: statedAsOpen(state),
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
