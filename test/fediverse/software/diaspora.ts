import { discovery, html, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: ['/people/', '/u/', '/camo/'] }] };

/** What a pod counts in public is the administrator's choice, figure by figure; the shares are assumed. */
const countsUsers = ({ host }: InstanceState) => host.whim < 0.6;
const countsPosts = ({ host }: InstanceState) => host.whim < 0.5;

function reported(state: InstanceState): ReportedFigures {
  const { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts, localComments } = state.figures;
  const users = countsUsers(state);
  return {
    usersTotal: users ? usersTotal : null,
    usersActiveMonth: users ? usersActiveMonth : null,
    usersActiveHalfYear: users ? usersActiveHalfYear : null,
    localPosts: countsPosts(state) ? localPosts : null,
    localComments: countsPosts(state) ? localComments : null,
  };
}

const schemas = ['1.0', '2.0', '2.1'] as const;

/** diaspora*: three versions of NodeInfo, and no API. */
export const diaspora: Family = {
  name: 'diaspora',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1'],
  robots: () => robots,
  reported,
  stated: (state) => ({
    ...statedInNodeInfo(state, { isOpen: state.host.registrations === 'open', isNamed: true }),
    description: null,
  }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    const schema = schemas.find((version) => path === `/nodeinfo/${version}`);
    if (schema !== undefined) return nodeInfo(describeNode(state, schema));
    if (path === '/robots.txt') return text(formatRobots(robots));
    if (path !== '/.well-known/nodeinfo') return null;
    return discovery(
      state.host.host,
      Object.fromEntries(schemas.map((version) => [version, `/nodeinfo/${version}`])),
    );
  },
  notFound: () => html('<!doctype html><title>404</title>', 404),
};

function describeNode(state: InstanceState, version: (typeof schemas)[number]) {
  const { host, version: software, figures } = state;
  const users = {
    total: figures.usersTotal,
    activeHalfyear: figures.usersActiveHalfYear,
    activeMonth: figures.usersActiveMonth,
  };
  const posts = { localPosts: figures.localPosts, localComments: figures.localComments };
  return {
    version,
    software: { name: 'diaspora', version: software },
    protocols: version === '1.0' ? { inbound: ['diaspora'], outbound: ['diaspora'] } : ['diaspora'],
    services: { inbound: [], outbound: [] },
    openRegistrations: host.registrations === 'open',
    usage: { users: countsUsers(state) ? users : {}, ...(countsPosts(state) ? posts : {}) },
    metadata: {
      nodeName: host.title,
      xmppChat: false,
      camo: { markdown: false, opengraph: false, remotePods: false },
      adminAccount: 'podmin',
    },
  };
}
