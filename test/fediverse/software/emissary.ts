import { nodeInfoFamily } from './nodeinfo-only.ts';

/** Emissary: users only; the zeros for everything else are written in its code, one of them under an odd key. */
export const emissary = nodeInfoFamily({
  name: 'emissary',
  schema: '2.1',
  document: '/.well-known/nodeinfo/2.1',
  software: () => ({
    name: 'Emissary',
    repository: 'https://github.com/EmissarySocial/emissary',
    homepage: 'https://emissary.social',
  }),
  reported: ({ figures }) => ({
    usersTotal: figures.usersTotal,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts: null,
    localComments: null,
  }),
  usage: ({ figures }) => ({
    users: { total: figures.usersTotal, activeHalfYear: 0, activeMonth: 0 },
    localPosts: 0,
    localComments: 0,
  }),
  metadata: ({ host }) => ({ nodeName: host.title, nodeDescription: host.description }),
});
