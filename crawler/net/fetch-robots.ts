import type { Robots } from '../../db/model/robots.ts';
import type { HostSession, Moved, NotFetched } from './fetch.ts';
import type { ResponseHeaders } from './headers.ts';
import { allowAll, maxRobotsBytes, parseRobots } from './robots.ts';

/** What asking for robots.txt came to (RFC 9309, section 2.3.1). */
export type RobotsReading =
  /** The file's rules; or none, since there is no such file (`absent`), or something else in its place (`no-robots`). */
  | { readonly ok: true; readonly robots: Robots; readonly source: 'file' | 'absent' | 'no-robots' }
  /** The server says "not now" (429, 5xx), which forbids everything for the time being. */
  | {
      readonly ok: false;
      readonly kind: 'status';
      readonly status: number;
      readonly headers: ResponseHeaders;
    }
  /** No answer, which forbids everything for the time being, too. */
  | { readonly ok: false; readonly kind: 'failed'; readonly failure: NotFetched | Moved };

/** RFC 9309, section 2.3.1.2: at least five, and they may lead to another authority. */
const maxRobotsRedirects = 5;

/**
 * Reads the rules that a host has for us. A file beyond 512 KiB counts with its first 512 KiB. A 4xx other than 429,
 * 401 and 403 included, is no prohibition (section 2.3.1.3); endless redirects are taken the same way (2.3.1.2).
 */
export async function fetchRobots(
  session: HostSession,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RobotsReading> {
  const result = await session.get('/robots.txt', {
    accept: 'text/plain, */*;q=0.1',
    maxBodyBytes: maxRobotsBytes,
    overflow: 'cut',
    maxRedirects: maxRobotsRedirects,
    follow: 'anywhere',
    ...options,
  });
  if (!result.ok) {
    if (result.code === 'too-many-redirects') return { ok: true, robots: allowAll, source: 'absent' };
    return { ok: false, kind: 'failed', failure: result };
  }
  const { status, headers, body, isCut } = result;
  if (status === 429 || status >= 500) return { ok: false, kind: 'status', status, headers };
  if (status < 200 || status >= 300) return { ok: true, robots: allowAll, source: 'absent' };
  const text = new TextDecoder().decode(body);
  // A page served for every address has no rules, whatever its lines look like.
  if (/^\s*</.test(text)) return { ok: true, robots: allowAll, source: 'no-robots' };
  return { ok: true, robots: parseRobots(isCut ? dropLastLine(text) : text), source: 'file' };
}

/** The cut may have made a broader rule of the last line: `Disallow: /api/private` begins like `Disallow: /`. */
function dropLastLine(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end === -1 ? '' : text.slice(0, end);
}
