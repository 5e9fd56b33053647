import { keepableRobots, parseKeptRobots } from '../../db/model/kept-robots.ts';
import type { Robots } from '../../db/model/robots.ts';
import type { KeptRobots } from '../../db/model/visit-record.ts';
import type { HostSession } from '../net/fetch.ts';
import { fetchRobots, type RobotsReading } from '../net/fetch-robots.ts';
import { singleHeader } from '../net/headers.ts';
import { parseRetryAfterSeconds } from '../net/retry-after.ts';
import { schedulePolicy } from '../schedule/next-visit.ts';
import { type Ending, ending } from './read-nodeinfo.ts';

/**
 * A copy younger than this saves asking: a visit that comes sooner is a repetition after a failure, the next part of a
 * peer list, or another worker's. The daily visit reads afresh, so that a change holds at the next of them.
 */
const freshForMs = schedulePolicy.upMinMs;
/** RFC 9309, section 2.4: not to be used beyond 24 hours. */
const standsInForMs = 24 * 3_600_000;

/** What we may ask of a host, or how the visit ends because that is not to be learned. */
export type Permission =
  | { readonly ok: true; readonly robots: Robots; readonly read: KeptRobots | null }
  | { readonly ok: false; readonly ending: Ending };

/**
 * What a host lets us ask: from the copy of an earlier visit, or by asking for robots.txt. Where the server answers 429 or
 * 5xx in its place, a copy of at most 24 hours stands in, unless the answer says when to come back. After a network failure
 * nothing does: there is nobody to ask.
 *
 * @param kept what an earlier visit kept.
 */
export async function readPermission(
  kept: KeptRobots | null,
  session: HostSession,
  now: Date,
): Promise<Permission> {
  const copy = (maxAgeMs: number) => copyOf(kept, now, maxAgeMs);
  const recent = copy(freshForMs);
  if (recent !== null) return { ok: true, robots: recent, read: null };
  const reading = await fetchRobots(session);
  if (reading.ok) {
    const { robots } = reading;
    return { ok: true, robots, read: { readAt: now, robots: keepableRobots(robots) } };
  }
  const end = withoutRobots(reading, now);
  const older = reading.kind === 'status' && end.retryAfterSeconds === null ? copy(standsInForMs) : null;
  return older === null ? { ok: false, ending: end } : { ok: true, robots: older, read: null };
}

/** The copy, if it is younger than that; one from the future, written before a clock was put right, is none. */
function copyOf(kept: KeptRobots | null, now: Date, maxAgeMs: number): Robots | null {
  if (kept === null) return null;
  const ageMs = now.getTime() - kept.readAt.getTime();
  return ageMs >= 0 && ageMs < maxAgeMs ? parseKeptRobots(kept.robots) : null;
}

/** Without robots.txt nothing may be asked, whatever the reason (RFC 9309, section 2.3.1.4). */
function withoutRobots(robots: RobotsReading & { readonly ok: false }, now: Date): Ending {
  if (robots.kind === 'failed') {
    const { failure } = robots;
    if (failure.kind === 'moved') return ending('moved', failure.detail, { movedTo: failure.target });
    return ending(failure.kind, failure.code);
  }
  const retryAfterSeconds = parseRetryAfterSeconds(singleHeader(robots.headers, 'retry-after'), now);
  const isBusy = robots.status === 429 || retryAfterSeconds !== null;
  const outcome = isBusy ? 'rate-limited' : 'robots-unreachable';
  return ending(outcome, `robots.txt ${robots.status}`, { retryAfterSeconds });
}
