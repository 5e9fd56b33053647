import type { OutcomeKind } from './outcome.ts';

/** Over how many days an instance's uptime is reckoned. */
export const uptimeDays = 30;

/** Over how many days it is reckoned beside that, on its own page; visits are kept for longer. */
export const longUptimeDays = 90;

/** A visit speaks for the time until the next, but for no longer than so many hours: beyond lies a gap of ours. */
export const visitSpeaksForHours = 26;

/** Ends of a visit that say nothing about being up: a redirect, a refusal, no IPv6 of ours. */
export const outcomesBesideUptime = [
  'moved',
  'robots-denied',
  'robots-unreachable',
  'opted-out',
  'no-ipv6-route',
] as const satisfies readonly OutcomeKind[];
