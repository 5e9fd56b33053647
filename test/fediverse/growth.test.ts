import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figuresAfter, type Growth } from './growth.ts';
import { readSettings } from './options.ts';

const settings = readSettings({});
const calm = readSettings({ wave: null });

const growths: fc.Arbitrary<Growth> = fc.record({
  bornAfterDays: fc.integer({ min: -3_000, max: 365 }),
  users: fc.integer({ min: 0, max: 500_000 }),
  monthPerUser: fc.double({ min: 0, max: 1, noNaN: true }),
  halfYearPerMonth: fc.double({ min: 1, max: 2.5, noNaN: true }),
  postsPerUser: fc.double({ min: 0, max: 10_000, noNaN: true }),
  commentsPerPost: fc.double({ min: 0, max: 8, noNaN: true }),
  growthPerYear: fc.double({ min: 0, max: 0.5, noNaN: true }),
  rampDays: fc.double({ min: 30, max: 400, noNaN: true }),
  takesNewcomers: fc.boolean(),
});

const open: Growth = {
  bornAfterDays: -1_000,
  users: 1_000,
  monthPerUser: 0.1,
  halfYearPerMonth: 1.5,
  postsPerUser: 100,
  commentsPerPost: 0,
  growthPerYear: 0,
  rampDays: 100,
  takesNewcomers: true,
};

test('users and posts never shrink, and no more are active than there are', () => {
  fc.assert(
    fc.property(
      growths,
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 1, max: 60 }),
      (growth, days, more) => {
        const before = figuresAfter(growth, settings, Math.max(days, growth.bornAfterDays));
        const after = figuresAfter(growth, settings, Math.max(days, growth.bornAfterDays) + more);
        for (const figures of [before, after]) {
          for (const value of Object.values(figures))
            expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
          expect(figures.usersActiveMonth).toBeLessThanOrEqual(figures.usersActiveHalfYear);
          expect(figures.usersActiveHalfYear).toBeLessThanOrEqual(figures.usersTotal);
        }
        expect(after.usersTotal).toBeGreaterThanOrEqual(before.usersTotal);
        expect(after.localPosts).toBeGreaterThanOrEqual(before.localPosts);
      },
    ),
  );
});

test('on the first day a server has the size that was drawn for it', () => {
  expect(figuresAfter(open, settings, 0)).toEqual({
    usersTotal: 1_000,
    usersActiveMonth: expect.closeTo(100, -1),
    usersActiveHalfYear: expect.closeTo(150, -1),
    localPosts: 100_000,
    localComments: 0,
  });
});

test('a wave lifts users for good and active users for a while, and passes closed servers by', () => {
  const on = (days: number) => figuresAfter(open, settings, days);
  const share = 1_000 * (settings.wave?.share ?? 0);
  expect(on(120).usersTotal).toBe(1_000 + share);
  expect(on(30).usersTotal).toBe(1_000);
  expect(on(70).usersActiveMonth).toBeGreaterThan(on(20).usersActiveMonth + share / 2);
  expect(on(140).usersActiveMonth).toBeLessThan(on(70).usersActiveMonth - share / 3);
  const closed = { ...open, takesNewcomers: false };
  expect(figuresAfter(closed, settings, 120)).toEqual(figuresAfter(open, calm, 120));
});

test('a server that is born later begins with one user and fills up', () => {
  const young = { ...open, bornAfterDays: 50 };
  const on = (days: number) => figuresAfter(young, calm, days).usersTotal;
  expect(on(50)).toBe(1);
  expect(on(150)).toBeGreaterThan(600);
  expect(on(150)).toBeLessThan(700);
  expect(on(1_000)).toBeGreaterThan(990);
});
