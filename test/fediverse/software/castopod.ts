import { html, json, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };
const document = '/.well-known/x-nodeinfo2';

/** Castopod: podcasters, known from NodeInfo2 alone. */
export const castopod: Family = {
  name: 'castopod',
  nodeInfoPaths: ['/.well-known/nodeinfo', document],
  robots: () => robots,
  reported: ({ figures }) => ({ ...figures, localComments: null }),
  stated: (state) => ({
    ...statedInNodeInfo(state, { isOpen: false, isNamed: true }),
    description: null,
  }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    if (path === '/robots.txt') return text(formatRobots(robots));
    return path === document ? json(describeNode(state)) : null;
  },
  notFound: () => html('<!doctype html><title>404</title>', 404),
};

function describeNode({ host, version, figures }: InstanceState) {
  return {
    version: '1.0',
    server: {
      baseUrl: `https://${host.host}/`,
      name: escaped(host.title),
      software: 'Castopod',
      version,
    },
    protocols: ['activitypub'],
    openRegistrations: false,
    usage: {
      users: {
        total: figures.usersTotal,
        activeMonth: figures.usersActiveMonth,
        activeHalfyear: figures.usersActiveHalfYear,
      },
      localPosts: figures.localPosts,
    },
  };
}

/** As for a web page, which it is not. */
function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll("'", '&#039;').replaceAll('"', '&quot;');
}
