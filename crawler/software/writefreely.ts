import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, SoftwareAdapter } from './adapter.ts';
import { noPeers } from './answers.ts';
import { statedFeatures, yesOrNo } from './features.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';

/**
 * WriteFreely: all that it says stands in its NodeInfo (writefreely/writefreely, nodeinfo.go). No rules, no peers; nothing
 * more is asked for.
 */
export const writefreely: SoftwareAdapter = {
  family: 'writefreely',
  asksNothing: true,
  readAbout: async (_ask, nodeInfo) => parseMetadata(nodeInfo),
  readPeers: async () => noPeers,
};

/** `metadata.invites`: members may invite. `metadata.private`: read by members only. */
export function parseMetadata(nodeInfo: NodeInfo): About {
  const about = aboutFromNodeInfo(nodeInfo);
  const invites = own(nodeInfo.metadata, 'invites') === true;
  const features = statedFeatures({ private: yesOrNo(own(nodeInfo.metadata, 'private')) });
  return {
    ...about,
    registrations: about.registrations === 'closed' && invites ? 'invite' : about.registrations,
    details: { ...about.details, features },
  };
}
