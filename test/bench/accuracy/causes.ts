import { addDays, type UtcDay } from '../../../db/model/utc-day.ts';
import type { CastServer } from './cast.ts';
import type { CountedName } from './counted-by-name.ts';
import type { MeasuredCensus } from './measure-accuracy.ts';
import { standingOf, truthOf } from './truth.ts';

/** Why a server counts with another value than it has. */
export const causes = [
  'false and counted',
  'honest and left out',
  'dead and carried',
  'refuses and carried',
  'away for more than 14 days',
  'not read yet',
  'older value',
  'counted twice',
  'other',
] as const;

/** One of {@link causes}. */
export type Cause = (typeof causes)[number];

/** What one server does to the error of one day. */
export interface ServerError {
  readonly day: UtcDay;
  readonly server: CastServer;
  readonly cause: Cause;
  /** Counted too much; negative: too little. */
  readonly users: number;
}

/** Every server that counts with another value than it has, on every day: their sum is the error of the day. */
export function errorsByServer(
  { cast, days, byDay }: MeasuredCensus,
  firstDay: UtcDay,
): readonly ServerError[] {
  const namesOf = (server: CastServer) => [
    server.host,
    ...(server.moves === null ? [] : [server.moves.to]),
    ...(server.alias === null ? [] : [server.alias.host]),
  ];
  return days.flatMap((_, number) => {
    const day = addDays(firstDay, number);
    const counted = new Map((byDay.get(day) ?? []).map((name) => [name.host, name]));
    return cast.flatMap((server): ServerError[] => {
      const names = namesOf(server).flatMap((host) => counted.get(host) ?? []);
      const counting = names.filter(({ isQuarantined }) => !isQuarantined);
      const sum = counting.reduce((total, { usersActiveMonth }) => total + (usersActiveMonth ?? 0), 0);
      const users = sum - truthOf(server, number);
      return users === 0 ? [] : [{ day, server, users, cause: causeOf(server, number, names, counting) }];
    });
  });
}

function causeOf(
  server: CastServer,
  day: number,
  names: readonly CountedName[],
  counting: readonly CountedName[],
): Cause {
  const standing = standingOf(server, day);
  if (standing === 'lies') return 'false and counted';
  if (standing === 'dead') return 'dead and carried';
  if (standing === 'refuses') return 'refuses and carried';
  if (counting.length > 1) return 'counted twice';
  if (names.length > counting.length) return 'honest and left out';
  if (names.length === 0)
    return server.away.some(({ from, to }) => from <= day && day < to + 8 && to - from > 14)
      ? 'away for more than 14 days'
      : 'not read yet';
  return counting.every(({ isObserved }) => isObserved) ? 'other' : 'older value';
}
