import { json } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Family } from './family.ts';
import { nodeInfoFamily } from './nodeinfo-only.ts';

const nodeInfoAlone = nodeInfoFamily({
  name: 'hollo',
  schema: '2.1',
  document: '/nodeinfo/2.1',
  reported: ({ figures }) => ({ ...figures, localComments: 0 }),
  saysOpen: () => false,
});

/** In place of a text of the owner's. */
const describe = ({ host }: InstanceState) => `${host.host} runs on Hollo`;

/** Hollo: for its owners alone. Version 2 of Mastodon's document, whose texts the software makes up. */
export const hollo: Family = {
  ...nodeInfoAlone,
  stated: (state) => ({
    title: state.host.host,
    description: describe(state),
    languages: [state.host.language],
    registrations: 'closed',
    rules: null,
  }),
  answer(path, state, surroundings) {
    if (path !== '/api/v2/instance') return nodeInfoAlone.answer(path, state, surroundings);
    return json(describeInstance(state));
  },
};

function describeInstance(state: InstanceState) {
  const { host, version } = state;
  const picture = `https://${host.host}/public/favicon.png`;
  return {
    api_versions: { mastodon: 2 },
    domain: host.host,
    title: host.host,
    version,
    source_url: 'https://github.com/fedify-dev/hollo',
    description: describe(state),
    usage: { users: { active_month: 0 } },
    thumbnail: { url: picture, blurhash: null, versions: {} },
    icon: [{ src: picture, size: '500x500' }],
    languages: [host.language],
    configuration: {
      accounts: { max_featured_tags: 10, max_pinned_statuses: 10 },
      statuses: { max_characters: 10_000, max_media_attachments: 8, characters_reserved_per_url: 256 },
      translation: { enabled: false },
      vapid: { public_key: '' },
    },
    registrations: { enabled: false, approval_required: true, message: null },
    contact: { email: `owner@${host.host}`, account: { url: `https://${host.host}/@owner` } },
    rules: [],
  };
}
