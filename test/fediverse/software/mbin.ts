import { json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import type { Family, Stated } from './family.ts';
import { documentRule, markdownPage } from './rule-texts.ts';

const pages = ['/login', '/register', '/reset-password', '/sub', '/mod', '/fav', '/new'];
/**
 * Mbin's, which names some hundreds of agents that may read nothing. The real one asks for five seconds between two
 * requests; a crawler that obeys would sleep them for real at every crawl of the simulation.
 */
const mbinRobots: RobotsFile = {
  groups: [
    { agents: ['Scrapy', 'HTTrack', 'lwp-request'], disallow: ['/'] },
    {
      agents: ['*'],
      disallow: ['/wp-admin/', ...pages, '/terms', '/privacy-policy', '/search'],
      allow: ['/wp-admin/admin-ajax.php'],
    },
  ],
};
const kbinRobots: RobotsFile = {
  groups: [
    { agents: ['GPTBot', 'ChatGPT-User'], disallow: ['/'] },
    { agents: ['*'], disallow: pages },
  ],
};

const isKbin = ({ host }: InstanceState) => host.software === 'kbin';
const robotsOf = (state: InstanceState): RobotsFile => (isKbin(state) ? kbinRobots : mbinRobots);

/** Sign-up is open in approval mode too, and nothing says which. */
const isOpen = ({ host }: InstanceState) =>
  host.registrations === 'open' || host.registrations === 'approval';

const termsOf = (state: InstanceState) => markdownPage('', state);

function stated(state: InstanceState): Stated {
  const { host } = state;
  return {
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: isKbin(state) ? null : [host.language],
    registrations: isOpen(state) ? null : 'closed',
    rules: documentRule('terms', termsOf(state)),
  };
}

/**
 * Mbin and Kbin: NodeInfo 2.1 and 2.0, the pages of the site, and in Mbin what it is called and whom it federates with.
 */
export const mbin: Family = {
  name: 'mbin',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1.json'],
  robots: robotsOf,
  reported: ({ figures }) => figures,
  stated,
  peerPolicy: (state) => (isKbin(state) ? 'not-published' : 'published'),
  peersPaths: ['/api/federated'],
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robotsOf(state)));
      case '/.well-known/nodeinfo':
        return json({ links: ['2.0', '2.1'].map((version) => linkOf(state, version)) });
      case '/nodeinfo/2.0.json':
      case '/nodeinfo/2.1.json':
        return nodeInfo(describeNode(state, path.includes('2.1') ? '2.1' : '2.0'));
      case '/api/instance':
        return json(describePages(state));
      case '/api/info':
        return isKbin(state) ? null : json(describeInfo(state));
      case '/api/federated':
        return isKbin(state)
          ? null
          : json({ instances: peers().map((domain) => ({ domain, software: null, version: null })) });
      default:
        return null;
    }
  },
  notFound: () => json({ title: 'An error occurred', status: 404, detail: 'Not Found' }, { status: 404 }),
};

/** Kbin names the schema by an https address. */
function linkOf(state: InstanceState, version: string) {
  const scheme = isKbin(state) ? 'https' : 'http';
  return {
    rel: `${scheme}://nodeinfo.diaspora.software/ns/schema/${version}`,
    href: `https://${state.host.host}/nodeinfo/${version}.json`,
  };
}

function describeNode(state: InstanceState, version: '2.0' | '2.1') {
  const { host, figures } = state;
  const repository = { repository: 'https://github.com/MbinOrg/mbin' };
  return {
    version,
    software: {
      name: host.software,
      version: state.version,
      ...(version === '2.1' ? repository : {}),
    },
    protocols: ['activitypub'],
    services: { outbound: [], inbound: [] },
    openRegistrations: isOpen(state),
    usage: {
      users: {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
      localPosts: figures.localPosts,
      localComments: figures.localComments,
    },
    metadata: { nodeName: host.title, nodeDescription: host.description },
  };
}

/** `GET /api/instance`: the pages of the site, in Markdown. */
function describePages(state: InstanceState) {
  const { host } = state;
  const terms = termsOf(state);
  return {
    about: host.description === '' ? null : host.description,
    contact: null,
    faq: null,
    privacyPolicy: null,
    terms: terms === '' ? null : terms,
  };
}

/** `GET /api/info`. */
function describeInfo(state: InstanceState) {
  const { host, version } = state;
  return {
    softwareName: 'mbin',
    softwareVersion: version,
    softwareRepository: 'https://github.com/MbinOrg/mbin',
    websiteDomain: host.host,
    websiteContactEmail: `admin@${host.host}`,
    websiteTitle: host.title,
    websiteOpenRegistrations: isOpen(state),
    websiteFederationEnabled: true,
    websiteDefaultLang: host.language,
    instanceModerators: [],
    instanceAdmins: [],
  };
}
