import { html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

const robots: RobotsFile = {
  groups: [{ agents: ['*'], allow: ['/', '/about', '/event/', '/announcement/'], disallow: [] }],
};

/** Gancio: NodeInfo below /.well-known; active users are not counted. */
export const gancio: Family = {
  name: 'gancio',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/.well-known/nodeinfo/2.1'],
  robots: () => robots,
  reported: ({ figures }) => ({ ...figures, usersActiveMonth: null, usersActiveHalfYear: null }),
  stated: (state) => statedInNodeInfo(state, { isOpen: state.host.registrations === 'open', isNamed: true }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return json({ links: linksOf(state.host.host) });
      case '/.well-known/nodeinfo/2.0':
      case '/.well-known/nodeinfo/2.1':
        return nodeInfo(describeNode(state, path.endsWith('2.1') ? '2.1' : '2.0'));
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/.well-known/')
      ? { ...text('404: Page not Found'), status: 404 }
      : html('<!doctype html><title>Gancio</title>', 404),
};

/** The last link names the actor of the server itself (FEP-2677). */
function linksOf(host: string) {
  return [
    ...['2.0', '2.1'].map((version) => ({
      href: `https://${host}/.well-known/nodeinfo/${version}`,
      rel: `http://nodeinfo.diaspora.software/ns/schema/${version}`,
    })),
    { rel: 'https://www.w3.org/ns/activitystreams#Application', href: `https://${host}/federation/u/relay` },
  ];
}

function describeNode({ host, version: software, figures }: InstanceState, version: '2.0' | '2.1') {
  const repository = { repository: 'https://framagit.org/les/gancio' };
  return {
    metadata: {
      nodeDescription: host.description,
      nodeName: host.title,
      nodeLabel: 'Bologna',
      nodeTimezone: 'Europe/Rome',
      nodeActor: 'relay',
    },
    openRegistrations: host.registrations === 'open',
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['rss2.0'] },
    software: { name: 'gancio', version: software, ...(version === '2.1' ? repository : {}) },
    version,
    usage: {
      localComments: figures.localComments,
      localPosts: figures.localPosts,
      users: { total: figures.usersTotal },
    },
  };
}
