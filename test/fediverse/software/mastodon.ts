import { discovery, json, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import { isAtLeast } from '../versions.ts';
import { type Family, takesNewcomers } from './family.ts';
import {
  describeInstanceV1,
  describeInstanceV2,
  describeRules,
  shownDescription,
} from './mastodon-instance.ts';

/**
 * Mastodon from 3.5 to 4.6 and the forks that speak its API under its own or their own name (glitch-soc, Hometown,
 * kmyblue). Shapes: docs.joinmastodon.org, methods "instance"; documents recorded in 2026.
 */
export const mastodon: Family = {
  name: 'mastodon',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/nodeinfo/2.0'],
  robots,
  reported: ({ figures }) => ({ ...figures, localComments: null }),
  stated: ({ host, rules }) => ({
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: [host.language],
    registrations: host.registrations,
    rules,
  }),
  peerPolicy: ({ host }) => {
    if (host.fault === 'no-peers') return 'not-published';
    return host.fault === 'limited-federation' ? 'members-only' : 'published';
  },
  answer(path, state, { peers }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots(state)));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, { '2.0': '/nodeinfo/2.0' });
      case '/nodeinfo/2.0':
        return json(describeNode(state));
      case '/api/v2/instance':
        return isAtLeast(state.version, 4, 0) ? json(describeInstanceV2(state)) : null;
      case '/api/v1/instance':
        return json(describeInstanceV1(state, () => peers().length));
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
      ? json({ error: 'Record not found' }, { status: 404 })
      : { status: 404, contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>404</title>' },
};

/** What Mastodon's file forbids: the media proxy and interaction pages, and since 4.4 the list of blocked domains. */
function robots({ version }: InstanceState): RobotsFile {
  const pages = ['/media_proxy/', '/interact/'];
  const everybody = { agents: ['*'], disallow: pages };
  if (!isAtLeast(version, 4, 2)) return { groups: [everybody] };
  const blocks = isAtLeast(version, 4, 4) ? ['/api/v1/instance/domain_blocks'] : [];
  return {
    groups: [
      { agents: ['GPTBot'], disallow: ['/'] },
      { ...everybody, disallow: [...pages, ...blocks] },
    ],
  };
}

/** NodeInfo: services and metadata since 4.0, name and description in the metadata since 4.3. */
function describeNode(state: InstanceState) {
  const { host, figures, version } = state;
  const isOfFour = isAtLeast(version, 4, 0);
  const named = { nodeName: host.title, nodeDescription: shownDescription(state) };
  return {
    version: '2.0',
    software: { name: host.software, version },
    protocols: ['activitypub'],
    ...(isOfFour ? { services: { outbound: [], inbound: [] } } : {}),
    usage: {
      users: {
        total: figures.usersTotal,
        activeMonth: figures.usersActiveMonth,
        activeHalfyear: figures.usersActiveHalfYear,
      },
      localPosts: figures.localPosts,
    },
    // In approval mode too.
    openRegistrations: takesNewcomers(state),
    ...(isOfFour ? { metadata: isAtLeast(version, 4, 3) ? named : {} } : {}),
  };
}
