/** How much may be sent. */
export interface RateLimitOptions {
  /** From one client within {@link windowMs}. */
  readonly perClient: number;
  /** From all clients together within {@link windowMs}. */
  readonly inAll: number;
  readonly windowMs: number;
  /** Clients that are told apart; beyond it the one that was seen first is forgotten. */
  readonly maxClients: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Counts what is sent. */
export interface RateLimit {
  /** Whether this one may pass; counts it if so. */
  takes(client: string): boolean;
}

interface Counted {
  windowEndsMs: number;
  passed: number;
}

/** A limit for each client and one for all, in windows that begin with the first that is sent in them. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { perClient, inAll, windowMs, maxClients, now } = options;
  const clients = new Map<string, Counted>();
  let all: Counted = { windowEndsMs: 0, passed: 0 };
  const running = (counted: Counted | undefined, nowMs: number): Counted =>
    counted !== undefined && nowMs < counted.windowEndsMs
      ? counted
      : { windowEndsMs: nowMs + windowMs, passed: 0 };
  return {
    takes(client) {
      const nowMs = now();
      all = running(all, nowMs);
      const own = running(clients.get(client), nowMs);
      if (own.passed >= perClient || all.passed >= inAll) return false;
      own.passed += 1;
      all.passed += 1;
      clients.set(client, own);
      const [first] = clients.keys();
      if (clients.size > maxClients && first !== undefined) clients.delete(first);
      return true;
    },
  };
}
