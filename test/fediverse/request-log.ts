/** One request that a simulated server got. */
export interface LoggedRequest {
  /** Milliseconds since the epoch, by the real clock. */
  readonly at: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly userAgent: string | null;
}

/** What one name saw of its visitors. */
export interface HostLog {
  readonly host: string;
  /** The newest requests, oldest first; see {@link maxKeptRequests}. */
  readonly requests: readonly LoggedRequest[];
  /** All requests, those that are no longer kept included. */
  readonly requestCount: number;
  /** Every path that was asked for, with its query, each once, in the order of the first time. */
  readonly paths: readonly string[];
  /** Whether there were more paths than {@link maxKeptPaths}. */
  readonly hasMorePaths: boolean;
  /** Requests that this host had to answer at the same time, at most. */
  readonly maxConcurrentRequests: number;
  /** TLS connections, refused ones included. */
  readonly connectionCount: number;
  /** Connections refused since nobody answers at that name, or in an outage. */
  readonly refusedCount: number;
  /** Connections that stood at the same time, at most; those that were refused, or never secured, are not among them. */
  readonly maxConcurrentConnections: number;
}

/** What all servers together saw. */
export interface FediverseLog {
  readonly hosts: readonly HostLog[];
  readonly requestCount: number;
  readonly connectionCount: number;
  /** Requests under way at the same time over all hosts, at most. */
  readonly maxConcurrentRequests: number;
  /** Connections that stood at the same time over all hosts, at most. */
  readonly maxConcurrentConnections: number;
  /** Connections for names beyond {@link maxNames}, which are only counted. */
  readonly unnamedCount: number;
}

/** Requests kept for each host. */
export const maxKeptRequests = 100;
/** Different paths kept for each host. */
export const maxKeptPaths = 200;
/** Names that are told apart. */
export const maxNames = 200_000;

interface Entry {
  readonly requests: LoggedRequest[];
  readonly paths: Set<string>;
  hasMorePaths: boolean;
  requestCount: number;
  running: number;
  open: number;
  maxConcurrentConnections: number;
  maxConcurrentRequests: number;
  connectionCount: number;
  refusedCount: number;
}

/** Notes who asked for what, so that a test can prove that a crawler was polite. Its memory is bounded. */
export class RequestLog {
  readonly #entries = new Map<string, Entry>();
  readonly #all = newEntry();
  #unnamedCount = 0;

  /** A client has named the server that it wants to talk to. */
  connected(host: string, isRefused: boolean): void {
    for (const entry of this.#entriesOf(host)) {
      entry.connectionCount += 1;
      if (isRefused) entry.refusedCount += 1;
    }
  }

  /**
   * A connection stands; call the returned function once, when it has ended. Told once the connection is secured, not
   * when it arrives: by then the end of an earlier one, which the client ended first, has arrived as well.
   */
  opened(host: string): () => void {
    const entries = this.#entriesOf(host);
    for (const entry of entries) {
      entry.open += 1;
      entry.maxConcurrentConnections = Math.max(entry.maxConcurrentConnections, entry.open);
    }
    return () => {
      for (const entry of entries) entry.open -= 1;
    };
  }

  /** A request has arrived; call the returned function once, when it is over. */
  begin(host: string, request: LoggedRequest): () => void {
    const entries = this.#entriesOf(host);
    for (const entry of entries) {
      entry.requestCount += 1;
      entry.running += 1;
      entry.maxConcurrentRequests = Math.max(entry.maxConcurrentRequests, entry.running);
    }
    const [own] = entries;
    if (own !== undefined && own !== this.#all) {
      own.requests.push(request);
      if (own.requests.length > maxKeptRequests) own.requests.shift();
      if (own.paths.size < maxKeptPaths) own.paths.add(request.path);
      else if (!own.paths.has(request.path)) own.hasMorePaths = true;
    }
    return () => {
      for (const entry of entries) entry.running -= 1;
    };
  }

  /** A copy of what was noted so far, hosts by name. */
  read(): FediverseLog {
    const hosts = [...this.#entries].map(([host, { running: _, open: __, ...entry }]) => {
      return { host, ...entry, requests: [...entry.requests], paths: [...entry.paths] };
    });
    const { requestCount, connectionCount, maxConcurrentRequests, maxConcurrentConnections } = this.#all;
    return {
      hosts: hosts.sort((a, b) => (a.host < b.host ? -1 : 1)),
      requestCount,
      connectionCount,
      maxConcurrentRequests,
      maxConcurrentConnections,
      unnamedCount: this.#unnamedCount,
    };
  }

  /** Forgets everything but what is under way. */
  clear(): void {
    for (const [host, { running, open }] of this.#entries) {
      if (running === 0 && open === 0) this.#entries.delete(host);
    }
    for (const entry of [...this.#entries.values(), this.#all]) {
      const { running, open } = entry;
      const goingOn = { running, open, maxConcurrentRequests: running, maxConcurrentConnections: open };
      Object.assign(entry, { ...newEntry(), ...goingOn });
    }
    this.#unnamedCount = 0;
  }

  #entriesOf(host: string): Entry[] {
    const known = this.#entries.get(host);
    if (known !== undefined) return [known, this.#all];
    if (this.#entries.size >= maxNames) {
      this.#unnamedCount += 1;
      return [this.#all];
    }
    const entry = newEntry();
    this.#entries.set(host, entry);
    return [entry, this.#all];
  }
}

function newEntry(): Entry {
  return {
    requests: [],
    paths: new Set(),
    hasMorePaths: false,
    requestCount: 0,
    running: 0,
    open: 0,
    maxConcurrentConnections: 0,
    maxConcurrentRequests: 0,
    connectionCount: 0,
    refusedCount: 0,
  };
}
