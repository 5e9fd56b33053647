import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import type { Family } from './family.ts';
import { documentRule, markdownPage } from './rule-texts.ts';

const pages = ['/auth/register', '/auth/login', '/admin', '/inbox', '/search/', '/modlog', '/u/', '/d/'];
const robots: RobotsFile = {
  groups: [
    { agents: ['*'], disallow: [...pages, '/comment/', '/honey'] },
    { agents: ['GPTBot'], disallow: ['/'] },
  ],
};
const published = '2024-01-02T03:04:05.000006';

/** There are no invitations. */
function modeOf({ host }: InstanceState): Registrations {
  return host.registrations === 'invite' ? 'closed' : host.registrations;
}

const sidebarOf = (state: InstanceState) => markdownPage(state.host.description, state);

/** Whether a server presents itself to others; the API for it exists since 1.2. A part takes part; assumed. */
const isInChooser = ({ host, version }: InstanceState) => isAtLeast(version, 1, 2) && host.whim < 0.6;

/** PieFed: NodeInfo 2.0 without services and metadata, 2.1 with them; a copy of Lemmy's version 3, and its own API. */
export const piefed: Family = {
  name: 'piefed',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1'],
  robots: () => robots,
  reported: ({ figures }) => figures,
  stated: (state) => {
    const { host } = state;
    return {
      title: host.title,
      description: host.description === '' ? null : host.description,
      languages: isInChooser(state) ? [host.language] : null,
      registrations: modeOf(state),
      rules: documentRule('sidebar', sidebarOf(state)),
    };
  },
  peerPolicy: () => 'published',
  peersPaths: ['/api/v3/federated_instances'],
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': '/nodeinfo/2.0', '2.1': '/nodeinfo/2.1' });
      case '/nodeinfo/2.0':
      case '/nodeinfo/2.1':
        return nodeInfo(describeNode(state, path.endsWith('2.1') ? '2.1' : '2.0'));
      case '/api/v3/site':
        return json(describeLemmySite(state));
      case '/api/alpha/site/instance_chooser':
        return isInChooser(state)
          ? json(describeForChooser(state))
          : json({ code: 400, message: 'not enabled', status: 'Bad Request' }, { status: 400 });
      case '/api/v3/federated_instances':
      case '/api/alpha/federated_instances':
        return json(describeFederation(peers()));
      default:
        return null;
    }
  },
  notFound: () => html('<!doctype html><title>Not found</title>', 404),
};

function describeNode(state: InstanceState, version: '2.0' | '2.1') {
  const { figures } = state;
  const isFull = version === '2.1';
  return {
    version,
    software: {
      name: 'piefed',
      version: state.version,
      ...(isFull
        ? { repository: 'https://codeberg.org/rimu/pyfedi', homepage: 'https://join.piefed.social' }
        : {}),
    },
    protocols: ['activitypub'],
    ...(isFull ? { services: { inbound: [], outbound: [] } } : {}),
    // In approval mode too.
    openRegistrations: modeOf(state) !== 'closed',
    usage: {
      users: {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      },
      localPosts: figures.localPosts,
      localComments: figures.localComments,
    },
    ...(isFull ? { metadata: { capabilities: ['fep-1b12', 'fep-c0e0'] } } : {}),
  };
}

const spelledModes = { open: 'Open', approval: 'RequireApplication', invite: 'Closed', closed: 'Closed' };

/** As real ones answer: what PieFed does not know in Lemmy's terms is the same on every server, and not its own. */
function describeLemmySite(state: InstanceState) {
  const { host } = state;
  return {
    site_view: {
      site: {
        id: 1,
        name: host.title,
        sidebar: sidebarOf(state),
        published,
        updated: published,
        icon: 'https://copied.example/icon.png',
        banner: 'https://copied.example/banner.png',
        description: host.description,
        actor_id: `https://${host.host}/`,
        last_refreshed_at: published,
        inbox_url: `https://${host.host}/inbox`,
        public_key: '',
        instance_id: 1,
      },
      local_site: {
        id: 1,
        site_id: 1,
        site_setup: true,
        enable_downvotes: true,
        enable_nsfw: host.whim < 0.2,
        enable_nsfl: false,
        community_creation_admin_only: false,
        require_email_verification: true,
        application_question: modeOf(state) === 'approval' ? 'Why do you want to join?' : '',
        private_instance: false,
        federation_enabled: true,
        captcha_enabled: true,
        published,
        updated: published,
        registration_mode: spelledModes[modeOf(state)],
      },
      counts: { users: 816, posts: 3_017, comments: 19_693, communities: 7 },
    },
    admins: [],
    version: '1.0.0',
    all_languages: [
      { id: 0, code: 'und', name: 'Undetermined' },
      { id: 37, code: 'en', name: 'English' },
      { id: 38, code: 'eo', name: 'Esperanto' },
    ],
    discussion_languages: [0, 37],
    taglines: [],
    custom_emojis: [],
  };
}

function describeForChooser({ host, figures }: InstanceState) {
  return {
    language: { id: 2, code: host.language, name: host.language },
    nsfw: false,
    newbie_friendly: true,
    name: host.title,
    elevator_pitch: '',
    description: host.description,
    about: '',
    sidebar: '',
    logo_url: `https://${host.host}/static/logo.png`,
    maturity: 'Low',
    mau: figures.usersActiveMonth,
    can_make_communities: true,
    defederation: [],
    trusts: [],
    tos_url: null,
    registration_mode: host.registrations,
  };
}

function describeFederation(peers: readonly unknown[]) {
  const linked = peers.map((domain, index) => ({
    id: index + 2,
    domain,
    published,
    updated: published,
    ...(index % 4 === 0 ? {} : { software: 'lemmy', version: '0.19.13' }),
  }));
  return { federated_instances: { linked, allowed: [], blocked: [] } };
}
