import { isAllowed, type Robots } from '../../db/model/robots.ts';
import type { Fetched, FetchResult, HostSession } from '../net/fetch.ts';
import { singleHeader } from '../net/headers.ts';
import { type JsonLimits, parseJson } from '../net/json.ts';
import { defaultHttpLimits } from '../net/limits.ts';
import { parseRetryAfterSeconds } from '../net/retry-after.ts';
import type { Target } from '../net/target.ts';
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
  /** The longest rest that an answer of this visit asked for by Retry-After; null when none did. */
  readonly retryAfterSeconds: number | null;
}

/** What the pauses between requests need from outside. */
export interface Pacing {
  readonly sleep: (ms: number) => Promise<void>;
  /** The run's clock, for dates in `Retry-After`. */
  readonly now: () => Date;
}

/**
 * Puts a host's permission in front of a session: forbidden paths are never requested, redirects into them are not
 * followed, the crawl delay is kept between requests, redirects included, from robots.txt on when this visit asked for it.
 * A delay above {@link maxCrawlDelaySeconds} cannot be kept within a visit: it leaves only the NodeInfo pair, once a day.
 * After a request that got no answer, a 429, or a 5xx that says when to come back, the rest of the visit asks for
 * nothing more.
 */
export function withPermission(
  session: HostSession,
  robots: Robots,
  { sleep, now }: Pacing,
): PermittedSession {
  const delaySeconds = robots.crawlDelaySeconds ?? 0;
  const allowsMore = delaySeconds <= maxCrawlDelaySeconds;
  const delayMs = allowsMore ? delaySeconds * 1000 : 0;
  // The pauses before redirects pass within the request, whose limit they must not eat up.
  const { requestTimeoutMs, maxRedirects } = defaultHttpLimits;
  const patience = delayMs > 0 ? { timeoutMs: requestTimeoutMs + maxRedirects * delayMs } : {};
  let isOver = false;
  let retryAfterSeconds: number | null = null;

  async function noted(request: Promise<FetchResult>): Promise<FetchResult> {
    const result = await request;
    const rest = result.ok && isBusy(result.status) ? readRetryAfter(result, now) : null;
    if (rest !== null) retryAfterSeconds = Math.max(rest, retryAfterSeconds ?? 0);
    isOver = isOver || !result.ok || result.status === 429 || rest !== null;
    return result;
  }

  const waitForTurn = async () => {
    // With a kept copy of robots.txt the last request to this host lies hours back.
    if (delayMs > 0 && session.requests > 0) await sleep(delayMs);
  };

  // Another host of the same site has a robots.txt of its own that we have not read: its redirects end in `moved`.
  async function mayFollow(target: Target): Promise<boolean> {
    const isPermitted = target.host !== session.host || isAllowed(robots, target.path);
    if (isPermitted) await waitForTurn();
    return isPermitted;
  }

  async function get(path: string, options: { readonly maxBodyBytes?: number } = {}): Promise<FetchResult> {
    await waitForTurn();
    return noted(session.get(path, { accept, mayFollow, ...patience, ...options }));
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
    get retryAfterSeconds() {
      return retryAfterSeconds;
    },
  };
}

const isBusy = (status: number) => status === 429 || status >= 500;

/** Seconds for which an answer asks to be left alone; null when it does not. */
export function readRetryAfter({ headers }: Fetched, now: () => Date): number | null {
  return parseRetryAfterSeconds(singleHeader(headers, 'retry-after'), now());
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
