import type { OutcomeKind } from './outcome.ts';

/**
 * What became of asking a host on a day, a letter each, by its last visit of the day: `-` not asked, `a` answered, `m`
 * moved (its figures count under another name), `r` refused (by robots.txt, a header or a flag), `f` failed, `n` a visit that
 * says nothing about the host. A month of them is 31 letters, the first for the first day.
 */
export type CoverageLetter = '-' | 'a' | 'm' | 'r' | 'f' | 'n';

/** The letter under which a visit is remembered. */
export function coverageLetter(outcome: OutcomeKind): CoverageLetter {
  switch (outcome) {
    case 'up':
      return 'a';
    case 'moved':
      return 'm';
    case 'robots-denied':
    case 'opted-out':
      return 'r';
    case 'no-ipv6-route':
      return 'n';
    default:
      return 'f';
  }
}
