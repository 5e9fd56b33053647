import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOffs, type FailedOutcome } from '../../../crawler/schedule/back-off.ts';
import { scheduleNextVisit, schedulePolicy, type VisitedHost } from '../../../crawler/schedule/next-visit.ts';
import { type OutcomeKind, outcomeKinds } from '../../../db/model/outcome.ts';
import { randomFor } from '../../fediverse/random.ts';

const visitedAt = new Date('2026-03-01T12:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const daysAgo = (days: number) => new Date(visitedAt.getTime() - days * dayMs);
const living: VisitedHost = {
  status: 'up',
  consecutiveFailures: 0,
  failingSince: null,
  lastUpAt: daysAgo(1),
};
const named: VisitedHost = { status: 'new', consecutiveFailures: 0, failingSince: null, lastUpAt: null };
const failing = (days: number) => ({ consecutiveFailures: 4, failingSince: daysAgo(days) });

const scheduled = (
  host: VisitedHost,
  outcome: OutcomeKind,
  random = 0,
  retryAfterSeconds: number | null = null,
) => scheduleNextVisit(host, { outcome, visitedAt, retryAfterSeconds }, () => random);
const waitMs = (...visit: Parameters<typeof scheduled>) =>
  (scheduled(...visit).nextVisitAt?.getTime() ?? Number.NaN) - visitedAt.getTime();

const failedOutcomes = Object.keys(backOffs) as readonly FailedOutcome[];

test.for([
  ['an instance that fails is failing', living, 'failing'],
  ['an instance that has failed for two weeks is gone', { ...living, ...failing(14) }, 'gone'],
  ['an instance that has failed for less is failing', { ...living, ...failing(13.9) }, 'failing'],
  ['one that we left alone for weeks is failing at first', { ...living, lastUpAt: daysAgo(40) }, 'failing'],
  ['a name that never answered is silent', named, 'silent'],
  ['a name that has not answered for weeks stays silent', { ...named, ...failing(40) }, 'silent'],
  ['a server that refused us is not listed because it fails', { ...living, status: 'refused' }, 'refused'],
  ['a name that had moved stays so when it fails', { ...living, status: 'moved' }, 'moved'],
  ['an instance that was gone stays so', { ...living, status: 'gone' }, 'gone'],
] as const)('%s', ([, host, status]) => {
  expect(scheduled(host, 'timed-out')).toMatchObject({
    status,
    consecutiveFailures: host.consecutiveFailures + 1,
  });
});

describe('after a failure', () => {
  test('every kind of failure has its wait, and no other outcome has one', () => {
    const others = ['up', 'moved', 'robots-denied', 'opted-out', 'no-ipv6-route'];
    expect(failedOutcomes.toSorted()).toEqual(
      outcomeKinds.filter((kind) => !others.includes(kind)).toSorted(),
    );
  });

  test.for([
    ['timed-out', 3, 24],
    ['http-status', 3, 24],
    ['connection-refused', 3, 24],
    ['dns-failed', 3, 24],
    ['rate-limited', 3, 24],
    ['tls-failed', 6, 48],
    ['unexpected', 6, 48],
    ['dns-not-found', 12, 96],
    ['not-nodeinfo', 6, 24],
    ['blocked-address', 168, 168],
  ] as const)('%s: an instance waits for %s hours, an unknown name for %s', ([outcome, known, unknown]) => {
    expect([waitMs(living, outcome), waitMs(named, outcome)]).toEqual([known * hourMs, unknown * hourMs]);
  });

  test.for(failedOutcomes)('%s: the wait grows with each failure, to a week and no further', (outcome) => {
    for (const host of [living, named]) {
      const waits = Array.from({ length: 12 }, (_, failures) =>
        waitMs({ ...host, consecutiveFailures: failures }, outcome),
      );
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      expect(waits.at(-1)).toBe(7 * dayMs);
    }
  });

  test('a site of another kind is looked at again after a day, and then left alone for a week', () => {
    const waits = [0, 1, 2].map((failures) =>
      waitMs({ ...named, consecutiveFailures: failures }, 'not-nodeinfo'),
    );
    expect(waits).toEqual([dayMs, 7 * dayMs, 7 * dayMs]);
  });

  test('what has failed for two weeks is asked monthly', () => {
    for (const host of [living, named])
      expect(waitMs({ ...host, ...failing(20) }, 'timed-out')).toBe(schedulePolicy.goneMs);
  });
});

describe('case 36: Retry-After', () => {
  test.for(['rate-limited', 'http-status', 'robots-unreachable', 'up'] as const)(
    'is waited for after %s when it is longer than our own wait',
    (outcome) => {
      expect(waitMs(living, outcome, 0.5, 6 * 86_400)).toBe(6 * dayMs);
      expect(waitMs(living, outcome, 0, 60)).toBe(waitMs(living, outcome, 0));
    },
  );
});

test('a host that opted out is never due again, one that refuses us is looked at weekly', () => {
  expect(scheduled(living, 'opted-out')).toEqual({
    status: 'opted-out',
    nextVisitAt: null,
    consecutiveFailures: 0,
  });
  expect(scheduled(living, 'robots-denied')).toMatchObject({ status: 'refused' });
  expect(waitMs(living, 'robots-denied')).toBe(7 * dayMs);
});

test.for([
  ['a name that is new becomes silent', { status: 'new', lastUpAt: null }, 'silent'],
  ['an instance is failing', { status: 'up' }, 'failing'],
  [
    'an instance is not gone, however long that lasts',
    { status: 'failing', lastUpAt: daysAgo(90) },
    'failing',
  ],
  ['one that is gone stays gone', { status: 'gone', lastUpAt: daysAgo(90) }, 'gone'],
] as const)(
  'case 17: without IPv6 for a host that has nothing else, %s, and no failure is counted',
  ([, state, status]) => {
    const visit = { outcome: 'no-ipv6-route', visitedAt, retryAfterSeconds: null } as const;
    expect(scheduleNextVisit({ ...living, consecutiveFailures: 2, ...state }, visit, () => 0)).toEqual({
      status,
      nextVisitAt: new Date(visitedAt.getTime() + 7 * 24 * hourMs),
      consecutiveFailures: 2,
    });
  },
);

describe('case 49: jitter', () => {
  test('every living instance is due again after 20 hours at least, and strictly within a day', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const wait = waitMs(living, 'up', random);
        expect(wait).toBeGreaterThanOrEqual(20 * hourMs);
        expect(wait).toBeLessThan(24 * hourMs);
      }),
    );
  });

  test('10,000 hosts that were visited in one second are spread evenly over the hours that follow', () => {
    const buckets = new Array<number>(20).fill(0);
    const random = randomFor('case 49').next;
    const spreadMs = schedulePolicy.upMaxMs - schedulePolicy.upMinMs;
    for (let host = 0; host < 10_000; host += 1) {
      const at = waitMs(living, 'up', random()) - schedulePolicy.upMinMs;
      const bucket = Math.min(19, Math.floor((20 * at) / spreadMs));
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    const chiSquare = buckets.reduce((sum, found) => sum + (found - 500) ** 2 / 500, 0);
    // 19 degrees of freedom: an even spread exceeds this once in a thousand draws.
    expect(chiSquare).toBeLessThan(43.8);
  });

  test('hosts that fail together are spread, too', () => {
    const random = randomFor('failures').next;
    const waits = Array.from({ length: 1_000 }, () => waitMs(living, 'timed-out', random()));
    expect(new Set(waits).size).toBeGreaterThan(990);
    expect(Math.max(...waits)).toBeLessThanOrEqual(3 * hourMs);
    expect(Math.min(...waits)).toBeGreaterThan(2.5 * hourMs);
  });
});
