import { cleanLine, textLimits } from '../../db/model/text.ts';
import { own } from '../nodeinfo/reading.ts';
import type { SoftwareAdapter } from './adapter.ts';
import { noPeers } from './answers.ts';
import { aboutFromNodeInfo } from './nodeinfo-only.ts';
import { plainOf } from './texts.ts';

/**
 * Castopod: known from NodeInfo2 alone, where its name is escaped as for a web page (`Pod &amp; Co`;
 * ad-aures/castopod, modules/Fediverse/Controllers/NodeInfo2Controller.php). Nothing more is asked for.
 */
export const castopod: SoftwareAdapter = {
  family: 'castopod',
  asksNothing: true,
  readAbout: async (_ask, nodeInfo) => {
    const name = plainOf(own(nodeInfo.metadata, 'nodeName'), textLimits.name);
    return { ...aboutFromNodeInfo(nodeInfo), name: name === null ? null : cleanLine(name, textLimits.name) };
  },
  readPeers: async () => noPeers,
};
