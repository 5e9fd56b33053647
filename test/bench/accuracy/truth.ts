import { type CastServer, isAlive } from './cast.ts';

/** Why a server is not in the truth of a day, or that it is. */
export type Standing = 'counted' | 'unknown' | 'dead' | 'lies' | 'refuses' | 'says nothing';

/**
 * How a server stands to the truth of a day. The truth is the sum of the true active users of every server that the crawler knows of,
 * that is alive, that has said nothing false so far, that does not shut us out and that states the figure. One that is
 * away and will come back is in it for as long as it takes: nobody has left it. One that is dead is not, from the day of its
 * death on. An alias adds nothing, and one that has moved is one.
 */
export function standingOf(server: CastServer, day: number): Standing {
  if (server.knownAt >= day + 1) return 'unknown';
  if (!isAlive(server, day)) return 'dead';
  if (server.liesOn !== null && day >= server.liesOn) return 'lies';
  if (server.refusesOn !== null && day >= server.refusesOn) return 'refuses';
  return server.life[day]?.stated.usersActiveMonth === null ? 'says nothing' : 'counted';
}

/** True active users of a server on a day; 0 when it is not in the truth. */
export function truthOf(server: CastServer, day: number): number {
  return standingOf(server, day) === 'counted' ? (server.life[day]?.truth.month ?? 0) : 0;
}
