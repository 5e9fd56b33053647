import { expect, test } from 'vitest';
import type { Report } from '../../../../crawler/census/quarantine/report.ts';
import { type SeriesState, step } from '../../../../crawler/census/quarantine/series.ts';
import { addDays, type UtcDay } from '../../../../db/model/utc-day.ts';
import { emptyReport } from '../../../support/server-list.ts';

const firstDay = '2025-03-01' as UtcDay;

/** The rule that holds on each day, `-` for none; a day without figures is one without a report. */
function judgeSeries(days: readonly (Partial<Report> | null)[]): readonly string[] {
  let state: SeriesState | null = null;
  return days.map((stated, index) => {
    if (stated === null) return ' ';
    const stepped = step(state, { ...emptyReport, ...stated, day: addDays(firstDay, index) });
    state = stepped.state;
    return stepped.verdict?.rule ?? '-';
  });
}

/** So many days with figures that depend on the day. */
const days = (count: number, figuresOf: (day: number) => Partial<Report> | null) =>
  Array.from({ length: count }, (_, day) => figuresOf(day));

/** How many days each rule held. */
const tally = (rules: readonly string[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(rules, (rule) => rule)).map(([rule, held]) => [rule, held?.length]),
  );

/** A thousand accounts, a quarter of them active, who write 100 posts a day. */
const village = (day: number) => ({
  usersTotal: 1_000,
  usersActiveMonth: 250,
  localPosts: 50_000 + day * 100,
});

test('a report of the same or an earlier day is refused: the history is to be replayed', () => {
  const { state } = step(null, { ...emptyReport, day: firstDay });
  expect(() => step(state, { ...emptyReport, day: firstDay })).toThrow(RangeError);
  expect(() => step(state, { ...emptyReport, day: addDays(firstDay, -1) })).toThrow(RangeError);
});

test.for<[gained: number, rule: string]>([
  [30_200, '-'],
  [30_201, 'sudden-growth'],
])('of a thousand accounts %i more on the next day', ([gained, rule]) => {
  const grown = { usersTotal: 1_000 + gained, usersActiveMonth: 28_000, localPosts: 80_000 };
  expect(judgeSeries([village(0), grown])[1]).toBe(rule);
});

test('after days without a report, more may have come', () => {
  const grown = { usersTotal: 62_000, usersActiveMonth: 50_000, localPosts: 500_000 };
  expect(judgeSeries([village(0), null, grown])[2]).toBe('sudden-growth');
  expect(judgeSeries([village(0), null, null, grown])[3]).toBe('-');
});

test('a first report may be of any size', () => {
  expect(judgeSeries([{ usersTotal: 900_000, usersActiveMonth: 100_000, localPosts: 9_000_000 }])).toEqual([
    '-',
  ]);
});

test('a bridge may take in any number', () => {
  const bridge = (usersTotal: number) => ({ class: 'bridge' as const, software: 'bridgy-fed', usersTotal });
  expect(judgeSeries([bridge(1_000), bridge(120_000), bridge(900_000)])).toEqual(['-', '-', '-']);
});

test('figures that were hidden behind zeros may come out at once', () => {
  const hidden = { usersTotal: 0, usersActiveMonth: 0, localPosts: 0 };
  const shown = { usersTotal: 500_000, usersActiveMonth: 60_000, localPosts: 9_000_000 };
  expect(judgeSeries([shown, hidden, shown, hidden, hidden, shown])).toEqual(['-', '-', '-', '-', '-', '-']);
});

test('what came too fast counts again a month later when as many are active', () => {
  const leapt = (day: number) => ({
    ...{ usersTotal: 101_000, usersActiveMonth: 10_250 },
    localPosts: 50_000 + day * 10_000,
  });
  const rules = judgeSeries(days(60, (day) => (day < 10 ? village(day) : leapt(day))));
  expect(rules.indexOf('sudden-growth')).toBe(10);
  expect(rules.indexOf('-', 10)).toBe(38);
  expect(tally(rules)).toEqual({ '-': 32, 'sudden-growth': 28 });
});

test.for<[why: string, usersActiveMonth: number | null, posts: number]>([
  ['too few are active', 10_249, 20_000],
  ['nobody says who is active', null, 20_000],
  ['posts came along with the accounts', 30_000, 2_000_000],
])('what came too fast stays out for 90 days when %s', ([, usersActiveMonth, posts]) => {
  const leapt = (day: number) => ({
    usersTotal: 101_000,
    usersActiveMonth,
    localPosts: posts + 50_000 + day * 10_000,
  });
  const rules = judgeSeries(days(120, (day) => (day < 10 ? village(day) : leapt(day))));
  expect(tally(rules)).toEqual({ '-': 30, 'sudden-growth': 90 });
  expect(rules.lastIndexOf('sudden-growth')).toBe(99);
});

test('what came too fast counts again when it is gone', () => {
  const rules = judgeSeries(
    days(20, (day) => (day === 5 || day === 6 ? { ...village(day), usersTotal: 90_000 } : village(day))),
  );
  expect(rules.join('')).toBe(`-----${'sudden-growth'.repeat(2)}-------------`);
});

/** Bots sign up from the tenth day on, `bots` of them within five days. */
const botted = (bots: number, day: number, stated: Partial<Report> = {}) => ({
  ...village(day),
  usersTotal: 1_000 + Math.round(bots * Math.min(1, Math.max(0, (day - 9) / 5))),
  ...stated,
});

test('accounts that neither write nor come back are left out from the day after 5,000 have come', () => {
  const rules = judgeSeries(days(100, (day) => botted(10_000, day)));
  // 6,000 on the twelfth day; that they are silent shows on the day after.
  expect(rules.indexOf('sudden-growth')).toBe(13);
  expect(tally(rules)).toEqual({ '-': 13, 'sudden-growth': 87 });
});

test('4,999 are too few to say', () => {
  expect(tally(judgeSeries(days(40, (day) => botted(4_999, day))))).toEqual({ '-': 40 });
});

test('a thousand are enough where registrations are closed all the time', () => {
  const closed = (day: number) => botted(1_000, day, { registrations: 'closed' });
  expect(tally(judgeSeries(days(40, closed)))).toEqual({ '-': 15, 'sudden-growth': 25 });
  const closedAfterwards = (day: number) =>
    botted(1_000, day, { registrations: day < 16 ? 'open' : 'closed' });
  expect(judgeSeries(days(20, closedAfterwards))).not.toContain('sudden-growth');
});

test('signing in once, as bots do, is no activity where people write', () => {
  const active = (day: number) => botted(10_000, day, { usersActiveMonth: day < 10 ? 250 : 9_000 });
  expect(judgeSeries(days(30, active))).toContain('sudden-growth');
});

test('where people watch, being active is enough', () => {
  const stated = (day: number) => ({ software: 'peertube', usersActiveMonth: day < 10 ? 250 : 1_500 });
  const rules = judgeSeries(days(30, (day) => botted(10_000, day, stated(day))));
  expect(tally(rules)).toEqual({ '-': 30 });
});

test('who is purged, or writes in the end, counts again', () => {
  const purged = judgeSeries(days(60, (day) => botted(day < 40 ? 10_000 : 100, day)));
  expect(purged.indexOf('-', 13)).toBe(40);
  const writing = (day: number) => ({ localPosts: village(day).localPosts + Math.max(0, day - 30) * 500 });
  const written = judgeSeries(days(60, (day) => botted(10_000, day, writing(day))));
  expect(written.indexOf('-', 13)).toBeGreaterThan(35);
  expect(written.lastIndexOf('sudden-growth')).toBeLessThan(45);
});

test('who hardly writes but is still active after 90 days counts', () => {
  const active = (day: number) => botted(10_000, day, { usersActiveMonth: day < 10 ? 250 : 1_250 });
  const rules = judgeSeries(days(120, active));
  expect(tally(rules)).toEqual({ '-': 30, 'sudden-growth': 90 });
});

test('where neither posts nor active users are stated, growth alone proves nothing', () => {
  const silent = { usersActiveMonth: null, localPosts: null };
  expect(tally(judgeSeries(days(40, (day) => botted(10_000, day, silent))))).toEqual({ '-': 40 });
});

test('twenty times the people within a week who write and stay are counted every day', () => {
  const wave = (day: number) => {
    const came = 20_000 * Math.min(1, Math.max(0, (day - 9) / 7));
    const written = Array.from(
      { length: day + 1 },
      (_, each) => Math.min(1, Math.max(0, (each - 9) / 7)) * 8_000,
    );
    return {
      ...{ registrations: day < 17 ? ('open' as const) : ('closed' as const) },
      usersTotal: Math.round(1_000 + came),
      usersActiveMonth: Math.round(250 + came * 0.8),
      localPosts: Math.round(village(day).localPosts + written.reduce((sum, posts) => sum + posts, 0)),
    };
  };
  expect(tally(judgeSeries(days(120, wave)))).toEqual({ '-': 120 });
});

const still = { usersTotal: 5_000, usersActiveMonth: 100, localPosts: 90_000 };

test('a hundred active users and no figure that moves for 28 days is nobody', () => {
  const rules = judgeSeries(days(40, () => still));
  expect(rules.indexOf('frozen')).toBe(28);
  expect(tally(judgeSeries(days(40, () => ({ ...still, usersActiveMonth: 99 }))))).toEqual({ '-': 40 });
  expect(judgeSeries(days(40, () => ({ ...still, usersActiveMonth: 0 })))).not.toContain('frozen');
});

test('one post ends it, and few reports prove nothing', () => {
  const moved = judgeSeries(days(60, (day) => ({ ...still, localPosts: day < 35 ? 90_000 : 90_001 })));
  expect(moved.slice(28).join('')).toBe(`${'frozen'.repeat(7)}${'-'.repeat(25)}`);
  const weekly = judgeSeries(days(105, (day) => (day % 7 === 0 ? still : null))).filter(
    (rule) => rule !== ' ',
  );
  expect(weekly.indexOf('frozen')).toBe(14);
});

test('a figure that doubles and halves three times within 28 days is random', () => {
  const jumping = [4_000, 9_000, 4_000, 9_000, 4_000];
  const rules = judgeSeries(
    jumping.map((usersTotal) => ({ usersTotal, usersActiveMonth: 900, localPosts: 900_000 })),
  );
  // The first jump may be growth; the second, third and fourth undo one another.
  expect(rules).toEqual(['-', '-', '-', '-', 'random']);
  const ofMonth = jumping.map((usersActiveMonth) => ({
    usersTotal: 20_000,
    usersActiveMonth,
    localPosts: 900_000,
  }));
  expect(judgeSeries(ofMonth)[4]).toBe('random');
});

test('small jumps, slow ones, and zeros in between are not', () => {
  const states = (figures: readonly number[]) =>
    judgeSeries(figures.map((usersTotal) => ({ usersTotal, usersActiveMonth: null, localPosts: 900_000 })));
  expect(states([1_001, 2_000, 1_001, 2_000, 1_001])).toEqual(['-', '-', '-', '-', '-']);
  expect(states([4_000, 7_999, 4_000, 7_999, 4_000])).toEqual(['-', '-', '-', '-', '-']);
  expect(states([4_000, 0, 4_000, 0, 4_000, 0, 4_000])).toEqual(['-', '-', '-', '-', '-', '-', '-']);
  const slow = judgeSeries(
    days(80, (day) => ({ usersTotal: day % 40 < 20 ? 4_000 : 9_000, localPosts: 900_000 })),
  );
  expect(slow).not.toContain('random');
});

test('a server that stops stating random figures counts again 28 days after the third last turn', () => {
  const rules = judgeSeries(
    days(60, (day) => ({ ...village(day), usersTotal: day < 10 ? 3_000 + (day % 2) * 6_000 : 1_000 })),
  );
  expect(rules.lastIndexOf('random')).toBe(36);
});

test('absurd and random figures are no measure for the days after', () => {
  const rules = judgeSeries([village(0), { usersTotal: 7_900_000_000 }, village(2), village(3)]);
  expect(rules).toEqual(['-', 'absurd', '-', '-']);
  const baffled = days(40, (day) =>
    day % 2 === 0
      ? { software: 'gotosocial', usersTotal: 3, localPosts: day }
      : { software: 'gotosocial', usersTotal: 500_000, usersActiveMonth: 90_000, localPosts: 4_000_000 },
  );
  expect(tally(judgeSeries(baffled))).toEqual({ '-': 20, random: 20 });
});
