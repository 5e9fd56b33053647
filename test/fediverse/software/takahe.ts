import { json } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Family } from './family.ts';
import { nodeInfoFamily } from './nodeinfo-only.ts';

const nodeInfoAlone = nodeInfoFamily({
  name: 'takahe',
  schema: '2.0',
  // With its slash.
  document: '/nodeinfo/2.0/',
  robots: { groups: [{ agents: ['*'], disallow: ['/tags/', '/proxy/'] }] },
  reported: ({ figures: { usersTotal, localPosts } }) => ({
    usersTotal,
    usersActiveMonth: null,
    usersActiveHalfYear: null,
    localPosts,
    localComments: null,
  }),
  metadata: ({ host }) => (host.whim < 0.5 ? { nodeName: host.title } : {}),
});

/** Takahē: Mastodon's version 1 document, most of which is written in its code, and its list of peers. */
export const takahe: Family = {
  ...nodeInfoAlone,
  stated: ({ host }) => ({
    title: host.title,
    description: null,
    languages: null,
    registrations: host.registrations === 'open' ? 'open' : 'closed',
    rules: null,
  }),
  peerPolicy: () => 'published',
  answer(path, state, surroundings) {
    switch (path) {
      case '/api/v1/instance':
        return json(describeInstance(state));
      case '/api/v1/instance/peers':
        return json(surroundings.peers());
      default:
        return nodeInfoAlone.answer(path, state, surroundings);
    }
  },
};

function describeInstance({ host, version, figures }: InstanceState) {
  return {
    uri: host.host,
    title: host.title,
    short_description: '',
    description: '',
    email: '',
    version: `takahe/${version}`,
    urls: {},
    stats: { user_count: figures.usersTotal, status_count: figures.localPosts, domain_count: 1 },
    thumbnail: null,
    languages: ['en'],
    registrations: host.registrations === 'open',
    approval_required: false,
    invites_enabled: false,
    configuration: {
      accounts: {},
      statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
    },
    contact_account: null,
    rules: [],
  };
}
