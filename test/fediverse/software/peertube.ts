import { html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, permits, type RobotsFile } from '../robots-file.ts';
import { type Family, type Stated, statedInNodeInfo } from './family.ts';
import {
  codeOfConductOf,
  describeAbout,
  describeConfig,
  describeFollows,
  languagesOf,
  moderationOf,
  noTermsYet,
  signUpOf,
  termsOf,
} from './peertube-api.ts';
import { documentRule } from './rule-texts.ts';

/** The administrator's; allows all unless changed. A few forbid the API; assumed. */
function robots({ host }: InstanceState): RobotsFile {
  return { groups: [{ agents: ['*'], disallow: host.whim < 0.97 ? [] : ['/api/'] }] };
}

/** What its configuration says, where it may be read; else what NodeInfo does. */
function stated(state: InstanceState): Stated {
  const { host } = state;
  const mode = signUpOf(state);
  if (!permits(robots(state), '/api/v1/config')) {
    return statedInNodeInfo(state, { isOpen: mode !== 'closed', isNamed: true });
  }
  const languages = languagesOf(state);
  const terms = termsOf(state);
  return {
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: languages.length === 0 ? null : languages,
    registrations: mode,
    rules: [
      ...documentRule('code-of-conduct', codeOfConductOf(state)),
      ...documentRule('terms', terms === noTermsYet ? '' : terms),
      ...documentRule('moderation', moderationOf(state)),
    ],
  };
}

/**
 * PeerTube: NodeInfo 2.0, the two documents of its configuration, and its peers as two lists in pages: whom it follows
 * and who follows it. The first half of the peers is followed, the other half follows.
 */
export const peertube: Family = {
  name: 'peertube',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.0.json'],
  robots,
  reported: ({ figures }) => ({ ...figures, localComments: 0 }),
  stated,
  peerPolicy: () => 'published',
  peersPaths: ['/api/v1/server/following', '/api/v1/server/followers'],
  // Three requests of a hundred names are left to a visit, and a list that ends with a full page takes one more. So this
  // is also the longest list that the first visit reads to its end.
  peersAtOnce: () => 199,
  answer(path, state, { query, peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots(state)));
      case '/.well-known/nodeinfo':
        return json({ links: linksOf(state.host.host) });
      case '/nodeinfo/2.0.json':
        return nodeInfo(describeNode(state));
      case '/api/v1/config':
        return json(describeConfig(state));
      case '/api/v1/config/about':
        return json(describeAbout(state));
      case '/api/v1/server/following':
      case '/api/v1/server/followers':
        return describeFollows(path.endsWith('following') ? 'following' : 'followers', state, {
          query,
          peers,
        });
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ type: 'about:blank', title: 'Not Found', status: 404 }, { status: 404 })
      : html('<!doctype html><title>PeerTube</title>', 404),
};

/** A second link names the actor of the server itself (FEP-2677). */
function linksOf(host: string) {
  return [
    {
      rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0',
      href: `https://${host}/nodeinfo/2.0.json`,
    },
    {
      rel: 'https://www.w3.org/ns/activitystreams#Application',
      href: `https://${host}/accounts/peertube`,
    },
  ];
}

function describeNode(state: InstanceState) {
  const { host, version, figures } = state;
  return {
    version: '2.0',
    software: { name: 'peertube', version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
    // In approval mode too.
    openRegistrations: signUpOf(state) !== 'closed',
    usage: {
      users: {
        total: figures.usersTotal,
        activeMonth: figures.usersActiveMonth,
        activeHalfyear: figures.usersActiveHalfYear,
      },
      localPosts: figures.localPosts,
      localComments: 0,
    },
    metadata: {
      taxonomy: { postsName: 'Videos' },
      nodeName: host.title,
      nodeDescription: host.description,
      nodeConfig: {
        search: { remoteUri: { users: true, anonymous: false } },
        plugin: { registered: [] },
        theme: { registered: [], default: 'default' },
        email: { enabled: true },
        contactForm: { enabled: true },
        transcoding: { hls: { enabled: true }, web_videos: { enabled: false }, enabledResolutions: [] },
        live: { enabled: false, transcoding: { enabled: false, enabledResolutions: [] } },
        user: { videoQuota: -1, videoQuotaDaily: -1 },
        tracker: { enabled: true },
      },
    },
  };
}
