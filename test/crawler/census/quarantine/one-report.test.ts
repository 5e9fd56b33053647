import { expect, test } from 'vitest';
import { judgeOneReport } from '../../../../crawler/census/quarantine/one-report.ts';
import type { Report } from '../../../../crawler/census/quarantine/report.ts';
import { emptyReport } from '../../../support/server-list.ts';

const judge = (stated: Partial<Report>) => judgeOneReport({ ...emptyReport, ...stated })?.rule ?? null;

test('a report that states nothing is not judged', () => {
  expect(judge({})).toBeNull();
});

test.for<[why: string, stated: Partial<Report>, rule: string | null]>([
  ['ten million accounts', { usersTotal: 10_000_000, usersActiveMonth: 300_000, localPosts: 1e9 }, null],
  ['one more', { usersTotal: 10_000_001, usersActiveMonth: 300_000, localPosts: 1e9 }, 'absurd'],
  ['7.9 billion accounts', { usersTotal: 7_900_000_000 }, 'absurd'],
  ['two million active', { usersActiveMonth: 2_000_000 }, null],
  ['one more active', { usersActiveMonth: 2_000_001 }, 'absurd'],
  ['half a year beyond all accounts', { usersActiveHalfYear: 10_000_001 }, 'absurd'],
  ['two thousand million posts', { localPosts: 1_500_000_000, localComments: 500_000_000 }, null],
  ['one comment more', { localPosts: 1_500_000_000, localComments: 500_000_001 }, 'absurd'],
  ['posts beyond 2^50', { usersTotal: 5, localPosts: 2 ** 50 + 1 }, 'absurd'],
])('absurd: %s', ([, stated, rule]) => {
  expect(judge(stated)).toBe(rule);
});

test.for<[why: string, stated: Partial<Report>, rule: string | null]>([
  ['zero in place of a count', { usersTotal: 62, usersActiveMonth: 0, localPosts: 5_356 }, null],
  ['what a fork counts', { usersTotal: 20, usersActiveMonth: 2, localPosts: 32_375 }, null],
  ['99 active', { usersTotal: 200, usersActiveMonth: 99, localPosts: 9_000 }, null],
  ['100 active', { usersTotal: 200, usersActiveMonth: 100, localPosts: 9_000 }, 'random'],
  ['100 active in half a year', { usersTotal: 200, usersActiveHalfYear: 100 }, 'random'],
  ['fewer than 20,000 accounts', { usersTotal: 19_999, localPosts: 900_000 }, null],
  ['20,000 accounts', { usersTotal: 20_000, localPosts: 900_000 }, 'random'],
  ['active users of no accounts', { usersTotal: 0, usersActiveMonth: 321_336, localPosts: 0 }, 'random'],
])('random, of GoToSocial: %s', ([, stated, rule]) => {
  expect(judge({ software: 'gotosocial', ...stated })).toBe(rule);
});

test("figures that GoToSocial could not have are another software's own", () => {
  expect(judge({ usersTotal: 50_000, usersActiveMonth: 4_000, localPosts: 900_000 })).toBeNull();
});

test.for<[usersTotal: number, usersActiveMonth: number, rule: string | null]>([
  [7, 176, null],
  [0, 200, null],
  [0, 201, 'month-above-total'],
  [1_000, 1_300, null],
  [1_000, 1_301, 'month-above-total'],
  [100_000, 110_200, null],
  [100_000, 110_201, 'month-above-total'],
])('month-above-total: of %i accounts %i active', ([usersTotal, usersActiveMonth, rule]) => {
  expect(judge({ usersTotal, usersActiveMonth, localPosts: 900_000 })).toBe(rule);
});

test.for<[why: string, stated: Partial<Report>, rule: string | null]>([
  ['too few accounts to matter', { usersTotal: 4_999, usersActiveMonth: 1, localPosts: 1 }, null],
  ['bots', { usersTotal: 5_000, usersActiveMonth: 1, localPosts: 1 }, 'total-without-activity'],
  ['a post for two accounts', { usersTotal: 10_000, usersActiveMonth: 49, localPosts: 5_000 }, null],
  [
    'one post fewer',
    { usersTotal: 10_000, usersActiveMonth: 49, localPosts: 4_999 },
    'total-without-activity',
  ],
  [
    'comments are posts',
    { usersTotal: 10_000, usersActiveMonth: 49, localPosts: 1, localComments: 4_999 },
    null,
  ],
  ['one in two hundred active', { usersTotal: 10_000, usersActiveMonth: 50, localPosts: 0 }, null],
  [
    'a forum of readers',
    { software: 'nodebb', usersTotal: 2_349_062, usersActiveMonth: 32_834, localPosts: 59_995 },
    null,
  ],
  ['one in a thousand active', { usersTotal: 10_000, usersActiveMonth: 10, localPosts: 199_999 }, null],
  ['fewer', { usersTotal: 10_000, usersActiveMonth: 9, localPosts: 199_999 }, 'total-without-activity'],
  ['fewer, with a past', { usersTotal: 10_000, usersActiveMonth: 9, localPosts: 200_000 }, null],
  [
    'zero active said in place of nothing',
    { usersTotal: 27_691, usersActiveMonth: 0, localPosts: 1_811_557 },
    null,
  ],
  [
    'posts alone, where people write',
    { software: 'misskey', usersTotal: 10_000, localPosts: 4_999 },
    'total-without-activity',
  ],
  ['posts alone, where they watch', { software: 'peertube', usersTotal: 10_000, localPosts: 10 }, null],
  ['99,999 accounts and nothing to go by', { usersTotal: 99_999 }, null],
  ['100,000 accounts and nothing to go by', { usersTotal: 100_000 }, 'total-without-activity'],
  ['a million accounts of whom posts are stated', { usersTotal: 1_000_000, localPosts: 900_000 }, null],
  ['one more', { usersTotal: 1_000_001, localPosts: 900_000 }, 'total-without-activity'],
  ['one more, with twenty posts each', { usersTotal: 1_000_001, localPosts: 20_000_020 }, null],
  [
    'one more, and who is active',
    { usersTotal: 1_000_001, localPosts: 900_000, usersActiveMonth: 9_000 },
    null,
  ],
  ['a bridge', { class: 'bridge', usersTotal: 121_974, usersActiveMonth: 3, localPosts: 0 }, null],
])('total-without-activity: %s', ([, stated, rule]) => {
  expect(judge(stated)).toBe(rule);
});

test.for<[why: string, stated: Partial<Report>, rule: string | null]>([
  ['let in by invitation', { registrations: 'invite' }, 'total-without-activity'],
  ['open', { registrations: 'open' }, null],
  ['not said who may come', { registrations: null }, null],
  ['fewer accounts', { usersTotal: 99_999, registrations: 'invite' }, null],
  ['twenty posts an account', { registrations: 'invite', localPosts: 2_000_000 }, null],
  ['one post fewer', { registrations: 'invite', localPosts: 1_999_999 }, 'total-without-activity'],
  ['says who is active', { registrations: 'invite', usersActiveMonth: 4_000 }, null],
  ['a list that leaves out who is active', { software: 'mastodon', registrations: 'closed' }, null],
])('a hundred thousand accounts of Misskey: %s', ([, stated, rule]) => {
  expect(judge({ software: 'sharkey', usersTotal: 100_000, localPosts: 1_300_000, ...stated })).toBe(rule);
});

test.for<[why: string, stated: Partial<Report>, rule: string | null]>([
  ['where people write', {}, 'total-without-activity'],
  ['one post more', { localPosts: 2_500 }, null],
  ['one active fewer', { usersActiveMonth: 4_999 }, null],
  ['where people watch', { software: 'peertube' }, null],
])('five thousand active who have hardly ever written: %s', ([, stated, rule]) => {
  expect(judge({ usersTotal: 20_000, usersActiveMonth: 5_000, localPosts: 2_499, ...stated })).toBe(rule);
});

test('the detail says the figures', () => {
  const detail = (stated: Partial<Report>) => judgeOneReport({ ...emptyReport, ...stated })?.detail;
  expect(detail({ usersTotal: 0, usersActiveMonth: 321_336, localPosts: 0 })).toBe(
    'states 321,336 users active in a month of 0 accounts',
  );
  expect(detail({ usersTotal: 676_035, localPosts: 11_312, software: 'misskey' })).toBe(
    'states 676,035 accounts, no figure of active users, 11,312 posts (0.017 an account)',
  );
  expect(detail({ usersTotal: 7_900_000_000 })).toBe('states 7,900,000,000 accounts');
});
