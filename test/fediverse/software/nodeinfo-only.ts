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
  /** What a census makes of its figures. Default: all but comments. */
  readonly reported?: (state: InstanceState) => ReportedFigures;
  /** `usage` as its document has it, where that is not simply what is reported. */
  readonly usage?: (state: InstanceState) => object;
  readonly metadata?: (state: InstanceState) => object;
  /** Parts of NodeInfo that it leaves out against the schema. Default: none. */
  readonly lacks?: readonly ('services' | 'metadata')[];
  /** What `software` holds beside its name and version, or in their place: a name in capitals. Default: nothing. */
  readonly software?: (state: InstanceState) => object;
  /** What `openRegistrations` says. Default: whether anybody may sign up at once. */
  readonly saysOpen?: (state: InstanceState) => boolean;
}

const isOpenToAll = ({ host }: InstanceState) => host.registrations === 'open';

/** A family that is known from NodeInfo alone, by its ways. */
export function nodeInfoFamily(ways: Ways): Family {
  const robots = ways.robots ?? allowAll;
  const reported = ways.reported ?? (({ figures }) => ({ ...figures, localComments: null }));
  return {
    name: ways.name,
    nodeInfoPaths: ['/.well-known/nodeinfo', ways.document],
    robots: () => robots,
    reported,
    stated: (state) =>
      statedInNodeInfo(state, {
        isOpen: (ways.saysOpen ?? isOpenToAll)(state),
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
          return nodeInfo(describeNode(state, ways, reported(state)));
        default:
          return null;
      }
    },
    notFound: () => html('<!doctype html><title>Not found</title>', 404),
  };
}

function describeNode(state: InstanceState, ways: Ways, figures: ReportedFigures) {
  const { usersTotal, usersActiveMonth, usersActiveHalfYear, localPosts, localComments } = figures;
  const users = { total: usersTotal, activeMonth: usersActiveMonth, activeHalfyear: usersActiveHalfYear };
  const has = (part: 'services' | 'metadata', parts: object) => (ways.lacks?.includes(part) ? {} : parts);
  return {
    version: ways.schema,
    software: { name: state.host.software, version: state.version, ...ways.software?.(state) },
    protocols: ['activitypub'],
    ...has('services', { services: { inbound: [], outbound: [] } }),
    openRegistrations: (ways.saysOpen ?? isOpenToAll)(state),
    usage: ways.usage?.(state) ?? {
      users: withoutNull(users),
      ...withoutNull({ localPosts, localComments }),
    },
    ...has('metadata', { metadata: ways.metadata?.(state) ?? {} }),
  };
}

function withoutNull(figures: Readonly<Record<string, number | null>>) {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));
}

const inactive = { usersActiveMonth: null, usersActiveHalfYear: null, localComments: null };
const named = ({ host }: InstanceState) => ({ nodeName: host.title, nodeDescription: host.description });

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

/** microblog.pub: one author, and no word about activity. */
export const microblogpub = nodeInfoFamily({
  name: 'microblogpub',
  schema: '2.1',
  document: '/nodeinfo',
  robots: {
    groups: [
      {
        agents: ['*'],
        disallow: ['/followers', '/following', '/admin', '/remote_interaction', '/remote_follow'],
      },
    ],
  },
  reported: ({ figures }) => ({ ...inactive, usersTotal: 1, localPosts: figures.localPosts }),
  saysOpen: () => false,
});

/** Plume counts its users, articles and comments, and nobody's activity. */
export const plume = nodeInfoFamily({
  name: 'plume',
  schema: '2.0',
  document: '/nodeinfo/2.0',
  reported: ({ figures: { usersTotal, localPosts, localComments } }) => ({
    ...inactive,
    usersTotal,
    localPosts,
    localComments,
  }),
  metadata: named,
});

/** Bonfire: no activity, and a word where the others have an object. */
export const bonfire = nodeInfoFamily({
  name: 'bonfire',
  schema: '2.1',
  document: '/.well-known/nodeinfo/2.1',
  reported: ({ figures: { usersTotal, localPosts } }) => ({ ...inactive, usersTotal, localPosts }),
  metadata: () => ({ federation: 'true' }),
});

/** wafrn says that it is open, whatever its administrator has decided. */
export const wafrn = nodeInfoFamily({
  name: 'wafrn',
  schema: '2.0',
  document: '/.well-known/nodeinfo/2.0',
  saysOpen: () => true,
});

/** Forgejo: a place for code, whose issues and comments it counts. */
export const forgejo = nodeInfoFamily({
  name: 'forgejo',
  schema: '2.1',
  document: '/api/v1/nodeinfo',
  reported: ({ figures }) => figures,
});

/** snac: its robots.txt, compiled in, forbids the whole site. */
export const snac = nodeInfoFamily({
  name: 'snac',
  schema: '2.0',
  document: '/nodeinfo_2_0',
  robots: denyAll,
});
