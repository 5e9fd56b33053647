import type { HostName } from '../../db/model/host-name.ts';
import { parseHostName } from '../../db/model/host-name.ts';
import type { OutcomeKind } from '../../db/model/outcome.ts';
import type { Fetched, FetchResult } from '../net/fetch.ts';
import { singleHeader } from '../net/headers.ts';
import { parseJson } from '../net/json.ts';
import { isSameSite } from '../net/target.ts';
import { isNoindex } from '../net/x-robots-tag.ts';
import { parseDiscovery } from '../nodeinfo/discovery.ts';
import { type NodeInfo, parseNodeInfo } from '../nodeinfo/nodeinfo.ts';
import { parseNodeInfo2 } from '../nodeinfo/nodeinfo2.ts';
import type { Note } from '../nodeinfo/reading.ts';
import { type PermittedSession, readRetryAfter } from './asking.ts';

/** A visit that found no instance: how it ended and what follows from it. */
export interface Ending {
  readonly outcome: Exclude<OutcomeKind, 'up'> | 'cancelled';
  readonly detail: string | null;
  readonly movedTo: HostName | null;
  readonly retryAfterSeconds: number | null;
}

/** Ends a visit. */
export function ending(
  outcome: Ending['outcome'],
  detail: string | null,
  more: Partial<Ending> = {},
): Ending {
  return { outcome, detail, movedTo: null, retryAfterSeconds: null, ...more };
}

/** Where and how fast a document came. */
export interface DocumentSource {
  readonly latencyMs: number;
  /** The address that answered; null when all connections go to a fixed place. */
  readonly address: string | null;
}

/** NodeInfo as read, or how the visit ended. */
export type NodeInfoReading =
  | ({
      readonly ok: true;
      readonly nodeInfo: NodeInfo;
      /** Where the two documents depart from their schemas. */
      readonly notes: readonly Note[];
    } & DocumentSource)
  | { readonly ok: false; readonly ending: Ending };

const discoveryPath = '/.well-known/nodeinfo';
const nodeInfo2Path = '/.well-known/x-nodeinfo2';
const failed = (end: Ending) => ({ ok: false, ending: end }) as const;

/**
 * Reads what a host says by NodeInfo: the discovery document, then the document that it names. A host that has no
 * such pair is asked for the older NodeInfo2, once.
 */
export async function readNodeInfo(
  host: HostName,
  session: PermittedSession,
  now: () => Date,
): Promise<NodeInfoReading> {
  if (!session.isAllowed(discoveryPath)) return failed(ending('robots-denied', 'robots.txt'));
  const discovery = judge(host, await session.get(discoveryPath), now);
  if (!discovery.ok) {
    const isMissing = discovery.ending.outcome === 'not-nodeinfo' && discovery.ending.detail === '404';
    return (isMissing ? await readNodeInfo2(host, session, now) : null) ?? discovery;
  }
  const link = parseDiscovery(discovery.value, host);
  if (!link.ok) {
    const older = link.reason === 'bad-href' ? null : await readNodeInfo2(host, session, now);
    return older ?? failed(ending('not-nodeinfo', link.reason));
  }
  const { url } = link.value;
  if (url.hostname !== host) return failed(elsewhere(host, url.hostname));
  const path = url.pathname + url.search;
  if (!session.isAllowed(path)) return failed(ending('robots-denied', 'robots.txt'));
  const document = judge(host, await session.get(path), now);
  if (!document.ok) return document;
  const nodeInfo = parseNodeInfo(document.value);
  if (!nodeInfo.ok) return failed(ending('not-nodeinfo', nodeInfo.reason));
  const notes = [...link.notes, ...nodeInfo.notes];
  return { ok: true, nodeInfo: nodeInfo.value, notes, ...document.source };
}

/** Null when there is none to read, whatever the reason: the first answer says how the visit ended. */
async function readNodeInfo2(
  host: HostName,
  session: PermittedSession,
  now: () => Date,
): Promise<NodeInfoReading | null> {
  if (!session.isAllowed(nodeInfo2Path)) return null;
  const document = judge(host, await session.get(nodeInfo2Path), now);
  if (!document.ok) return null;
  const nodeInfo = parseNodeInfo2(document.value, host);
  if (!nodeInfo.ok) return null;
  const { value, notes } = nodeInfo;
  return { ok: true, nodeInfo: value, notes, ...document.source };
}

/** The document lies on another host: the same site's other name is visited in this one's place, no one else's is. */
function elsewhere(host: HostName, name: string): Ending {
  const other = parseHostName(name);
  if (!other.ok || !isSameSite(host, other.value))
    return ending('redirect-refused', 'nodeinfo on a foreign host');
  return ending('moved', `nodeinfo on ${other.value}`, { movedTo: other.value });
}

type Judged =
  | { readonly ok: true; readonly value: unknown; readonly source: DocumentSource }
  | { readonly ok: false; readonly ending: Ending };

/** What an answer to a NodeInfo request means for the host. */
function judge(host: HostName, result: FetchResult, now: () => Date): Judged {
  if (!result.ok) {
    if (result.kind === 'moved') return failed(ending('moved', result.detail, { movedTo: result.target }));
    if (result.code === 'not-permitted')
      return failed(ending('robots-denied', 'robots.txt after a redirect'));
    return failed(ending(result.kind, result.code));
  }
  if (isNoindex(result.headers)) return failed(ending('robots-denied', 'X-Robots-Tag'));
  if (result.status !== 200) return failed(judgeStatus(result, now));
  if (result.target.host !== host) return failed(elsewhere(host, result.target.host));
  const parsed = parseJson(result.body);
  const source = { latencyMs: Math.round(result.ms), address: result.address };
  if (parsed.ok) return { ok: true, value: parsed.value, source };
  if (result.body.length === 0) return failed(ending('not-nodeinfo', 'empty'));
  // A parked domain or a single-page front end answers every path with a page: nobody promised NodeInfo there.
  return failed(
    ending(isPage(result) ? 'not-nodeinfo' : 'not-json', isPage(result) ? 'a web page' : parsed.reason),
  );
}

function judgeStatus(result: Fetched, now: () => Date): Ending {
  const { status } = result;
  const retryAfterSeconds = readRetryAfter(result, now);
  // RFC 9110, section 15.5.11: gone for good, and on purpose.
  if (status === 410) return ending('opted-out', '410');
  if (status === 429 || (status === 503 && retryAfterSeconds !== null)) {
    return ending('rate-limited', `${status}`, { retryAfterSeconds });
  }
  if (status >= 500) return ending('http-status', `${status}`, { retryAfterSeconds });
  return ending(
    status === 404 || (status >= 200 && status < 400) ? 'not-nodeinfo' : 'http-status',
    `${status}`,
  );
}

function isPage(result: Fetched): boolean {
  const type = singleHeader(result.headers, 'content-type') ?? '';
  return (
    type.includes('html') ||
    String.fromCharCode(...result.body.subarray(0, 64))
      .trimStart()
      .startsWith('<')
  );
}
