import { type NodeInfo, type NodeInfoRefusal, parseNodeInfo } from './nodeinfo.ts';
import { isJsonObject, own, type Reading } from './reading.ts';

/** Why a document is no NodeInfo2 of the host that gave it. */
export type NodeInfo2Refusal = NodeInfoRefusal | 'another-host';

/**
 * Reads `/.well-known/x-nodeinfo2` (jaywink/nodeinfo2, schema 1.0), the older relative of NodeInfo that Castopod offers
 * alone: software, version and name stand under `server`, the figures where NodeInfo has them. Name and organisation
 * become `metadata.nodeName` and `metadata.organization`, for the adapters.
 *
 * @param host the host that gave the document: `server.baseUrl` must be its own, or missing.
 */
export function parseNodeInfo2(document: unknown, host: string): Reading<NodeInfo, NodeInfo2Refusal> {
  if (!isJsonObject(document)) return { ok: false, reason: 'not-an-object' };
  const server = own(document, 'server');
  const baseUrl = own(server, 'baseUrl');
  if (typeof baseUrl === 'string' && hostOf(baseUrl) !== host) return { ok: false, reason: 'another-host' };
  return parseNodeInfo({
    software: { name: own(server, 'software'), version: own(server, 'version') },
    openRegistrations: own(document, 'openRegistrations'),
    usage: own(document, 'usage'),
    metadata: { nodeName: own(server, 'name'), organization: own(document, 'organization') },
  });
}

/** `baseUrl` is an address; some leave the scheme out. */
function hostOf(baseUrl: string): string | undefined {
  const address = baseUrl.includes('://') ? baseUrl : `https://${baseUrl}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
