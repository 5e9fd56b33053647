import type { HostName } from '../../db/model/host-name.ts';
import { type ConnectionOptions, createHostConnection, type HostConnection } from './connection.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { exchange, redirectLocation } from './exchange.ts';
import { type FetchFailure, isShortage, NetError } from './failure.ts';
import type { ResponseHeaders } from './headers.ts';
import { isSameSite, readTarget, type Target, targetAt } from './target.ts';

/** One redirect that was followed. */
export interface Redirect {
  /** 301, 302, 303, 307 or 308. */
  readonly status: number;
  /** Where it led. */
  readonly target: Target;
}

/** An HTTP answer, whatever its status, read completely. */
export interface Fetched {
  readonly ok: true;
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Decompressed. */
  readonly body: Uint8Array;
  /** True when the body was longer and the caller asked for its beginning only. */
  readonly isCut: boolean;
  /** Where the answer came from, after redirects. */
  readonly target: Target;
  /** The address that {@link target} answered from; null with `connectTo`. */
  readonly address: string | null;
  /** The redirects on the way, in order; empty for none. */
  readonly redirects: readonly Redirect[];
  /** From the call to the last byte, redirects included. */
  readonly ms: number;
}

/** No answer, or none that we may use. */
export interface NotFetched {
  readonly ok: false;
  readonly kind: FetchFailure;
  /** The error's own code, or a word of ours; null when there was none. */
  readonly code: string | null;
  /** One short line for people: kind, code, where. */
  readonly detail: string;
}

/** The host says that it has permanently moved to another site (301 or 308 all the way). Not followed. */
export interface Moved {
  readonly ok: false;
  readonly kind: 'moved';
  readonly target: HostName;
  readonly status: 301 | 308;
  readonly code: null;
  readonly detail: string;
}

/** What a request came to. */
export type FetchResult = Fetched | NotFetched | Moved;

/** One request. */
export interface GetOptions {
  /** Value of the `accept` header. */
  readonly accept: string;
  /** Limit on the body after decompression. Default: the session's limit. */
  readonly maxBodyBytes?: number;
  /** What a longer body is: a failure (`too-large`), or cut to its beginning. Default `fail`. */
  readonly overflow?: 'fail' | 'cut';
  /** Wall clock for this request. Default: the session's limit. */
  readonly timeoutMs?: number;
  /** Redirects followed at most. Default: the session's limit. */
  readonly maxRedirects?: number;
  /** `site`: redirects stay within the registrable domain. `anywhere`: every hop is still guarded. Default `site`. */
  readonly follow?: 'site' | 'anywhere';
  /**
   * Asked before every redirect is followed: robots.txt may forbid the place that it leads to. A refusal ends in
   * `redirect-refused` with the code `not-permitted`. Must not ask the same session.
   */
  readonly mayFollow?: (target: Target) => boolean | Promise<boolean>;
  readonly signal?: AbortSignal;
}

/** A request that sends a document. It follows no redirect: where it leads was not asked for with that document. */
export type PostOptions = Omit<GetOptions, 'maxRedirects' | 'follow' | 'mayFollow'>;

/** Requests to one host, one at a time, over one connection. */
export interface HostSession {
  readonly host: HostName;
  /** Requests sent so far, redirects and repeated ones included; a failed connection is none. */
  readonly requests: number;
  /** Bytes of bodies so far as they came over the wire, before decompression; headers are not counted. */
  readonly bytes: number;
  /** Whether a request could not be sent since this machine could open no more files: what came of the rest is not whole. */
  readonly hadNoFile: boolean;
  /**
   * Asks for a path of this host (`/nodeinfo/2.1`), or for an https address within its site; never throws for what
   * the network does. Another site, or no https address, is `redirect-refused`.
   *
   * @throws {Error} when a request is still running, or the session is closed: both are mistakes of the caller.
   */
  get(reference: string, options: GetOptions): Promise<FetchResult>;
  /**
   * Sends a JSON document by POST, for APIs that read in no other way (Misskey, GraphQL). A redirect is an answer like
   * any other: its status is given, it is not followed. Else as {@link get}.
   *
   * @param document what `JSON.stringify` takes.
   */
  post(reference: string, document: object, options: PostOptions): Promise<FetchResult>;
  /** Drops the connection; a running request ends as `cancelled`. May be called twice. */
  close(): Promise<void>;
}

/** What a session is made with. */
export interface SessionOptions extends ConnectionOptions {
  readonly userAgent: string;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Ends the session early. A `TimeoutError` as its reason makes `timed-out` of a request, all else `cancelled`. */
  readonly signal: AbortSignal | null;
  /** Caps the session as a whole, from when it is opened; requests that it cuts short are `timed-out`. */
  readonly timeoutMs: number;
}

type Request = GetOptions & { readonly jsonBody: string | null };

const permanentRedirects: ReadonlySet<number> = new Set([301, 308]);

/** Opens a session with one host. Sends nothing. */
export function openSession(host: HostName, options: SessionOptions): HostSession {
  return new Session(host, options);
}

class Session implements HostSession {
  readonly host: HostName;
  requests = 0;
  bytes = 0;
  hadNoFile = false;
  readonly #options: SessionOptions;
  readonly #connections = new Map<HostName, HostConnection>();
  /** Ends with the session: a timer that outlived a visit would hold all of it in memory. */
  readonly #whole: Deadline;
  #isBusy = false;
  #isClosed = false;

  constructor(host: HostName, options: SessionOptions) {
    this.host = host;
    this.#options = options;
    this.#whole = startDeadline(options.timeoutMs, options.signal === null ? [] : [options.signal]);
  }

  get(reference: string, options: GetOptions): Promise<FetchResult> {
    return this.#request(reference, { ...options, jsonBody: null });
  }

  post(reference: string, document: object, options: PostOptions): Promise<FetchResult> {
    return this.#request(reference, { ...options, jsonBody: JSON.stringify(document) });
  }

  async #request(reference: string, options: Request): Promise<FetchResult> {
    if (this.#isBusy) throw new Error(`A request to ${this.host} is still running; await it first.`);
    if (this.#isClosed) throw new Error(`The session with ${this.host} is closed.`);
    this.#isBusy = true;
    const parents = [this.#whole.signal, options.signal].filter((each) => each != null);
    const deadline = startDeadline(options.timeoutMs ?? this.#options.limits.requestTimeoutMs, parents);
    try {
      return await this.#follow(reference, options, deadline);
    } finally {
      deadline.clear();
      this.#isBusy = false;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#whole.stop(new NetError('cancelled', 'closed'));
    this.#whole.clear();
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()));
    this.#connections.clear();
  }

  async #follow(reference: string, options: Request, deadline: Deadline): Promise<FetchResult> {
    const { limits, clock } = this.#options;
    const startedAtMs = clock();
    const maxRedirects = options.maxRedirects ?? limits.maxRedirects;
    const redirects: Redirect[] = [];
    const first = readTarget(reference, targetAt(this.host, '/'), limits.maxTargetLength);
    if (!first.ok) return notFetched('redirect-refused', first.reason, reference);
    if (!isSameSite(this.host, first.target.host))
      return notFetched('redirect-refused', 'other-site', first.target.host);
    let target = first.target;
    while (true) {
      const answer = await this.#ask(target, options, deadline);
      if (!answer.ok) {
        this.hadNoFile ||= isShortage(answer);
        return notFetched(answer.kind, answer.code, target.host);
      }
      const location = options.jsonBody === null ? redirectLocation(answer.status, answer.headers) : null;
      if (location === null) {
        const { address } = this.#connectionTo(target.host);
        return { ...answer, target, address, redirects, ms: clock() - startedAtMs };
      }
      const next = readTarget(location, target, limits.maxTargetLength);
      if (!next.ok) return notFetched('redirect-refused', next.reason, target.host);
      redirects.push({ status: answer.status, target: next.target });
      if (redirects.length > maxRedirects)
        return notFetched('redirect-refused', 'too-many-redirects', next.target.host);
      const refusal = await this.#judgeRedirect(redirects, next.target, options);
      if (refusal !== null) return refusal;
      target = next.target;
    }
  }

  async #judgeRedirect(
    redirects: readonly Redirect[],
    target: Target,
    options: GetOptions,
  ): Promise<NotFetched | Moved | null> {
    if (options.follow !== 'anywhere' && !isSameSite(this.host, target.host)) {
      const status = redirects.at(-1)?.status;
      const isPermanent = redirects.every((each) => permanentRedirects.has(each.status));
      if (!isPermanent || (status !== 301 && status !== 308))
        return notFetched('redirect-refused', 'other-site', target.host);
      const detail = `moved to ${target.host} (${status})`;
      return { ok: false, kind: 'moved', target: target.host, status, code: null, detail };
    }
    const isPermitted = (await options.mayFollow?.(target)) ?? true;
    return isPermitted ? null : notFetched('redirect-refused', 'not-permitted', target.url);
  }

  /**
   * One request to one place. A connection kept from an earlier request may have been closed by the server at the
   * moment that we use it; that is no sign of trouble, so a request that found it so is sent once more (RFC 9110,
   * section 9.2.2; our POSTs are questions too, and change nothing when asked twice).
   */
  async #ask(target: Target, options: Request, deadline: Deadline) {
    const connection = this.#connectionTo(target.host);
    const before = { opened: connection.opened, isOpen: connection.isOpen };
    const answer = await this.#exchange(connection, target, options, deadline);
    const wasStale = before.isOpen && connection.opened === before.opened;
    if (!answer.ok && answer.kind === 'connection-lost' && !answer.hasBegun && wasStale)
      return this.#exchange(connection, target, options, deadline);
    return answer;
  }

  async #exchange(connection: HostConnection, target: Target, options: Request, deadline: Deadline) {
    const { userAgent, limits } = this.#options;
    const before = { opened: connection.opened, isOpen: connection.isOpen };
    const answer = await exchange(connection.client, {
      path: target.path,
      jsonBody: options.jsonBody,
      headers: { accept: options.accept, 'user-agent': userAgent },
      maxBodyBytes: options.maxBodyBytes ?? limits.maxBodyBytes,
      maxInterimAnswers: limits.maxInterimAnswers,
      maxHeaders: limits.maxHeaders,
      overflow: options.overflow ?? 'fail',
      deadline,
      onWireBytes: (count) => {
        this.bytes += count;
      },
    });
    if (before.isOpen || connection.opened > before.opened) this.requests += 1;
    return answer;
  }

  #connectionTo(host: HostName): HostConnection {
    const known = this.#connections.get(host);
    if (known !== undefined) return known;
    const connection = createHostConnection(host, this.#options);
    this.#connections.set(host, connection);
    return connection;
  }
}

function notFetched(kind: FetchFailure, code: string | null, where: string): NotFetched {
  const detail = `${kind}${code === null ? '' : ` (${code})`}: ${where}`;
  return { ok: false, kind, code, detail: detail.replace(/\p{Cc}/gu, ' ').slice(0, 300) };
}
