import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import type { Family } from './family.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };
const repository = 'https://iceshrimp.dev/iceshrimp/Iceshrimp.NET';
const noDescription = 'This Iceshrimp.NET instance does not appear to have a description';

/** Its settings are open, invitation and closed. */
function modeOf({ host }: InstanceState): Registrations {
  return host.registrations === 'approval' ? 'invite' : host.registrations;
}

/** Newer builds have rules; half of them, assumed. */
const hasRules = ({ host }: InstanceState) => host.whim < 0.5;

const reported = ({ figures }: InstanceState): ReportedFigures => ({ ...figures, localComments: 0 });

/** Iceshrimp.NET: NodeInfo with placeholders, Mastodon's instance in both versions, and no list of peers. */
export const iceshrimpNet: Family = {
  name: 'iceshrimp.net',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.1'],
  robots: () => robots,
  reported,
  stated: (state) => ({
    title: state.host.title,
    description: state.host.description === '' ? null : state.host.description,
    languages: null,
    registrations: modeOf(state),
    rules: hasRules(state) ? state.rules.map((rule) => ({ ...rule, translations: {} })) : null,
  }),
  peerPolicy: () => 'not-published',
  answer(path, state) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.1': '/nodeinfo/2.1', '2.0': '/nodeinfo/2.0' });
      case '/nodeinfo/2.1':
      case '/nodeinfo/2.0':
        return nodeInfo(describeNode(state, path.endsWith('2.1') ? '2.1' : '2.0'));
      case '/api/v1/instance':
        return json(describeInstanceV1(state));
      case '/api/v2/instance':
        return json(describeInstanceV2(state));
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'Not found' }, { status: 404 })
      : html('<!doctype html><title>Iceshrimp.NET</title>', 404),
};

function describeNode(state: InstanceState, version: '2.0' | '2.1') {
  const { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts, localComments } = reported(state);
  return {
    version,
    software: {
      name: 'Iceshrimp.NET',
      version: state.version,
      codename: 'Lagrange',
      edition: null,
      homepage: 'https://iceshrimp.net',
      repository: version === '2.1' ? repository : null,
    },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0', 'rss2.0'] },
    usage: {
      users: { total: usersTotal, activeHalfyear: usersActiveHalfYear, activeMonth: usersActiveMonth },
      localPosts,
      localComments,
    },
    // The same on every server.
    metadata: {
      nodeName: 'Iceshrimp.NET',
      nodeDescription: 'An Iceshrimp.NET instance',
      maintainer: { name: 'todo', email: 'todo' },
      langs: [],
      tosUrl: 'todo',
      disableRegistration: true,
      federation: { enabled: true },
    },
    openRegistrations: false,
  };
}

const statusLimits = { max_characters: 8_192, max_media_attachments: 16, characters_reserved_per_url: 23 };

function describeInstanceV1(state: InstanceState) {
  const { host, version, figures } = state;
  const description = host.description === '' ? noDescription : host.description;
  const mode = modeOf(state);
  return {
    stats: { user_count: figures.usersTotal, status_count: figures.localPosts, domain_count: 100 },
    version: `4.2.1 (compatible; Iceshrimp.NET/${version})`,
    max_toot_chars: statusLimits.max_characters,
    uri: host.host,
    title: host.title,
    email: 'unset@example.org',
    short_description: description.slice(0, 140),
    description,
    registrations: mode === 'open',
    invites_enabled: mode === 'invite',
    // Its own reading of the key.
    approval_required: mode === 'closed',
    urls: { streaming_api: `wss://${host.host}` },
    configuration: { statuses: statusLimits },
  };
}

function describeInstanceV2(state: InstanceState) {
  const { host, version, figures } = state;
  const description = host.description === '' ? noDescription : host.description;
  const mode = modeOf(state);
  return {
    version: `4.2.1 (compatible; Iceshrimp.NET/${version})`,
    source_url: repository,
    domain: host.host,
    title: host.title,
    description: description.slice(0, 140),
    contact: { email: 'unset@example.org' },
    registrations: {
      enabled: mode !== 'closed',
      approval_required: mode !== 'open',
      message: null,
      url: null,
    },
    configuration: { statuses: statusLimits },
    usage: { users: { active_month: figures.usersActiveMonth } },
    ...(hasRules(state)
      ? { rules: state.rules.map(({ id, text: words, hint }) => ({ id, text: words, hint: hint || null })) }
      : {}),
  };
}
