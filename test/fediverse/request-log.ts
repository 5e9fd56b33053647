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
  /** Requests that this host had to answer at the same time, at most. */
  readonly maxConcurrentRequests: number;
  /** TLS connections, refused ones included. */
  readonly connectionCount: number;
  /** Connections refused since nobody answers at that name. */
  readonly refusedCount: number;
}

/** What all servers together saw. */
export interface FediverseLog {
  readonly hosts: readonly HostLog[];
  readonly requestCount: number;
  readonly connectionCount: number;
  /** Requests under way at the same time over all hosts, at most. */
  readonly maxConcurrentRequests: number;
  /** Connections for names beyond {@link maxNames}, which are only counted. */
  readonly unnamedCount: number;
}

/** Requests kept for each host. */
export const maxKeptRequests = 100;
/** Names that are told apart. */
export const maxNames = 200_000;

interface Entry {
  readonly requests: LoggedRequest[];
  requestCount: number;
  running: number;
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
    }
    return () => {
      for (const entry of entries) entry.running -= 1;
    };
  }

  /** A copy of what was noted so far, hosts by name. */
  read(): FediverseLog {
    const hosts = [...this.#entries].map(([host, { running: _, ...entry }]) => {
      return { host, ...entry, requests: [...entry.requests] };
    });
    const { requestCount, connectionCount, maxConcurrentRequests } = this.#all;
    return {
      hosts: hosts.sort((a, b) => (a.host < b.host ? -1 : 1)),
      requestCount,
      connectionCount,
      maxConcurrentRequests,
      unnamedCount: this.#unnamedCount,
    };
  }

  /** Forgets everything but what is under way. */
  clear(): void {
    for (const [host, { running }] of this.#entries) {
      if (running === 0) this.#entries.delete(host);
    }
    for (const entry of [...this.#entries.values(), this.#all]) {
      Object.assign(entry, { ...newEntry(), running: entry.running, maxConcurrentRequests: entry.running });
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
    requestCount: 0,
    running: 0,
    maxConcurrentRequests: 0,
    connectionCount: 0,
    refusedCount: 0,
  };
}
