import { json } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import type { Family } from './family.ts';
import { nodeInfoFamily } from './nodeinfo-only.ts';

const nodeInfoAlone = nodeInfoFamily({
  name: 'smithereen',
  schema: '2.1',
  document: '/activitypub/nodeinfo/2.1',
  metadata: ({ host }) => ({ nodeName: host.title, nodeDescription: host.description }),
});

/** Smithereen: what crawlers of Mastodon ask for. `registrations` are open where anybody may sign up at once. */
export const smithereen: Family = {
  ...nodeInfoAlone,
  stated: ({ host }) => ({
    title: host.title,
    description: host.description === '' ? null : host.description,
    languages: null,
    registrations: host.registrations,
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

/** Which way its names are written is not documented: here both occur. */
function describeInstance({ host, version, figures }: InstanceState, domainCount: number) {
  const isApproval = host.registrations === 'approval';
  const isInvited = host.registrations === 'invite';
  const names =
    host.whim < 0.5
      ? { short_description: host.description, approval_required: isApproval, invites_enabled: isInvited }
      : { shortDescription: host.description, approvalRequired: isApproval, invitesEnabled: isInvited };
  return {
    uri: host.host,
    title: host.title,
    ...names,
    description: host.description,
    email: `admin@${host.host}`,
    version: `Smithereen ${version}`,
    registrations: host.registrations === 'open',
    stats: { user_count: figures.usersTotal, status_count: figures.localPosts, domain_count: domainCount },
  };
}
