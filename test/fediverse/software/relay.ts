import { discovery, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };
const document = '/nodeinfo/2.0.json';

/** Assumed: part of the relays that only take servers that they know. They call themselves closed. */
const restrictedShare = 0.5;
const isRestricted = ({ host }: InstanceState) => host.whim < restrictedShare;

/** A relay (asonix/relay): no people, and the servers that subscribe to it in its NodeInfo. */
export const aoderelay: Family = {
  name: 'relay',
  nodeInfoPaths: ['/.well-known/nodeinfo', document],
  robots: () => robots,
  // Its one user is itself.
  reported: () => ({
    usersTotal: null,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts: 0,
    localComments: 0,
  }),
  stated: (state) => statedInNodeInfo(state, { isOpen: !isRestricted(state), isNamed: false }),
  peerPolicy: () => 'published',
  peersPaths: [document],
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': document });
      case document:
        return nodeInfo(describeNode(state, peers()));
      default:
        return null;
    }
  },
  notFound: () => json({ error: 'Not found' }, { status: 404 }),
};

function describeNode(state: InstanceState, peers: readonly unknown[]) {
  return {
    version: '2.0',
    software: { name: 'aoderelay', version: state.version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: !isRestricted(state),
    usage: { users: { total: 1, activeHalfyear: 1, activeMonth: 1 }, localPosts: 0, localComments: 0 },
    metadata: { peers, blocks: [] },
  };
}
