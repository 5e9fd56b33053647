import type { TrueFigures } from './instance-state.ts';
import type { Settings, SignupWave } from './options.ts';

/** What a server's figures on any day follow from. */
export interface Growth {
  /** Days from the first day to its birth; negative for those that were there before. */
  readonly bornAfterDays: number;
  /** Users on the first day, or, for a server born later, those that it grows towards. */
  readonly users: number;
  /** Part of the users who were active in the last month; 0 to 1. */
  readonly monthPerUser: number;
  /** Active in half a year for each active in a month; at least 1. */
  readonly halfYearPerMonth: number;
  readonly postsPerUser: number;
  /** Comments for each post; 0 for software that does not tell the two apart. */
  readonly commentsPerPost: number;
  /** New users a year as a part of `users`; at least 0, since accounts are seldom deleted. */
  readonly growthPerYear: number;
  /** How quickly a young server fills: days to 63 % of its size. */
  readonly rampDays: number;
  /** Whether newcomers of a wave can sign up here. */
  readonly takesNewcomers: boolean;
}

/** Newcomers of a wave who are still there a month later; assumed. */
const stayingShare = 0.25;
/** Posts of each newcomer; assumed. */
const postsPerNewcomer = 5;
const [monthDays, halfYearDays, yearDays] = [30, 180, 365];
/** A server born after the first day has written what its size suggests after this time. */
const settledAfterDays = 730;

/**
 * The figures of a server `days` after the first day. A closed formula: any day can be asked for in any order. Users
 * and posts never shrink; active users never outnumber users.
 */
export function figuresAfter(growth: Growth, settings: Settings, days: number): TrueFigures {
  const settled = settledUsers(growth, days);
  const newcomers = (after: number) => newcomersUntil(growth, settings.wave, after);
  const active = (recentDays: number) => {
    const recent = newcomers(days) - newcomers(days - recentDays);
    return recent + stayingShare * newcomers(days - recentDays);
  };
  const usersTotal = Math.round(settled + newcomers(days));
  const month = settled * growth.monthPerUser * weekdaySwing(growth, days);
  const usersActiveMonth = Math.min(usersTotal, Math.round(month + active(monthDays)));
  const halfYear = Math.round(month * growth.halfYearPerMonth + active(halfYearDays));
  const localPosts = Math.round(settledPosts(growth, days) + postsPerNewcomer * newcomers(days));
  return {
    usersTotal,
    usersActiveMonth,
    usersActiveHalfYear: Math.max(usersActiveMonth, Math.min(usersTotal, halfYear)),
    localPosts,
    localComments: Math.round(localPosts * growth.commentsPerPost),
  };
}

function settledUsers({ users, growthPerYear, bornAfterDays, rampDays }: Growth, days: number): number {
  if (bornAfterDays <= 0) return users * (1 + (growthPerYear * days) / yearDays);
  const filled = 1 - Math.exp(-(days - bornAfterDays) / rampDays);
  return Math.max(1, users * filled);
}

function settledPosts({ users, postsPerUser, bornAfterDays }: Growth, days: number): number {
  const posts = users * postsPerUser;
  const ageDays = days - bornAfterDays;
  if (bornAfterDays > 0) return (posts * ageDays) / settledAfterDays;
  // A month is added, so that a server born on the first day has written something.
  return (posts * (ageDays + monthDays)) / (monthDays - bornAfterDays);
}

/** Users who came with the wave until a day: a logistic curve, nine tenths of which lie within `overDays`. */
function newcomersUntil(growth: Growth, wave: SignupWave | null, days: number): number {
  if (wave === null || !growth.takesNewcomers || growth.bornAfterDays > 0 || days < 0) return 0;
  const scaleDays = wave.overDays / 5.9;
  const arrived = (after: number) => 1 / (1 + Math.exp((wave.afterDays - after) / scaleDays));
  return growth.users * wave.share * Math.max(0, arrived(days) - arrived(0));
}

/** Two per cent up and down within a week: charts of real servers breathe like that. */
function weekdaySwing({ bornAfterDays }: Growth, days: number): number {
  return 1 + 0.02 * Math.sin((2 * Math.PI * (days - bornAfterDays)) / 7);
}
