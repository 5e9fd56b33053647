import { noDetails } from '../../db/model/instance-details.ts';
import { textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, SoftwareAdapter } from './adapter.ts';
import { noPeers } from './answers.ts';
import { firstOf, lineOf, plainOf } from './texts.ts';

/**
 * What the NodeInfo document alone says: name and description from `instance` (NodeInfo 2.2), else from
 * `metadata.nodeName` and `metadata.nodeDescription` (in wide use; FEP-0151), registrations from `openRegistrations`. `true` there does not tell open from approval
 * (Mastodon reports true in approval mode too), so it stays null; `false` says closed to newcomers in any software.
 */
export function aboutFromNodeInfo(nodeInfo: NodeInfo): About {
  return {
    name: firstOf(
      lineOf(own(nodeInfo.instance, 'name'), textLimits.name),
      lineOf(own(nodeInfo.metadata, 'nodeName'), textLimits.name),
    ),
    description: firstOf(
      plainOf(own(nodeInfo.instance, 'description'), textLimits.description),
      plainOf(own(nodeInfo.metadata, 'nodeDescription'), textLimits.description),
    ),
    languages: null,
    registrations: nodeInfo.openRegistrations === false ? 'closed' : null,
    rules: { kind: 'unread', reason: 'not-offered' },
    details: noDetails,
    accountDomain: null,
  };
}

/** What a software's own document says, and what NodeInfo says where that is silent. */
export function withFallback(about: About, fallback: About): About {
  return {
    ...about,
    name: about.name ?? fallback.name,
    description: about.description ?? fallback.description,
    registrations: about.registrations ?? fallback.registrations,
  };
}

/** For software without an adapter of its own: counted from NodeInfo, asked for nothing more. */
export const nodeInfoOnly: SoftwareAdapter = {
  family: 'nodeinfo-only',
  asksNothing: true,
  readAbout: async (_ask, nodeInfo) => aboutFromNodeInfo(nodeInfo),
  readPeers: async () => noPeers,
};
