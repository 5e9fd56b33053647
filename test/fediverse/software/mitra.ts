import { json } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Family } from './family.ts';
import { nodeInfoFamily } from './nodeinfo-only.ts';

const isOpen = ({ host }: InstanceState) => host.registrations === 'open';

const nodeInfoAlone = nodeInfoFamily({
  name: 'mitra',
  schema: '2.1',
  document: '/nodeinfo/2.1',
  metadata: ({ host }) => ({
    nodeName: host.title,
    nodeDescription: host.description,
    staffAccounts: [`https://${host.host}/users/admin`],
    federation: { enabled: true },
  }),
});

/** Mitra: who is not open takes members by invitation. Both of Mastodon's documents, no rules, a list of peers. */
export const mitra: Family = {
  ...nodeInfoAlone,
  stated: (state) => ({
    title: state.host.title,
    description: state.host.description === '' ? null : state.host.description,
    languages: null,
    registrations: isOpen(state) ? 'open' : 'invite',
    rules: null,
  }),
  peerPolicy: () => 'published',
  answer(path, state, surroundings) {
    switch (path) {
      case '/api/v1/instance':
        return json(describeInstance(state, surroundings.peers().length));
      case '/api/v1/instance/peers':
        return json(surroundings.peers());
      default:
        return nodeInfoAlone.answer(path, state, surroundings);
    }
  },
};

function describeInstance(state: InstanceState, domainCount: number) {
  const { host, version, figures } = state;
  return {
    uri: host.host,
    title: host.title,
    short_description: host.description,
    description: host.description === '' ? '' : `<p>${host.description.replaceAll('&', '&amp;')}</p>`,
    version: `4.0.0 (compatible; Mitra ${version})`,
    registrations: isOpen(state),
    approval_required: false,
    invites_enabled: !isOpen(state),
    stats: {
      user_count: figures.usersTotal,
      status_count: figures.localPosts,
      domain_count: domainCount,
    },
    configuration: {
      statuses: { max_characters: 2_000, max_media_attachments: 16 },
      media_attachments: { supported_mime_types: ['image/png'], image_size_limit: 20_000_000 },
    },
    contact_account: null,
    allow_unauthenticated: { timeline_local: host.whim < 0.5 },
    federated_timeline_restricted: false,
    blockchains: [],
    ipfs_gateway_url: null,
  };
}
