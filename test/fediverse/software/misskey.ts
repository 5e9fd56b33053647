import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], allow: ['/'], disallow: [] }] };

/** Misskey states null for active users; Sharkey has counted them since 2025. */
const countsActiveUsers = ({ host, version }: InstanceState) =>
  host.software === 'sharkey' && Number(version.split('.')[0]) >= 2025;

function reported(state: InstanceState): ReportedFigures {
  const { figures } = state;
  const counts = countsActiveUsers(state);
  return {
    usersTotal: figures.usersTotal,
    usersActiveMonth: counts ? figures.usersActiveMonth : null,
    usersActiveHalfYear: counts ? figures.usersActiveHalfYear : null,
    localPosts: figures.localPosts,
    localComments: 0,
  };
}

/**
 * Misskey and Sharkey: NodeInfo 2.1 and 2.0 with null for what is not counted, and a peer list. Their rules lie in
 * `POST /api/meta`, which is not simulated yet.
 */
export const misskey: Family = {
  name: 'misskey',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1'],
  robots: () => robots,
  reported,
  stated: (state) => statedInNodeInfo(state, { isOpen: state.host.registrations === 'open', isNamed: true }),
  peerPolicy: () => 'published',
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.1': '/nodeinfo/2.1', '2.0': '/nodeinfo/2.0' });
      case '/nodeinfo/2.1':
      case '/nodeinfo/2.0':
        return nodeInfo(describeNode(state, path.endsWith('2.1') ? '2.1' : '2.0'));
      case '/api/v1/instance/peers':
        return json(peers());
      default:
        return null;
    }
  },
  // A single-page application answers what it does not know with itself.
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: { code: 'UNKNOWN_API_ENDPOINT', message: 'Unknown API endpoint.' } }, { status: 404 })
      : html('<!doctype html><title>Misskey</title><div id="misskey_app"></div>'),
};

function describeNode(state: InstanceState, version: '2.0' | '2.1') {
  const { host } = state;
  const { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts, localComments } = reported(state);
  const isClosed = host.registrations !== 'open';
  const repository = { repository: 'https://github.com/misskey-dev/misskey' };
  const maintainer = { name: null, email: null };
  return {
    version,
    software: {
      name: host.software,
      version: state.version,
      homepage: 'https://misskey-hub.net/',
      ...(version === '2.1' ? repository : {}),
    },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
    openRegistrations: !isClosed,
    usage: {
      users: { total: usersTotal, activeHalfyear: usersActiveHalfYear, activeMonth: usersActiveMonth },
      localPosts,
      localComments,
    },
    metadata: {
      nodeName: host.title,
      nodeDescription: host.description,
      nodeAdmins: [maintainer],
      maintainer,
      langs: [],
      tosUrl: null,
      privacyPolicyUrl: null,
      inquiryUrl: null,
      impressumUrl: null,
      repositoryUrl: 'https://github.com/misskey-dev/misskey',
      feedbackUrl: 'https://github.com/misskey-dev/misskey/issues/new',
      disableRegistration: isClosed,
      disableLocalTimeline: false,
      disableGlobalTimeline: false,
      emailRequiredForSignup: true,
      enableHcaptcha: false,
      enableRecaptcha: false,
      enableMcaptcha: false,
      enableTurnstile: false,
      maxNoteTextLength: 3_000,
      enableEmail: true,
      enableServiceWorker: true,
      proxyAccountName: null,
      themeColor: '#86b300',
    },
  };
}
