import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo, takesNewcomers } from './family.ts';

const robots: RobotsFile = {
  groups: [{ agents: ['*'], disallow: ['/discover/places/', '/stories/', '/i/'] }],
};

/** Pixelfed: NodeInfo 2.0 below /api, version 1 of Mastodon's instance with rules, no peer list. */
export const pixelfed: Family = {
  name: 'pixelfed',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/api/nodeinfo/2.0.json'],
  robots: () => robots,
  reported: ({ figures }) => ({ ...figures, localComments: 0 }),
  stated: (state) => ({
    ...statedInNodeInfo(state, { isOpen: true, isNamed: true }),
    languages: ['en'],
    registrations: takesNewcomers(state) ? state.host.registrations : 'closed',
    rules: state.rules.map((rule) => ({ ...rule, hint: '', translations: {} })),
  }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': '/api/nodeinfo/2.0.json' });
      case '/api/nodeinfo/2.0.json':
        return nodeInfo(describeNode(state));
      case '/api/v1/instance':
        return json(describeInstance(state));
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'Not found' }, { status: 404 })
      : html('<!doctype html><title>Not Found</title>', 404),
};

function describeNode(state: InstanceState) {
  const { host, version, figures } = state;
  const isOpen = takesNewcomers(state);
  return {
    metadata: {
      nodeName: host.title,
      software: { homepage: 'https://pixelfed.org', repo: 'https://github.com/pixelfed/pixelfed' },
      config: {
        open_registration: isOpen,
        activitypub: { enabled: true, remote_follow: true },
        site: {
          name: host.title,
          domain: host.host,
          url: `https://${host.host}`,
          description: host.description,
        },
        features: { mobile_apis: true, circles: false, stories: true, video: false },
      },
    },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    software: { name: 'pixelfed', version },
    usage: {
      localPosts: figures.localPosts,
      localComments: 0,
      users: {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
    },
    version: '2.0',
    openRegistrations: isOpen,
  };
}

function describeInstance(state: InstanceState) {
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
    registrations: takesNewcomers(state),
    approval_required: host.registrations === 'approval',
    invites_enabled: false,
    contact_account: null,
    rules: state.rules.map(({ id, text: words }) => ({ id, text: words })),
  };
}
