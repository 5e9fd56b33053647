import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleNextVisit, schedulePolicy } from '../../../crawler/schedule/next-visit.ts';
import { outcomeKinds } from '../../../db/model/outcome.ts';

const visitedAt = new Date('2026-03-01T12:00:00Z');
const hourMs = 3_600_000;
const daysAgo = (days: number) => new Date(visitedAt.getTime() - days * 24 * hourMs);
const living = {
  status: 'up',
  consecutiveFailures: 0,
  firstSeenAt: daysAgo(100),
  lastUpAt: daysAgo(1),
} as const;
const named = { status: 'new', consecutiveFailures: 0, firstSeenAt: visitedAt, lastUpAt: null } as const;
const after = (outcome: 'up' | 'timed-out', random: number) => ({
  ...scheduleNextVisit(living, { outcome, visitedAt, retryAfterSeconds: null }, () => random),
});

test('a living instance is due again within a day, spread over hours', () => {
  const earliest = after('up', 0).nextVisitAt?.getTime() ?? 0;
  const latest = after('up', 0.999_999).nextVisitAt?.getTime() ?? 0;
  expect(earliest - visitedAt.getTime()).toBe(schedulePolicy.upMinMs);
  expect(latest - visitedAt.getTime()).toBeLessThan(24 * hourMs);
  expect(latest - earliest).toBeGreaterThan(3 * hourMs);
});

test.for([
  ['an instance that fails is failing', living, 'failing'],
  ['an instance that failed for two weeks is gone', { ...living, lastUpAt: daysAgo(14.1) }, 'gone'],
  ['a name that never answered is silent', named, 'silent'],
  ['a name that never answered for weeks stays silent', { ...named, firstSeenAt: daysAgo(40) }, 'silent'],
] as const)('%s', ([, host, status]) => {
  const scheduled = scheduleNextVisit(
    host,
    { outcome: 'timed-out', visitedAt, retryAfterSeconds: null },
    () => 0,
  );
  expect(scheduled.status).toBe(status);
  expect(scheduled.consecutiveFailures).toBe(1);
});

test('the wait grows with each failure, up to a week', () => {
  const waits = Array.from({ length: 12 }, (_, failures) => {
    const visit = { outcome: 'timed-out', visitedAt, retryAfterSeconds: null } as const;
    const { nextVisitAt } = scheduleNextVisit({ ...living, consecutiveFailures: failures }, visit, () => 0);
    return (nextVisitAt?.getTime() ?? 0) - visitedAt.getTime();
  });
  expect(waits.slice(0, 4)).toEqual([3, 6, 12, 24].map((hours) => hours * hourMs));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(schedulePolicy.backOffMaxMs);
});

test('Retry-After is waited for when it is longer than our own wait', () => {
  const visit = { outcome: 'rate-limited', visitedAt, retryAfterSeconds: 86_400 } as const;
  const { nextVisitAt } = scheduleNextVisit(living, visit, () => 0.5);
  expect(nextVisitAt).toEqual(new Date(visitedAt.getTime() + 86_400_000));
});

test('a host that opted out is never due again, one that refuses us is asked for its robots.txt weekly', () => {
  const visit = { visitedAt, retryAfterSeconds: null } as const;
  expect(scheduleNextVisit(living, { ...visit, outcome: 'opted-out' }, () => 0)).toEqual({
    status: 'opted-out',
    nextVisitAt: null,
    consecutiveFailures: 0,
  });
  expect(scheduleNextVisit(living, { ...visit, outcome: 'robots-denied' }, () => 0)).toMatchObject({
    status: 'refused',
    nextVisitAt: new Date(visitedAt.getTime() + 7 * 24 * hourMs),
  });
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

test('any success leads to up; every other wait lies in the future and within a month', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...outcomeKinds),
      fc.nat(1_000),
      fc.option(fc.nat(400), { nil: null }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (outcome, consecutiveFailures, daysUpAgo, random) => {
        const lastUpAt = daysUpAgo === null ? null : daysAgo(daysUpAgo);
        const host = { ...living, consecutiveFailures, lastUpAt };
        const scheduled = scheduleNextVisit(
          host,
          { outcome, visitedAt, retryAfterSeconds: null },
          () => random,
        );
        expect(scheduled.status === 'up').toBe(outcome === 'up');
        if (scheduled.nextVisitAt === null) return;
        const waitMs = scheduled.nextVisitAt.getTime() - visitedAt.getTime();
        expect(waitMs).toBeGreaterThan(2 * hourMs);
        expect(waitMs).toBeLessThanOrEqual(30 * 24 * hourMs);
      },
    ),
  );
});
