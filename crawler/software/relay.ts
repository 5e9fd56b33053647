import { own } from '../nodeinfo/reading.ts';
import type { SoftwareAdapter } from './adapter.ts';
import { noPeers } from './answers.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { PeerNames } from './peers.ts';

/**
 * Relays: the servers that subscribe to one stand in its NodeInfo, `metadata.peers` (`["host", …]`; asonix/relay and
 * pleroma/relay), unless its administrator hides them. Nothing more is asked for. `metadata.blocks` is left alone.
 */
export const relay: SoftwareAdapter = {
  family: 'relay',
  asksNothing: true,
  readAbout: async (_ask, nodeInfo) => aboutFromNodeInfo(nodeInfo),
  readPeers: async (_ask, { nodeInfo }) => {
    const peers = own(nodeInfo.metadata, 'peers');
    if (!Array.isArray(peers)) return noPeers;
    const names = new PeerNames();
    names.add(peers);
    return names.reading();
  },
};
