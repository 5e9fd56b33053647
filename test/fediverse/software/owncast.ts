import { nodeInfoFamily } from './nodeinfo-only.ts';

/** Owncast: one streamer; the ones in its NodeInfo are written in its code. */
export const owncast = nodeInfoFamily({
  name: 'owncast',
  schema: '2.0',
  document: '/nodeinfo/2.0',
  lacks: ['services', 'metadata'],
  // Both are seen.
  software: ({ host }) => ({ name: host.whim < 0.5 ? 'Owncast' : 'owncast' }),
  saysOpen: () => false,
  reported: ({ figures }) => ({
    usersTotal: 1,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts: figures.localPosts,
    localComments: null,
  }),
  usage: ({ figures }) => ({
    users: { total: 1, activeMonth: 1, activeHalfyear: 1 },
    localPosts: figures.localPosts,
  }),
});
