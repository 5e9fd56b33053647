import { promises as dns } from 'node:dns';
import { classifyFailure } from './failure.ts';

/** The TXT records of a name, or why there are none. */
export type TxtReading =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly kind: 'not-found' | 'failed'; readonly code: string | null };

/** Asks for TXT records. Never throws, never rejects. */
export interface TxtResolver {
  /** @param name need not be a host name: underscores are usual (RFC 8552). */
  resolve(name: string): Promise<TxtReading>;
}

/** Limits and stand-ins. */
export interface TxtResolverOptions {
  /** Name servers to ask, as `address` or `address:port`. Default: the machine's. */
  readonly nameServers?: readonly string[];
  /** Longest wait for one name. Default 6,000. */
  readonly timeoutMs?: number;
}

/** Names longer than this cannot be asked for (RFC 1035, section 2.3.4). */
const maxNameLength = 253;
/** What a stranger's zone may make us look at: records, and characters of each. */
const maxRecords = 100;
const maxTextLength = 1_024;

/**
 * TXT records through c-ares. The pieces of one record are joined without a gap (RFC 7208, section 3.3, has the usual
 * reading). Nothing is remembered: whoever asks wants to know what has changed.
 */
export function createTxtResolver({ nameServers, timeoutMs = 6_000 }: TxtResolverOptions = {}): TxtResolver {
  return {
    async resolve(name) {
      if (name.length > maxNameLength) return { ok: false, kind: 'not-found', code: 'name-too-long' };
      // One resolver a question: to give up cancels all that a resolver waits for.
      const resolver = new dns.Resolver({ timeout: 1_500, tries: 2, maxTimeout: 3_000 });
      if (nameServers !== undefined) resolver.setServers([...nameServers]);
      const timer = setTimeout(() => resolver.cancel(), timeoutMs);
      try {
        const records = await resolver.resolveTxt(name);
        return {
          ok: true,
          texts: records.slice(0, maxRecords).map((pieces) => pieces.join('').slice(0, maxTextLength)),
        };
      } catch (error) {
        const { kind, code } = classifyFailure(error);
        return { ok: false, kind: kind === 'dns-not-found' ? 'not-found' : 'failed', code };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
