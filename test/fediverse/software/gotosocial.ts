import { type Answer, discovery, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

/** Part of the servers that set `instance-stats-mode` to `serve`, which allows NodeInfo; assumed. */
const servingShare = 0.25;

const isServing = ({ host }: InstanceState) => host.whim < servingShare;

/** The API and the pages of accounts are forbidden in every mode, NodeInfo in all but `serve`. */
function robots(state: InstanceState): RobotsFile {
  const pages = [
    '/api/',
    '/auth/',
    '/oauth/',
    '/signup',
    '/fileserver/',
    '/users/',
    '/emoji/',
    '/admin',
    '/user',
  ];
  const others = ['/settings/', '/about/suspended', '/.well-known/webfinger'];
  const figures = isServing(state) ? [] : ['/.well-known/nodeinfo', '/nodeinfo/'];
  return {
    comment: 'GoToSocial robots.txt',
    groups: [
      { agents: ['GPTBot', 'CCBot', 'ClaudeBot', 'Scrapy', 'Bytespider'], disallow: ['/'] },
      { agents: ['*'], crawlDelaySeconds: 500, disallow: [...pages, ...others, ...figures] },
    ],
  };
}

const tags = {
  'x-robots-tag': 'noindex, nofollow, noarchive, nosnippet, max-image-preview:none, noai, noimageai',
};
const withTags = (answer: Answer): Answer => ({ ...answer, headers: tags });

/**
 * GoToSocial: what robots.txt forbids is served all the same, as the real one does, with X-Robots-Tag on the API; a
 * census that looks anyway is found out by the log. Peers are for members unless the administrator decides otherwise.
 */
export const gotosocial: Family = {
  name: 'gotosocial',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1'],
  robots,
  // Zero posts are left out of the document, and active users are not counted. Zero users may mean that it hides them.
  reported: ({ figures }) => ({
    usersTotal: figures.usersTotal === 0 ? null : figures.usersTotal,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts: figures.localPosts === 0 ? null : figures.localPosts,
    localComments: null,
  }),
  stated: (state) =>
    statedInNodeInfo(state, { isOpen: state.host.registrations !== 'closed', isNamed: false }),
  peerPolicy: () => 'members-only',
  answer(path, state) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots(state)));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': '/nodeinfo/2.0', '2.1': '/nodeinfo/2.1' });
      case '/nodeinfo/2.0':
      case '/nodeinfo/2.1':
        return nodeInfo(describeNode(state, path.endsWith('2.1') ? '2.1' : '2.0'));
      case '/api/v2/instance':
        return withTags(json(describeInstance(state)));
      case '/api/v1/instance/peers':
        return withTags(json({ error: peersRefusal }, { status: 401 }));
      default:
        return null;
    }
  },
  notFound: () => withTags(json({ error: 'Not Found: 404 not found' }, { status: 404 })),
};

const peersRefusal = 'Unauthorized: peers open query requires an authenticated account/user';

function describeNode({ host, version: software, figures }: InstanceState, version: '2.0' | '2.1') {
  const { usersTotal, localPosts } = figures;
  const links = { repository: 'https://codeberg.org/superseriousbusiness/gotosocial' };
  return {
    version,
    software: { name: 'gotosocial', version: software, ...(version === '2.1' ? links : {}) },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: host.registrations !== 'closed',
    usage: { users: { total: usersTotal }, ...(localPosts === 0 ? {} : { localPosts }) },
    metadata: {},
  };
}

/** `GET /api/v2/instance`: sign-up is by approval, always. */
function describeInstance({ host, version, rules }: InstanceState) {
  const page = (name: string) => `https://${host.host}/${name}`;
  return {
    domain: host.host,
    account_domain: host.host,
    title: host.title,
    version,
    source_url: 'https://codeberg.org/superseriousbusiness/gotosocial',
    description: `<p>${host.description.replaceAll('&', '&amp;')}</p>`,
    description_text: host.description,
    usage: { users: { active_month: 0 } },
    thumbnail: { url: page('assets/logo.webp') },
    languages: [host.language],
    configuration: {
      urls: {
        streaming: `wss://${host.host}`,
        about: page('about'),
        privacy_policy: null,
        terms_of_service: page('about#rules'),
      },
      accounts: { allow_custom_css: false, max_featured_tags: 10, max_profile_fields: 6 },
      statuses: {
        max_characters: 5_000,
        max_media_attachments: 6,
        characters_reserved_per_url: 25,
        supported_mime_types: ['text/plain', 'text/markdown'],
      },
      translation: { enabled: false },
      emojis: { emoji_size_limit: 51_200 },
      vapid: { public_key: 'B'.padEnd(87, 'x') },
    },
    registrations: {
      enabled: host.registrations !== 'closed',
      approval_required: true,
      message: null,
      min_age: null,
      reason_required: true,
    },
    contact: { email: `admin@${host.host}`, account: null },
    rules: rules.map(({ id, text: words }) => ({ id, text: words })),
    terms: '',
    terms_text: '',
  };
}
