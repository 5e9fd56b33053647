import { nodeInfoFamily } from './nodeinfo-only.ts';

/** On Redis, in place of MongoDB or PostgreSQL; assumed. There some figures come as strings. */
const redisShare = 0.4;

/** NodeBB: a forum. Its posts are topics, its comments the answers. */
export const nodebb = nodeInfoFamily({
  name: 'nodebb',
  schema: '2.0',
  document: '/nodeinfo/2.0',
  robots: { groups: [{ agents: ['*'], disallow: ['/admin/', '/reset/', '/compose'] }] },
  software: () => ({ name: 'NodeBB' }),
  reported: ({ figures }) => figures,
  usage: ({ host, figures }) => {
    const written = (figure: number) => (host.whim < redisShare ? `${figure}` : figure);
    return {
      users: {
        total: written(figures.usersTotal),
        activeMonth: figures.usersActiveMonth,
        activeHalfyear: figures.usersActiveHalfYear,
      },
      localPosts: written(figures.localPosts),
      localComments: figures.localComments,
    };
  },
  metadata: ({ host }) => ({
    nodeName: host.title,
    nodeDescription: host.description,
    federation: { enabled: true },
  }),
});
