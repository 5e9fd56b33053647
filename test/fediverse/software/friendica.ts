import { discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import type { Family } from './family.ts';
import {
  describeConfig,
  describeInstanceV1,
  describeInstanceV2,
  describeRules,
  shownRules,
} from './friendica-instance.ts';

const pages = ['/settings/', '/admin/', '/message/', '/search', '/help', '/proxy', '/photo', '/avatar'];
const robots: RobotsFile = {
  groups: [
    { agents: ['*'], disallow: pages },
    { agents: ['ChatGPT-User', 'Google-Extended', 'GPTBot'], disallow: ['/'] },
  ],
};

/** Its policy is open, approve or closed. */
function policyOf({ host }: InstanceState): Registrations {
  return host.registrations === 'invite' ? 'closed' : host.registrations;
}

/** `system.nodeinfo`, off unless the administrator wants to be counted; the share is assumed. */
const isCounted = ({ host }: InstanceState) => host.whim < 0.6;

function reported(state: InstanceState): ReportedFigures {
  if (isCounted(state)) return state.figures;
  return {
    usersTotal: null,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts: null,
    localComments: null,
  };
}

const schemas = ['1.0', '2.0', '2.1', '2.2'] as const;

/** Friendica: every version of NodeInfo, Mastodon's instance in both versions, its terms as rules, and a peer list. */
export const friendica: Family = {
  name: 'friendica',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.2'],
  robots: () => robots,
  reported,
  stated: (state) => ({
    title: state.host.title,
    description: state.host.description === '' ? null : state.host.description,
    languages: [state.host.language],
    registrations: policyOf(state),
    rules: shownRules(state),
  }),
  peerPolicy: () => 'published',
  answer(path, state, { peers }) {
    const hasV2 = isAtLeast(state.version, 2023, 5);
    const schema = schemas.find((version) => path === `/nodeinfo/${version}`);
    if (schema !== undefined) return nodeInfo(describeNode(state, schema));
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(
          state.host.host,
          Object.fromEntries(schemas.map((version) => [version, `/nodeinfo/${version}`])),
        );
      case '/api/statusnet/config.json':
        return json(describeConfig(state, policyOf(state)));
      case '/api/v2/instance':
        return hasV2 ? json(describeInstanceV2(state, policyOf(state))) : null;
      case '/api/v1/instance':
        return json(describeInstanceV1(state, policyOf(state)));
      case '/api/v1/instance/rules':
        return json(describeRules(state));
      case '/api/v1/instance/peers':
        return json(peers());
      default:
        return null;
    }
  },
  notFound: (path) =>
    path.startsWith('/api/')
      ? json({ error: 'Not Found', error_description: '' }, { status: 404 })
      : html('<!doctype html><title>Not Found</title>', 404),
};

function describeNode(state: InstanceState, version: (typeof schemas)[number]) {
  const { host, version: software } = state;
  const isNew = version === '2.1' || version === '2.2';
  const services = { inbound: [], outbound: ['atom1.0'] };
  const both = { inbound: ['friendica'], outbound: ['friendica'] };
  const home = { repository: 'https://github.com/friendica/friendica', homepage: 'https://friendi.ca' };
  const { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts, localComments } = state.figures;
  return {
    version,
    ...(version === '2.2' ? { instance: { name: host.title, description: host.description } } : {}),
    software: { name: 'friendica', version: software, ...(isNew ? home : {}) },
    protocols: version === '1.0' ? both : ['dfrn', 'activitypub'],
    services,
    usage: isCounted(state)
      ? {
          users: {
            total: usersTotal,
            activeHalfyear: usersActiveHalfYear,
            activeMonth: usersActiveMonth,
            ...(version === '2.2' ? { activeWeek: Math.floor(usersActiveMonth / 2) } : {}),
          },
          localPosts,
          localComments,
        }
      : { users: {} },
    // In approval mode too.
    openRegistrations: policyOf(state) !== 'closed',
    metadata: {
      nodeName: host.title,
      ...(version === '1.0' ? { protocols: both, services } : {}),
      explicitContent: false,
    },
  };
}
