import type { OutcomeKind } from '../../db/model/outcome.ts';
import { goneAfterDays, type HostStatus } from '../../db/model/status.ts';
import { backOffMs } from './back-off.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * When a host is asked again; the waits after failures stand in {@link backOffMs}'s table.
 * A living instance is due between 20 and 23.5 hours after its last visit: the spread keeps a thousand hosts seeded in
 * one second apart, and its upper end stays under a day, so that every living instance is seen on every UTC day even
 * when a run takes half an hour.
 */
export const schedulePolicy = {
  upMinMs: 20 * hourMs,
  upMaxMs: 23.5 * hourMs,
  /** After failing for this long without a success an instance is gone, a silent host given up. */
  goneAfterMs: goneAfterDays * dayMs,
  goneMs: 30 * dayMs,
  /** A host that does not want to be read: robots.txt is read again, and what it leaves open. */
  refusedMs: 7 * dayMs,
  movedMs: 30 * dayMs,
  /** A host that only a machine with IPv6 can reach. */
  noRouteMs: 7 * dayMs,
  /** Peer lists are long and change slowly. A little under a week, so that a daily jitter does not make it eight days. */
  peersEveryMs: 6.5 * dayMs,
  /** Share of an interval that is drawn at random, downwards. */
  jitterShare: 0.15,
} as const;

/** What the schedule knows of a host when a visit ends. */
export interface VisitedHost {
  readonly status: HostStatus;
  readonly consecutiveFailures: number;
  /** When the first of these failures was; null when the last visit did not fail. */
  readonly failingSince: Date | null;
  readonly lastUpAt: Date | null;
}

/** A host's place in the schedule after a visit. */
export interface ScheduledVisit {
  readonly status: HostStatus;
  /** Null: never again. */
  readonly nextVisitAt: Date | null;
  readonly consecutiveFailures: number;
}

/**
 * The status that a host has after a visit, and when it is due again. Pure: `random` yields numbers in [0, 1).
 *
 * @param retryAfterSeconds what the server asked for by Retry-After, within this visit's answers; the next visit is not
 *   earlier than that, not even to a living instance.
 */
export function scheduleNextVisit(
  host: VisitedHost,
  visit: {
    readonly outcome: OutcomeKind;
    readonly visitedAt: Date;
    readonly retryAfterSeconds: number | null;
  },
  random: () => number,
): ScheduledVisit {
  const { outcome, visitedAt } = visit;
  const policy = schedulePolicy;
  const notBeforeMs = (visit.retryAfterSeconds ?? 0) * 1000;
  const inMs = (ms: number) => new Date(visitedAt.getTime() + Math.round(Math.max(ms, notBeforeMs)));
  const jittered = (ms: number) => inMs(ms * (1 - policy.jitterShare * random()));
  switch (outcome) {
    case 'up': {
      const spread = policy.upMaxMs - policy.upMinMs;
      return { status: 'up', nextVisitAt: inMs(policy.upMinMs + spread * random()), consecutiveFailures: 0 };
    }
    case 'opted-out':
      return { status: 'opted-out', nextVisitAt: null, consecutiveFailures: 0 };
    case 'robots-denied':
      return { status: 'refused', nextVisitAt: jittered(policy.refusedMs), consecutiveFailures: 0 };
    case 'no-ipv6-route': {
      // No failure of the host's: it is not counted as one, and never makes an instance gone.
      const { consecutiveFailures } = host;
      return { status: unseen(host.status), nextVisitAt: jittered(policy.noRouteMs), consecutiveFailures };
    }
    case 'moved':
      return { status: 'moved', nextVisitAt: jittered(policy.movedMs), consecutiveFailures: 0 };
    default: {
      const failures = host.consecutiveFailures + 1;
      const failingMs = visitedAt.getTime() - (host.failingSince ?? visitedAt).getTime();
      const isGivenUp = failingMs >= policy.goneAfterMs;
      const isKnown = host.lastUpAt !== null;
      const waitMs = isGivenUp ? policy.goneMs : backOffMs(outcome, failures, isKnown);
      return {
        status: afterFailure(host, isGivenUp),
        nextVisitAt: jittered(waitMs),
        consecutiveFailures: failures,
      };
    }
  }
}

/** The status of a host of which a visit has seen nothing, through no fault of its own. */
function unseen(status: HostStatus): HostStatus {
  if (status === 'new') return 'silent';
  return status === 'up' ? 'failing' : status;
}

/**
 * A failure tells nothing about a wish or a move: a host that refused us is not listed again because its robots.txt
 * cannot be had, nor is a name that had moved. How long an instance has failed counts, not for how long we know of no
 * success: after a pause of ours the first failure makes nobody gone.
 */
function afterFailure({ status, lastUpAt }: VisitedHost, isGivenUp: boolean): HostStatus {
  if (status === 'refused' || status === 'moved' || status === 'gone') return status;
  if (lastUpAt === null) return 'silent';
  return isGivenUp ? 'gone' : 'failing';
}
