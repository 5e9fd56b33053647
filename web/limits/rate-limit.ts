/** How much may be sent. */
export interface RateLimitOptions {
  /** From one client within {@link windowMs}. */
  readonly perClient: number;
  /** From all clients together within {@link windowMs}. @default any number */
  readonly inAll?: number;
  readonly windowMs: number;
  /** Clients that are told apart; beyond it the one that was silent for longest is forgotten. */
  readonly maxClients: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** What became of one that was sent. */
export interface Taken {
  readonly passes: boolean;
  /** How many more of this client pass before its window ends. */
  readonly remaining: number;
  /** In so many milliseconds its window ends. */
  readonly resetMs: number;
}

/** Counts what is sent. */
export interface RateLimit {
  /** Whether this one may pass; counts it if so. */
  take(client: string): Taken;
  /** It cost nothing: as if it had not been sent. */
  giveBack(client: string): void;
}

interface Counted {
  windowEndsMs: number;
  passed: number;
}

/** A limit for each client and one for all, in windows that begin with the first that is sent in them. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { perClient, inAll = Number.POSITIVE_INFINITY, windowMs, maxClients, now } = options;
  // A Map remembers the order of insertion: whoever sends goes to its end.
  const clients = new Map<string, Counted>();
  let all: Counted = { windowEndsMs: 0, passed: 0 };
  const running = (counted: Counted | undefined, nowMs: number): Counted =>
    counted !== undefined && nowMs < counted.windowEndsMs
      ? counted
      : { windowEndsMs: nowMs + windowMs, passed: 0 };
  return {
    take(client) {
      const nowMs = now();
      all = running(all, nowMs);
      const own = running(clients.get(client), nowMs);
      clients.delete(client);
      clients.set(client, own);
      const [first] = clients.keys();
      if (clients.size > maxClients && first !== undefined) clients.delete(first);
      const passes = own.passed < perClient && all.passed < inAll;
      if (passes) {
        own.passed += 1;
        all.passed += 1;
      }
      return { passes, remaining: perClient - own.passed, resetMs: own.windowEndsMs - nowMs };
    },
    giveBack(client) {
      const own = clients.get(client);
      if (own === undefined || own.passed === 0) return;
      own.passed -= 1;
      all.passed = Math.max(0, all.passed - 1);
    },
  };
}
