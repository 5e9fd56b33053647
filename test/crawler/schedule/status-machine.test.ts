import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scheduleNextVisit, schedulePolicy, type VisitedHost } from '../../../crawler/schedule/next-visit.ts';
import { type OutcomeKind, outcomeKinds } from '../../../db/model/outcome.ts';

/** Case 114 of reliability.md: the life of a host, visit by visit, beside a model that knows its whole history. */
const dayMs = 86_400_000;
const bornAt = new Date('2026-01-01T00:00:00Z');
const wishes: readonly OutcomeKind[] = ['up', 'moved', 'robots-denied', 'opted-out'];
const isFailure = (outcome: OutcomeKind) => !wishes.includes(outcome);

/** What the world does at one visit. */
interface Step {
  readonly outcome: OutcomeKind;
  /** In [0, 1). */
  readonly random: number;
  /** How long after it was due the visit happens: we were busy, or switched off. */
  readonly lateDays: number;
  readonly retryAfterSeconds: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  // Failures in rows, as they come; else no instance would ever be gone.
  outcome: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<OutcomeKind>('timed-out', 'dns-not-found', 'tls-failed') },
    { weight: 2, arbitrary: fc.constant<OutcomeKind>('up') },
    { weight: 2, arbitrary: fc.constantFrom(...outcomeKinds) },
  ),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  lateDays: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
  retryAfterSeconds: fc.option(fc.integer({ min: 60, max: 7 * 86_400 }), { nil: null, freq: 4 }),
});

/** A visit as it was, and what the host was before and after it. */
interface Lived extends Step {
  readonly at: Date;
  readonly before: VisitedHost;
  readonly after: VisitedHost;
  readonly nextVisitAt: Date | null;
}

/** Lives the steps as the database would: what a visit leaves is what the next one begins with. */
function live(steps: readonly Step[]): readonly Lived[] {
  const lived: Lived[] = [];
  let host: VisitedHost = { status: 'new', consecutiveFailures: 0, failingSince: null, lastUpAt: null };
  let dueAt: Date | null = bornAt;
  for (const each of steps) {
    if (dueAt === null) break;
    const at: Date = new Date(dueAt.getTime() + each.lateDays * dayMs);
    const next = scheduleNextVisit(host, { ...each, visitedAt: at }, () => each.random);
    const after: VisitedHost = {
      status: next.status,
      consecutiveFailures: next.consecutiveFailures,
      failingSince: next.consecutiveFailures > 0 ? (host.failingSince ?? at) : null,
      lastUpAt: each.outcome === 'up' ? at : host.lastUpAt,
    };
    lived.push({ ...each, at, before: host, after, nextVisitAt: next.nextVisitAt });
    host = after;
    dueAt = next.nextVisitAt;
  }
  return lived;
}

const forAnyLife = (check: (lived: readonly Lived[]) => void) =>
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => check(live(steps))),
    { numRuns: 2_000 },
  );

/** The visits of the run of failures that ends with this one. */
function failuresUpTo(lived: readonly Lived[], index: number): readonly Lived[] {
  const begin = lived.slice(0, index + 1).findLastIndex(({ outcome }) => !isFailure(outcome)) + 1;
  return lived.slice(begin, index + 1);
}

test('case 114: nobody is gone who has not failed at every visit for fourteen days', () => {
  let gone = 0;
  forAnyLife((lived) => {
    for (const [index, { before, after, at }] of lived.entries()) {
      if (after.status !== 'gone' || before.status === 'gone') continue;
      gone += 1;
      const failures = failuresUpTo(lived, index);
      expect(failures.length).toBeGreaterThan(1);
      expect(at.getTime() - (failures[0]?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(14 * dayMs);
      expect(before.status).toBe('failing');
    }
  });
  expect(gone).toBeGreaterThan(100);
});

test('case 114: any success leads to up, and nothing else does', () => {
  forAnyLife((lived) => {
    for (const { outcome, after } of lived) {
      expect(after.status === 'up').toBe(outcome === 'up');
      if (outcome === 'up') expect(after).toMatchObject({ consecutiveFailures: 0, failingSince: null });
    }
  });
});

test('case 114: whoever opts out is not visited again, and nobody else is given up for good', () => {
  forAnyLife((lived) => {
    for (const [index, { outcome, after, nextVisitAt }] of lived.entries()) {
      expect(nextVisitAt === null).toBe(outcome === 'opted-out');
      expect(after.status === 'opted-out').toBe(outcome === 'opted-out');
      if (outcome === 'opted-out') expect(index).toBe(lived.length - 1);
    }
  });
});

test('case 114: a wish to be left out, and a move, hold until the server itself says something else', () => {
  forAnyLife((lived) => {
    for (const { outcome, before, after } of lived) {
      if (outcome === 'robots-denied') expect(after.status).toBe('refused');
      if (outcome === 'moved') expect(after.status).toBe('moved');
      if (isFailure(outcome) && (before.status === 'refused' || before.status === 'moved'))
        expect(after.status).toBe(before.status);
    }
  });
});

test('case 114: only what has been an instance is ever listed as one', () => {
  forAnyLife((lived) => {
    for (const [index, { after }] of lived.entries()) {
      const wasUp = lived.slice(0, index + 1).some(({ outcome }) => outcome === 'up');
      if (['failing', 'gone'].includes(after.status)) expect(wasUp).toBe(true);
      if (after.status === 'silent') expect(wasUp).toBe(false);
    }
  });
});

test('case 114: every next visit lies in the future, within a month, and not before Retry-After', () => {
  forAnyLife((lived) => {
    for (const { at, nextVisitAt, retryAfterSeconds } of lived) {
      if (nextVisitAt === null) continue;
      const waitMs = nextVisitAt.getTime() - at.getTime();
      expect(waitMs).toBeGreaterThan(2.5 * 3_600_000);
      expect(waitMs).toBeGreaterThanOrEqual((retryAfterSeconds ?? 0) * 1000);
      expect(waitMs).toBeLessThanOrEqual(schedulePolicy.goneMs);
    }
  });
});
