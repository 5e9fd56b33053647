import type { RuleTopic } from '../../db/model/rule-topics.ts';
import { giantShare, type Size, sizeFrom } from '../../db/model/server-size.ts';

/** A server that somebody could join, as far as the chooser looks at it. */
export interface Candidate {
  readonly hostId: number;
  readonly domain: string;
  readonly software: string;
  /** BCP 47 tags; null: not stated. */
  readonly languages: readonly string[] | null;
  readonly registrations: 'open' | 'approval';
  /** Null: not stated. */
  readonly usersActiveMonth: number | null;
  /** Number of rules; null: they could not be read. */
  readonly rulesCount: number | null;
  readonly ruleTopics: readonly RuleTopic[];
  /** ISO 3166-1 alpha-2, or XK; null: not known. */
  readonly networkCountry: string | null;
  /** Share of the last 30 days, 0 to 1; null: nothing is known. */
  readonly uptime: number | null;
  readonly firstSeenAt: Date;
}

/** What a candidate is held against. */
export interface Surroundings {
  readonly now: Date;
  /** Active users of all servers that count, together. */
  readonly usersActiveMonth: number;
  /** Servers that were first seen by then were found, not born; null: no census has ended yet. */
  readonly foundUntil: Date | null;
}

/** A server that was born less than so many days ago is young: nobody knows yet whether it stays. */
export const youngDays = 30;
const dayMs = 86_400_000;

/** Null: the server does not say. */
export function sizeOf(
  { usersActiveMonth }: Pick<Candidate, 'usersActiveMonth'>,
  surroundings: Pick<Surroundings, 'usersActiveMonth'>,
): Size | null {
  if (usersActiveMonth === null) return null;
  if (usersActiveMonth < sizeFrom.small) return 'tiny';
  if (usersActiveMonth < sizeFrom.medium) return 'small';
  if (usersActiveMonth < sizeFrom.large) return 'medium';
  return usersActiveMonth > surroundings.usersActiveMonth * giantShare ? 'giant' : 'large';
}

/** Whether a server was born of late. One that was there when the census began is of an age that nobody knows. */
export function isYoung(
  { firstSeenAt }: Pick<Candidate, 'firstSeenAt'>,
  { now, foundUntil }: Pick<Surroundings, 'now' | 'foundUntil'>,
): boolean {
  if (foundUntil === null || firstSeenAt <= foundUntil) return false;
  return now.getTime() - firstSeenAt.getTime() < youngDays * dayMs;
}
