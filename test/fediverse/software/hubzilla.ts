import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import type { Family } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };

/** Forte and Streams say zero of everything, which says nothing of users and posts. */
const isCounted = ({ host }: InstanceState) => host.software === 'hubzilla';

const uncounted: ReportedFigures = {
  usersTotal: null,
  usersActiveMonth: null,
  usersActiveHalfYear: null,
  localPosts: null,
  localComments: 0,
};

/**
 * Hubzilla, Streams and Forte: NodeInfo 1.0, where it calls itself by its oldest name, and 2.0; the site information.
 * Hubs that hide their figures are not among them.
 */
export const hubzilla: Family = {
  name: 'hubzilla',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.0'],
  robots: () => robots,
  reported: (state) => (isCounted(state) ? state.figures : uncounted),
  stated: ({ host }) => ({
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: [host.language],
    registrations: host.registrations,
    rules: null,
  }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '1.0': '/nodeinfo/1.0', '2.0': '/nodeinfo/2.0' });
      case '/nodeinfo/1.0':
      case '/nodeinfo/2.0':
        return nodeInfo(describeNode(state, path.endsWith('1.0') ? '1.0' : '2.0'));
      case '/siteinfo.json':
        return json(describeSite(state));
      default:
        return null;
    }
  },
  notFound: () => html('<!doctype html><title>Page not found.</title>', 404),
};

function describeNode(state: InstanceState, version: '1.0' | '2.0') {
  const { host, version: software } = state;
  const counts = isCounted(state)
    ? state.figures
    : { usersTotal: 0, usersActiveMonth: 0, usersActiveHalfYear: 0, localPosts: 0, localComments: 0 };
  const both = ['redmatrix'];
  return {
    version,
    software: { name: version === '1.0' ? 'redmatrix' : host.software, version: software },
    protocols: version === '1.0' ? { inbound: both, outbound: both } : ['zot', 'activitypub'],
    // A list where nothing is connected; PHP does not tell the two apart.
    services: version === '1.0' ? [] : { inbound: ['atom1.0', 'rss2.0'], outbound: ['atom1.0'] },
    // Nothing but open is open: not by application, not by invitation.
    openRegistrations: host.registrations === 'open',
    usage: {
      users: {
        total: counts.usersTotal,
        activeHalfyear: counts.usersActiveHalfYear,
        activeMonth: counts.usersActiveMonth,
      },
      localPosts: counts.localPosts,
      localComments: counts.localComments,
    },
    metadata: { nodeName: host.title },
  };
}

const policies = {
  open: 'REGISTER_OPEN',
  approval: 'REGISTER_APPROVE',
  invite: 'REGISTER_APPROVE',
  closed: 'REGISTER_CLOSED',
} as const;

/** `GET /siteinfo.json`. */
function describeSite(state: InstanceState) {
  const { host, version, figures } = state;
  return {
    version,
    version_tag: version,
    server_role: 'pro',
    commit: '',
    url: `https://${host.host}`,
    plugins: ['pubcrawl', 'statistics'],
    register_policy: policies[host.registrations],
    invitation_only: host.registrations === 'invite' ? 1 : 0,
    directory_mode: 'DIRECTORY_MODE_NORMAL',
    language: host.language,
    rss_connections: 1,
    expiration: 0,
    default_service_restrictions: false,
    locked_features: [],
    admin: [{ name: 'Admin', address: `admin@${host.host}`, channel: `https://${host.host}/channel/admin` }],
    site_name: host.title,
    platform: host.software,
    dbdriver: 'mysql',
    lastpoll: '2026-01-01 00:00:00',
    info: host.description,
    channels_total: figures.usersTotal,
    channels_active_halfyear: figures.usersActiveHalfYear,
    channels_active_monthly: figures.usersActiveMonth,
    local_posts: figures.localPosts,
    hide_in_statistics: 0,
  };
}
