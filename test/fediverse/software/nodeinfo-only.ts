import { discovery, html, nodeInfo, text } from '../answer.ts';
import type { InstanceState, ReportedFigures } from '../instance-state.ts';
import { denyAll, formatRobots, type RobotsFile } from '../robots-file.ts';
import { type Family, statedInNodeInfo } from './family.ts';

const allowAll: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };

/** How a family that is known from NodeInfo alone differs from the others. */
interface Ways {
  readonly name: string;
  readonly schema: '2.0' | '2.1';
  readonly document: string;
  readonly robots?: RobotsFile;
  readonly reported?: (state: InstanceState) => ReportedFigures;
  readonly metadata?: (state: InstanceState) => object;
}

function nodeInfoFamily(ways: Ways): Family {
  const robots = ways.robots ?? allowAll;
  const reported = ways.reported ?? (({ figures }) => ({ ...figures, localComments: null }));
  return {
    name: ways.name,
    nodeInfoPaths: ['/.well-known/nodeinfo', ways.document],
    robots: () => robots,
    reported,
    stated: (state) =>
      statedInNodeInfo(state, {
        isOpen: state.host.registrations === 'open',
        isNamed: 'nodeName' in (ways.metadata?.(state) ?? {}),
      }),
    peerPolicy: () => 'not-published',
    answer(path, state) {
      switch (path) {
        case '/robots.txt':
          return text(formatRobots(robots));
        case '/.well-known/nodeinfo':
          return discovery(state.host.host, { [ways.schema]: ways.document });
        case ways.document:
          return nodeInfo(describeNode(state, ways.schema, reported(state), ways.metadata?.(state) ?? {}));
        default:
          return null;
      }
    },
    notFound: () => html('<!doctype html><title>Not found</title>', 404),
  };
}

function describeNode(state: InstanceState, schema: string, figures: ReportedFigures, metadata: object) {
  const { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts, localComments } = figures;
  const stated = { total: usersTotal, activeMonth: usersActiveMonth, activeHalfyear: usersActiveHalfYear };
  return {
    version: schema,
    software: { name: state.host.software, version: state.version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: state.host.registrations === 'open',
    usage: { users: withoutNull(stated), ...withoutNull({ localPosts, localComments }) },
    metadata,
  };
}

function withoutNull(figures: Readonly<Record<string, number | null>>) {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));
}

const named = ({ host }: InstanceState) => ({ nodeName: host.title, nodeDescription: host.description });

/** PeerTube. Its robots.txt is the administrator's, and allows all unless changed. */
export const peertube = nodeInfoFamily({
  name: 'peertube',
  schema: '2.0',
  document: '/nodeinfo/2.0.json',
  reported: ({ figures }) => ({ ...figures, localComments: 0 }),
  metadata: (state) => ({ taxonomy: { postsName: 'Videos' }, ...named(state) }),
});

/** The ActivityPub plugin of WordPress. WordPress itself forbids its back office. */
export const wordpress = nodeInfoFamily({
  name: 'wordpress',
  schema: '2.0',
  document: '/wp-json/activitypub/1.0/nodeinfo',
  robots: {
    groups: [{ agents: ['*'], allow: ['/wp-admin/admin-ajax.php'], disallow: ['/wp-admin/'] }],
  },
  reported: ({ figures }) => ({ ...figures, localComments: 0 }),
  metadata: named,
});

/** Ghost: one author; older releases do not say whether they are active. */
export const ghost = nodeInfoFamily({
  name: 'ghost',
  schema: '2.1',
  document: '/.ghost/activitypub/nodeinfo/2.1',
  robots: { groups: [{ agents: ['*'], disallow: ['/ghost/', '/email/', '/members/api/comments/counts/'] }] },
  reported: ({ figures }) => ({
    usersTotal: 1,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts: figures.localPosts,
    localComments: null,
  }),
});

/** WriteFreely: blogs are its users. */
export const writefreely = nodeInfoFamily({
  name: 'writefreely',
  schema: '2.0',
  document: '/api/nodeinfo',
  metadata: (state) => ({ ...named(state), private: false, maxBlogs: 1, publicReader: true, invites: false }),
});

/** snac: its robots.txt, compiled in, forbids the whole site. */
export const snac = nodeInfoFamily({
  name: 'snac',
  schema: '2.0',
  document: '/nodeinfo_2_0',
  robots: denyAll,
});
