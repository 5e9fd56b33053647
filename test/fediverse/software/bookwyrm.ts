import { json } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Family } from './family.ts';
import { nodeInfoFamily } from './nodeinfo-only.ts';

const nodeInfoAlone = nodeInfoFamily({
  name: 'bookwyrm',
  schema: '2.0',
  document: '/nodeinfo/2.0',
  robots: {
    groups: [
      { agents: ['PetalBot', 'DataForSeoBot', 'YisouSpider'], disallow: ['/'] },
      // The real one asks for ten seconds between two requests, which a crawler that obeys would sleep for real.
      { agents: ['*'], disallow: ['/static/js/', '/static/css/'] },
    ],
  },
  lacks: ['services', 'metadata'],
});

/** Where sign-up is closed, one may ask for an invitation, or may not. */
const takesRequests = ({ host }: InstanceState) =>
  host.registrations === 'approval' || host.registrations === 'invite';

/** BookWyrm: Mastodon's version 1 document and list of peers. Its rules are a page for people. */
export const bookwyrm: Family = {
  ...nodeInfoAlone,
  stated: (state) => ({
    title: state.host.title,
    description: state.host.description === '' ? null : state.host.description,
    languages: [state.host.language],
    registrations: registrationsOf(state),
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

function registrationsOf(state: InstanceState) {
  if (state.host.registrations === 'open') return 'open';
  return takesRequests(state) ? 'invite' : 'closed';
}

function describeInstance(state: InstanceState) {
  const { host, version, figures } = state;
  return {
    uri: host.host,
    title: host.title,
    short_description: host.whim < 0.5 ? host.description : '',
    description: host.description,
    version,
    stats: { user_count: figures.usersTotal, status_count: figures.localPosts },
    thumbnail: `https://${host.host}/images/logos/logo.png`,
    languages: [host.language],
    registrations: host.registrations === 'open',
    approval_required: takesRequests(state),
    email: `admin@${host.host}`,
  };
}
