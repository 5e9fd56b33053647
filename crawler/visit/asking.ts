import type { FetchResult, GetOptions, HostSession } from '../net/fetch.ts';
import { type JsonLimits, parseJson } from '../net/json.ts';
import { isAllowed, type Robots } from '../net/robots.ts';
import { isNoindex } from '../net/x-robots-tag.ts';
import type { Answer, Ask, AskOptions } from '../software/adapter.ts';

const accept = 'application/json, */*;q=0.1';

/** A longer delay than this is not waited for: such a host is asked for the NodeInfo pair only. */
export const maxCrawlDelaySeconds = 10;

/** Requests of one visit at most, robots.txt and redirects included. */
export const maxVisitRequests = 8;

/** Requests of one visit, under the rules that the host's robots.txt gives. */
export interface PermittedSession {
  /** Whether we may ask for this path at all. */
  isAllowed(path: string): boolean;
  /** Asks for a path that {@link isAllowed}; waits for the host's crawl delay first. */
  get(path: string, options?: { readonly maxBodyBytes?: number }): Promise<FetchResult>;
  /** Asks for a JSON document and sorts the answer; what an adapter is given. */
  readonly ask: Ask;
  /** Whether the host's crawl delay leaves room for more than the NodeInfo pair. */
  readonly allowsMore: boolean;
  /** Requests that this visit may still make. */
  readonly requestsLeft: number;
}

/**
 * Puts a host's permission in front of a session: forbidden paths are never requested, redirects into them are not
 * followed, the crawl delay is kept between requests. After a request that got no answer, or a 429, the rest of the
 * visit asks for nothing more.
 */
export function withPermission(
  session: HostSession,
  robots: Robots,
  sleep: (ms: number) => Promise<void>,
): PermittedSession {
  const delaySeconds = robots.crawlDelaySeconds ?? 0;
  const allowsMore = delaySeconds <= maxCrawlDelaySeconds;
  let isOver = false;

  async function noted(request: Promise<FetchResult>): Promise<FetchResult> {
    const result = await request;
    isOver = isOver || !result.ok || result.status === 429;
    return result;
  }

  const waitForTurn = async () => {
    if (allowsMore && delaySeconds > 0) await sleep(delaySeconds * 1000);
  };

  async function get(path: string, options: { readonly maxBodyBytes?: number } = {}): Promise<FetchResult> {
    await waitForTurn();
    const request: GetOptions = {
      accept,
      // Another host of the same site has a robots.txt of its own that we have not read: its redirects end in `moved`.
      mayFollow: (target) => target.host !== session.host || isAllowed(robots, target.path),
      ...options,
    };
    return noted(session.get(path, request));
  }

  async function ask(path: string, { post, maxKeys, ...options }: AskOptions = {}): Promise<Answer> {
    if (!isAllowed(robots, path)) return { kind: 'forbidden' };
    if (isOver) return { kind: 'failed', reason: 'an earlier request of this visit failed' };
    if (session.requests >= maxVisitRequests) return { kind: 'failed', reason: 'no request left' };
    const limits = maxKeys === undefined ? {} : { maxKeys };
    if (post === undefined) return sortAnswer(await get(path, options), limits);
    await waitForTurn();
    return sortAnswer(await noted(session.post(path, post, { accept, ...options })), limits);
  }

  return {
    isAllowed: (path) => isAllowed(robots, path),
    get,
    ask,
    allowsMore,
    get requestsLeft() {
      return Math.max(0, maxVisitRequests - session.requests);
    },
  };
}

function sortAnswer(result: FetchResult, limits: Partial<JsonLimits>): Answer {
  if (!result.ok) {
    const isForbidden = result.kind === 'redirect-refused' && result.code === 'not-permitted';
    return isForbidden ? { kind: 'forbidden' } : { kind: 'failed', reason: result.kind };
  }
  if (isNoindex(result.headers)) return { kind: 'forbidden' };
  if (result.status !== 200) return { kind: 'status', status: result.status };
  const parsed = parseJson(result.body, limits);
  return parsed.ok ? { kind: 'json', value: parsed.value } : { kind: 'unusable', reason: parsed.reason };
}
