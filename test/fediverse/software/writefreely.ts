import type { InstanceState } from '../instance-state.ts';
import { nodeInfoFamily } from './nodeinfo-only.ts';

/** Assumed: part of the closed ones whose members may invite. */
const invitingShare = 0.1;
const isInviting = ({ host }: InstanceState) => host.registrations !== 'open' && host.whim < invitingShare;

const family = nodeInfoFamily({
  name: 'writefreely',
  schema: '2.0',
  document: '/api/nodeinfo',
  metadata: (state) => ({
    nodeName: state.host.title,
    nodeDescription: state.host.description,
    private: state.host.whim >= 0.95,
    maxBlogs: 1,
    publicReader: state.host.whim < 0.7,
    invites: isInviting(state),
  }),
});

/** WriteFreely: blogs are its users. All that it says stands in NodeInfo. */
export const writefreely: typeof family = {
  ...family,
  stated: (state) => ({
    ...family.stated(state),
    ...(isInviting(state) ? { registrations: 'invite' } : {}),
  }),
};
