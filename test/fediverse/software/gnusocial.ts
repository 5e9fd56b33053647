import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import type { Family } from './family.ts';

const robots: RobotsFile = {
  groups: [{ agents: ['*'], disallow: ['/main/', '/settings/', '/admin/', '/search/', '/message/'] }],
};

/** It knows no applications. */
function signUpOf({ host }: InstanceState): Registrations {
  return host.registrations === 'approval' ? 'closed' : host.registrations;
}

/** Its count of posts is kept up by addition and subtraction, and has gone below zero in some; the share is assumed. */
const hasDrifted = ({ host }: InstanceState) => host.whim < 0.1;

function reported(state: InstanceState): ReportedFigures {
  return hasDrifted(state) ? { ...state.figures, localPosts: null } : state.figures;
}

/** GNU social: NodeInfo 2.0 below /api, and the dump of its configuration, in the types of PHP. */
export const gnusocial: Family = {
  name: 'gnusocial',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/api/nodeinfo/2.0.json'],
  robots: () => robots,
  reported,
  stated: (state) => ({
    title: state.host.title,
    description: null,
    languages: [state.host.language],
    registrations: signUpOf(state),
    rules: null,
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
      case '/api/statusnet/config.json':
      case '/api/gnusocial/config.json':
        return json(describeConfig(state));
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'API method not found.', request: path }, { status: 404 })
      : html('<!doctype html><title>404</title>', 404),
};

function describeNode(state: InstanceState) {
  const { host, version, figures } = state;
  return {
    version: '2.0',
    software: { name: 'gnusocial', version },
    protocols: ['ostatus', 'activitypub'],
    services: { inbound: ['gnusocial'], outbound: ['atom1.0', 'rss2.0', 'gnusocial'] },
    openRegistrations: signUpOf(state) === 'open',
    usage: {
      users: {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
      localPosts: hasDrifted(state) ? -431 : figures.localPosts,
      localComments: figures.localComments,
    },
    metadata: {
      nodeName: host.title,
      software: {
        homepage: 'https://gnusocial.network/',
        repository: 'https://notabug.org/diogo/gnu-social/',
      },
      uploadLimit: 2_097_152,
      postFormats: ['text/plain', 'text/html'],
      features: [],
    },
  };
}

/** Set in the database, a setting is a string; set in the file, a boolean. */
function describeConfig(state: InstanceState) {
  const { host } = state;
  const spelled = (isSo: boolean) => (host.whim < 0.5 ? isSo : isSo ? '1' : '0');
  return {
    site: {
      name: host.title,
      server: host.host,
      theme: 'neo-gnu',
      path: '',
      logo: null,
      fancy: true,
      language: host.language,
      email: `admin@${host.host}`,
      broughtby: null,
      broughtbyurl: null,
      timezone: 'UTC',
      closed: spelled(signUpOf(state) === 'closed'),
      inviteonly: spelled(signUpOf(state) === 'invite'),
      private: spelled(false),
      textlimit: 1_000,
      ssl: 'always',
      sslserver: null,
    },
    license: { type: 'cc', owner: null, url: null, title: null, image: null },
    attachments: { uploads: true, file_quota: 2_097_152 },
  };
}
