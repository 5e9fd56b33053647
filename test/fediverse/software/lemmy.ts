import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

/** Since April 2025 the web front end asks for a minute between requests and forbids the API. */
const robots: RobotsFile = {
  groups: [
    {
      agents: ['*'],
      disallow: ['/login', '/signup', '/settings', '/search', '/modlog', '/admin', '/setup', '/api'],
      crawlDelaySeconds: 60,
    },
  ],
};

/** Lemmy: NodeInfo 2.1 since 0.19.4, before that 2.0 without services and metadata. Its API is not simulated yet. */
export const lemmy: Family = {
  name: 'lemmy',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/'],
  robots: () => robots,
  reported: ({ figures }) => figures,
  stated: (state) =>
    statedInNodeInfo(state, { isOpen: state.host.registrations !== 'closed', isNamed: false }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    const [version, document] = isNew(state) ? (['2.1', '/nodeinfo/2.1'] as const) : oldDocument;
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { [version]: document });
      case document:
        return nodeInfo(describeNode(state));
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'not_found' }, { status: 404 })
      : html('<!doctype html><title>404</title>', 404),
};

const oldDocument = ['2.0', '/nodeinfo/2.0.json'] as const;

function isNew({ version }: InstanceState): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major > 0 || minor > 19 || (minor === 19 && patch >= 4);
}

function describeNode(state: InstanceState) {
  const { host, version, figures } = state;
  return {
    version: isNew(state) ? '2.1' : '2.0',
    software: {
      name: 'lemmy',
      version,
      ...(isNew(state)
        ? { repository: 'https://github.com/LemmyNet/lemmy', homepage: 'https://join-lemmy.org/' }
        : {}),
    },
    protocols: ['activitypub'],
    ...(isNew(state) ? { services: { inbound: [], outbound: [] } } : {}),
    usage: {
      users: {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
      localPosts: figures.localPosts,
      localComments: figures.localComments,
    },
    // In approval mode too.
    openRegistrations: host.registrations !== 'closed',
    ...(isNew(state) ? { metadata: {} } : {}),
  };
}
