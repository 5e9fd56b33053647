import { cleanLine, textLimits } from '../../db/model/text.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About, SoftwareAdapter } from './adapter.ts';
import { plainText } from './plain-text.ts';

/**
 * What the NodeInfo document alone says: name and description from `metadata.nodeName` and `metadata.nodeDescription`
 * (in wide use; FEP-0151), registrations from `openRegistrations`. `true` there does not tell open from approval
 * (Mastodon reports true in approval mode too), so it stays null; `false` says closed to newcomers in any software.
 */
export function aboutFromNodeInfo(nodeInfo: NodeInfo): About {
  const name = own(nodeInfo.metadata, 'nodeName');
  const description = own(nodeInfo.metadata, 'nodeDescription');
  return {
    name: typeof name === 'string' ? cleanLine(name, textLimits.name) : null,
    description: typeof description === 'string' ? plainText(description, textLimits.description) : null,
    languages: null,
    registrations: nodeInfo.openRegistrations === false ? 'closed' : null,
    rules: { kind: 'unread', reason: 'not-offered' },
  };
}

/** For software without an adapter of its own: counted from NodeInfo, asked for nothing more. */
export const nodeInfoOnly: SoftwareAdapter = {
  family: 'nodeinfo-only',
  readAbout: async (_ask, nodeInfo) => aboutFromNodeInfo(nodeInfo),
  readPeers: async () => ({ kind: 'unread', reason: 'not-published' }),
};
