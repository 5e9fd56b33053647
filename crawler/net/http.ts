import { createSecureContext, getCACertificates } from 'node:tls';
import type { HostName } from '../../db/model/host-name.ts';
import type { FixedEndpoint } from './connection.ts';
import { type HostSession, openSession } from './fetch.ts';
import { type Guard, publicInternet, resolvePublic, type Vetted } from './guard.ts';
import { defaultHttpLimits, type HttpLimits } from './limits.ts';
import { productToken } from './product-token.ts';
import { createResolver, type Resolver } from './resolver.ts';

/** How the project presents itself, and how it reaches the network. */
export interface HttpOptions {
  /** Sent with every request; see {@link userAgent}. */
  readonly userAgent: string;
  /** Certificates of authorities in PEM form, trusted beside Node's own. Default none. */
  readonly extraCaPem?: readonly string[];
  /** Sends every connection there and asks no name server. Default null: the address that the name resolves to. */
  readonly connectTo?: FixedEndpoint | null;
  /** Departures from {@link publicInternet}: the census's own name, and for tests, where connections may lead. */
  readonly guard?: Partial<Guard>;
  /** Departures from {@link defaultHttpLimits}. */
  readonly limits?: Partial<HttpLimits>;
  /** Default: {@link createResolver}. Its answers are judged, whatever resolver it is. */
  readonly resolver?: Resolver;
  /** Monotonic milliseconds. Default: `performance.now`. */
  readonly clock?: () => number;
}

/** The project's only way to other people's servers. One for a whole run. */
export interface Http {
  readonly limits: HttpLimits;
  /** The name of the census's own site: never visited, and no discovery when somebody names it. Null: none. */
  readonly ownHost: HostName | null;
  /**
   * Begins a visit: requests to one host, one at a time. `timeoutMs` caps it as a whole (default:
   * the limits' `visitTimeoutMs`), `signal` ends it early; close the session in any case.
   * Open as many as there are visits at once; each holds at most one connection a host.
   */
  open(host: HostName, options?: { readonly signal?: AbortSignal; readonly timeoutMs?: number }): HostSession;
  /**
   * The judged addresses of a host, for budgets per address, before anything is sent. The answer is kept for a while,
   * so the visit that follows asks no second time. Null with `connectTo`: there is no DNS then.
   */
  resolve(host: HostName): Promise<Vetted | null>;
}

/** Builds the door to the network. Reads the trusted certificates once; opens nothing. */
export function createHttp(options: HttpOptions): Http {
  const limits: HttpLimits = { ...defaultHttpLimits, ...options.limits };
  const guard: Guard = { ...publicInternet, ...options.guard };
  const { connectTo = null, clock = () => performance.now(), resolver = createResolver({ clock }) } = options;
  const secureContext = createSecureContext(
    options.extraCaPem === undefined || options.extraCaPem.length === 0
      ? {}
      : { ca: [...getCACertificates('default'), ...options.extraCaPem] },
  );
  const shared = { userAgent: options.userAgent, limits, guard, connectTo, clock, resolver, secureContext };
  return {
    limits,
    ownHost: guard.ownHost,
    open: (host, { signal, timeoutMs = limits.visitTimeoutMs } = {}) =>
      openSession(host, { ...shared, signal: signal ?? null, timeoutMs }),
    resolve: async (host) => (connectTo === null ? resolvePublic(resolver, host, guard) : null),
  };
}

/**
 * The `user-agent` header: who asks, where the policy stands, whom to write to.
 *
 * @example userAgent({ version: '1.0.0', policyUrl: 'https://c.example/policy', contact: 'ops@c.example' })
 * // 'fedicensus/1.0.0 (+https://c.example/policy; ops@c.example)'
 */
export function userAgent(self: {
  readonly version: string;
  readonly policyUrl: string;
  readonly contact: string | null;
}): string {
  const comment = [`+${self.policyUrl}`, self.contact]
    .filter((part) => part !== null && part !== '')
    .join('; ');
  // Only printable ASCII, and no bracket that would end the comment early (RFC 9110, section 5.6.5).
  return `${productToken}/${self.version} (${comment.replace(/[^\x20-\x7e]|[()\\]/g, '')})`;
}
