import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import type { Family, Surroundings } from './family.ts';
import { documentRule, markdownPage } from './rule-texts.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };
const document = '/api/v1/instance/nodeinfo/2.0/';
const domains = '/api/v1/federation/domains';

/** A part of a server's whim, of its own for each question, so that the answers do not hang together. */
const whimOf = ({ host }: InstanceState, question: number) => (host.whim * question) % 1;

/** Statistics are off in a fifth; assumed. The list of known servers is public where they are on. */
const isCounted = (state: InstanceState) => whimOf(state, 7) >= 0.2;

/** The source of the fitted shares cannot tell open from approval; that a third wants approval is assumed. */
function signUpOf(state: InstanceState): Registrations {
  const { registrations } = state.host;
  if (registrations === 'open') return whimOf(state, 11) < 0.33 ? 'approval' : 'open';
  return registrations === 'invite' ? 'closed' : registrations;
}

/** A third has terms; assumed. */
const termsOf = (state: InstanceState) =>
  whimOf(state, 13) < 0.33 ? `## Terms\n\n<https://${state.host.host}/about>` : '';

/** Zero users say that statistics are off. */
function reported(state: InstanceState): ReportedFigures {
  const { usersTotal, usersActiveMonth, usersActiveHalfYear } = state.figures;
  const isSilent = !isCounted(state) || usersTotal === 0;
  return {
    usersTotal: isSilent ? null : usersTotal,
    usersActiveMonth: isSilent ? null : usersActiveMonth,
    usersActiveHalfYear: isSilent ? null : usersActiveHalfYear,
    localPosts: null,
    localComments: null,
  };
}

/** Funkwhale: nearly everything in NodeInfo's metadata, public settings, known servers in pages. */
export const funkwhale: Family = {
  name: 'funkwhale',
  nodeInfoPaths: ['/.well-known/nodeinfo', document],
  robots: () => robots,
  reported,
  stated: (state) => ({
    title: state.host.title,
    description: state.host.description === '' ? null : state.host.description,
    // Closed pods are not asked for more than NodeInfo, which does not say.
    languages: signUpOf(state) === 'closed' ? null : [state.host.language],
    registrations: signUpOf(state),
    rules: [
      ...documentRule('code-of-conduct', markdownPage('', state)),
      ...documentRule('terms', termsOf(state)),
    ],
  }),
  peerPolicy: (state) => (isCounted(state) ? 'published' : 'not-published'),
  peersPaths: [domains],
  // At least four requests of a hundred names are left to a visit, and a list that ends with a full page takes one more.
  peersAtOnce: () => 399,
  answer(path, state, surroundings) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': document });
      case document:
        return nodeInfo(describeNode(state));
      case '/api/v1/instance/settings/':
        return json(describeSettings(state));
      case domains:
        return answerPage(state, surroundings);
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ detail: 'Not found.' }, { status: 404 })
      : html('<!doctype html><title>Funkwhale</title>'),
};

function describeNode(state: InstanceState) {
  const { version, figures } = state;
  const users = isCounted(state)
    ? {
        total: figures.usersTotal,
        activeHalfyear: figures.usersActiveHalfYear,
        activeMonth: figures.usersActiveMonth,
      }
    : { total: 0, activeHalfyear: 0, activeMonth: 0 };
  return {
    version: '2.0',
    software: { name: 'funkwhale', version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: signUpOf(state) !== 'closed',
    usage: { users },
    metadata: describeMetadata(state),
  };
}

/** Where the known servers are: an address until 1.2, then a path among other endpoints. */
function describeMetadata(state: InstanceState) {
  const { host, version } = state;
  const address = isCounted(state) ? domains : null;
  return {
    actorId: `https://${host.host}/federation/actors/service`,
    private: false,
    shortDescription: host.description,
    longDescription: '',
    rules: markdownPage('', state),
    contactEmail: '',
    terms: termsOf(state),
    nodeName: host.title,
    banner: null,
    defaultUploadQuota: 1_000,
    library: { federationEnabled: true, anonymousCanListen: true },
    supportedUploadExtensions: ['aif', 'aiff', 'flac', 'mp3', 'ogg', 'opus'],
    allowList: { enabled: false, domains: null },
    reportTypes: [],
    funkwhaleSupportMessageEnabled: true,
    instanceSupportMessage: '',
    ...(isAtLeast(version, 1, 3)
      ? { endpoints: { knownNodes: address, channels: null, libraries: null } }
      : { knownNodesListUrl: address === null ? null : `https://${host.host}${address}` }),
  };
}

/** `GET /api/v1/instance/settings/`, those of them that say something of sign-up, rules and languages. */
function describeSettings(state: InstanceState) {
  const values = {
    instance__name: state.host.title,
    instance__rules: markdownPage('', state),
    instance__terms: termsOf(state),
    moderation__languages: [state.host.language],
    moderation__signup_approval_enabled: signUpOf(state) === 'approval',
    users__registration_enabled: signUpOf(state) !== 'closed',
  };
  return Object.entries(values).map(([identifier, value]) => {
    const [section, name] = identifier.split('__');
    return { section, name, identifier, default: null, value, verbose_name: name, help_text: '' };
  });
}

/** A page as Django REST gives it: 50 names unless asked for up to 100; missing beyond the last one. */
function answerPage(state: InstanceState, { query, peers }: Surroundings) {
  const size = Math.min(Number(query.get('page_size') ?? 50), 100);
  const page = Number(query.get('page') ?? 1);
  const all = peers();
  const results = all.slice((page - 1) * size, page * size).map((name) => ({ name }));
  if (results.length === 0 && page > 1) return json({ detail: 'Invalid page.' }, { status: 404 });
  const addressOf = (other: number) => `https://${state.host.host}${domains}?page=${other}&page_size=${size}`;
  return json({
    count: all.length,
    next: page * size < all.length ? addressOf(page + 1) : null,
    previous: page > 1 ? addressOf(page - 1) : null,
    results,
  });
}
