import { promises as dns } from 'node:dns';
import type { HostName } from '../../db/model/host-name.ts';
import { classifyFailure } from './failure.ts';

/** What a name leads to: all its addresses, IPv4 before IPv6, or why there are none. Not judged yet. */
export type Resolution =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly kind: 'dns-not-found' | 'dns-failed'; readonly code: string | null };

/** Turns names into addresses. Never throws, never rejects. */
export interface Resolver {
  resolve(host: HostName): Promise<Resolution>;
}

/** One address with the time for which it may be kept. */
export interface AddressRecord {
  readonly address: string;
  readonly ttlSeconds: number;
}

/** Asks name servers for the A (4) or AAAA (6) records of a name; rejects with a c-ares code. */
export type QueryAddresses = (host: string, family: 4 | 6) => Promise<readonly AddressRecord[]>;

/** Limits and stand-ins for a resolver. */
export interface ResolverOptions {
  /** Name servers to ask, as `address` or `address:port`. Default: the machine's. */
  readonly nameServers?: readonly string[];
  /** Stands in for c-ares and its name servers. */
  readonly query?: QueryAddresses;
  /** Monotonic milliseconds. Default: `performance.now`. */
  readonly clock?: () => number;
  /** Longest wait for one name. Default 5,000. */
  readonly timeoutMs?: number;
  /** How much longer an AAAA answer is waited for once there are A records. Default 300. */
  readonly ipv6GraceMs?: number;
  /** Names remembered at most, found or not. Default 20,000 (about 6 MB). */
  readonly cacheSize?: number;
}

/** For how long answers are kept, in seconds. A name server's own TTL counts between the two bounds. */
export const dnsCachePolicy = {
  foundMinSeconds: 30,
  foundMaxSeconds: 3600,
  notFoundSeconds: 600,
  failedSeconds: 30,
} as const;

/** Addresses of one name beyond which it is no server's: large ones have a dozen, and every cached one takes memory. */
export const maxAddressesOfName = 64;

interface CacheEntry {
  readonly resolution: Resolution;
  readonly expiresAtMs: number;
}

/**
 * A resolver with a bounded cache. Uses c-ares through `dns.Resolver`: `dns.lookup` runs on libuv's four threads, on
 * which a handful of dead names keeps every other name waiting. Two questions for one name at a time share an answer.
 */
export function createResolver(options: ResolverOptions = {}): Resolver {
  const {
    query = queryCares(options.nameServers),
    clock = () => performance.now(),
    timeoutMs = 5_000,
    ipv6GraceMs = 300,
    cacheSize = 20_000,
  } = options;
  const cache = new Map<HostName, CacheEntry>();
  const inFlight = new Map<HostName, Promise<Resolution>>();

  const ask = async (host: HostName): Promise<Resolution> => {
    const { resolution, ttlSeconds } = await askBothFamilies(query, host, timeoutMs, ipv6GraceMs);
    const oldest = cache.size >= cacheSize ? cache.keys().next() : undefined;
    if (oldest?.done === false) cache.delete(oldest.value);
    cache.set(host, { resolution, expiresAtMs: clock() + ttlSeconds * 1000 });
    return resolution;
  };

  return {
    resolve(host) {
      const cached = cache.get(host);
      if (cached !== undefined && cached.expiresAtMs > clock()) return Promise.resolve(cached.resolution);
      cache.delete(host);
      const running = inFlight.get(host);
      if (running !== undefined) return running;
      const started = ask(host).finally(() => inFlight.delete(host));
      inFlight.set(host, started);
      return started;
    },
  };
}

/** c-ares with its own, shorter retries; `timeout` doubles at every try. */
function queryCares(nameServers: readonly string[] | undefined): QueryAddresses {
  const resolver = new dns.Resolver({ timeout: 1500, tries: 2, maxTimeout: 3000 });
  if (nameServers !== undefined) resolver.setServers([...nameServers]);
  return async (host, family) => {
    const records =
      family === 4
        ? await resolver.resolve4(host, { ttl: true })
        : await resolver.resolve6(host, { ttl: true });
    return records.map(({ address, ttl }) => ({ address, ttlSeconds: ttl }));
  };
}

type FamilyAnswer =
  | { readonly ok: true; readonly records: readonly AddressRecord[] }
  | { readonly ok: false; readonly code: string | null };

const tooLate: FamilyAnswer = { ok: false, code: 'ETIMEOUT' };

/**
 * A and AAAA at once. A name without A records is judged by its AAAA answer; a name with A records does not wait long
 * for AAAA, since some name servers never answer that question (RFC 8305, section 3).
 */
async function askBothFamilies(
  query: QueryAddresses,
  host: HostName,
  timeoutMs: number,
  ipv6GraceMs: number,
): Promise<{ readonly resolution: Resolution; readonly ttlSeconds: number }> {
  const [fourAnswer, sixAnswer] = [askFamily(query, host, 4), askFamily(query, host, 6)];
  const six = within(sixAnswer, timeoutMs);
  const four = await within(fourAnswer, timeoutMs);
  if (!four.ok && four.code === 'ENOTFOUND') return unresolved('dns-not-found', four.code);
  const other = await (four.ok && four.records.length > 0 ? within(six, ipv6GraceMs) : six);
  const records = [...(four.ok ? four.records : []), ...(other.ok ? other.records : [])];
  if (records.length > maxAddressesOfName) return unresolved('dns-failed', 'too-many-addresses');
  if (records.length > 0) return found(records);
  const codes = [four, other].map((answer) => (answer.ok ? 'ENODATA' : answer.code));
  const failed = codes.find((code) => code === null || !isNotFound(code));
  return failed === undefined ? unresolved('dns-not-found', 'ENODATA') : unresolved('dns-failed', failed);
}

async function askFamily(query: QueryAddresses, host: HostName, family: 4 | 6): Promise<FamilyAnswer> {
  try {
    return { ok: true, records: await query(host, family) };
  } catch (error) {
    return { ok: false, code: classifyFailure(error).code };
  }
}

const isNotFound = (code: string) => classifyCode(code) === 'dns-not-found';
const classifyCode = (code: string) => classifyFailure(Object.assign(new Error(code), { code })).kind;

async function within(answer: Promise<FamilyAnswer>, timeoutMs: number): Promise<FamilyAnswer> {
  const { promise, resolve } = Promise.withResolvers<FamilyAnswer>();
  const timer = setTimeout(() => resolve(tooLate), timeoutMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function found(records: readonly AddressRecord[]): {
  readonly resolution: Resolution;
  readonly ttlSeconds: number;
} {
  const { foundMinSeconds, foundMaxSeconds } = dnsCachePolicy;
  const shortest = Math.min(...records.map(({ ttlSeconds }) => ttlSeconds));
  return {
    resolution: { ok: true, addresses: records.map(({ address }) => address) },
    ttlSeconds: Math.min(Math.max(shortest, foundMinSeconds), foundMaxSeconds),
  };
}

function unresolved(
  kind: 'dns-not-found' | 'dns-failed',
  code: string | null,
): { readonly resolution: Resolution; readonly ttlSeconds: number } {
  const ttlSeconds = kind === 'dns-not-found' ? dnsCachePolicy.notFoundSeconds : dnsCachePolicy.failedSeconds;
  return { resolution: { ok: false, kind, code }, ttlSeconds };
}
