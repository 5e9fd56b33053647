import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import { hasForeignAccounts, isForWriters, postsOf, statesPostsOnly } from './evidence.ts';
import type { Report } from './report.ts';
import { formatCount, formatRate, type Verdict } from './verdict.ts';

const {
  absurd,
  random,
  'month-above-total': monthAboveTotal,
  'total-without-activity': totalWithoutActivity,
} = quarantineRules;

/** Beyond what any server has, or all servers have together. */
export function findAbsurd(report: Report): Verdict | null {
  const { accountsAtMost, activeMonthAtMost, postsAtMost } = absurd.thresholds;
  const limits = [
    [report.usersTotal, accountsAtMost.value, 'accounts'],
    [report.usersActiveMonth, activeMonthAtMost.value, 'users active in a month'],
    [report.usersActiveHalfYear, accountsAtMost.value, 'users active in half a year'],
    [postsOf(report), postsAtMost.value, 'posts'],
  ] as const;
  for (const [stated, limit, what] of limits) {
    if (stated !== null && stated > limit) {
      return { rule: 'absurd', detail: `states ${formatCount(stated)} ${what}` };
    }
  }
  return null;
}

/**
 * GoToSocial counts no active users: it says zero, or makes up all its figures anew every hour (accounts below a million,
 * posts below ten million, active users a share of the accounts). One or two active users are what a fork, or a
 * patch, really counts, and move no total. Made-up figures hide below both thresholds in less than one draw of a thousand.
 */
export function findGotosocialRandom(report: Report): Verdict | null {
  if (report.software !== 'gotosocial') return null;
  const { gotosocialActiveMonth, gotosocialAccounts } = random.thresholds;
  const active = Math.max(report.usersActiveMonth ?? 0, report.usersActiveHalfYear ?? 0);
  if (active >= gotosocialActiveMonth.value) {
    return {
      rule: 'random',
      detail: `states ${formatCount(active)} active users, which GoToSocial does not count`,
    };
  }
  if ((report.usersTotal ?? 0) < gotosocialAccounts.value) return null;
  return {
    rule: 'random',
    detail: `states ${formatCount(report.usersTotal ?? 0)} accounts, as GoToSocial does when it makes up its figures`,
  };
}

/** More people active in a month than there are accounts, by more than a rough counter and those who left explain. */
export function findMonthAboveTotal({ usersTotal, usersActiveMonth }: Report): Verdict | null {
  if (usersTotal === null || usersActiveMonth === null) return null;
  const { excessShare, excessUsers } = monthAboveTotal.thresholds;
  if (usersActiveMonth <= usersTotal * (1 + excessShare.value) + excessUsers.value) return null;
  return {
    rule: 'month-above-total',
    detail: `states ${formatCount(usersActiveMonth)} users active in a month of ${formatCount(usersTotal)} accounts`,
  };
}

/**
 * Accounts, or active users, that hardly anything else speaks for. A bridge is not judged.
 */
export function findTotalWithoutActivity(report: Report): Verdict | null {
  if (hasForeignAccounts(report)) return null;
  const clauses = [areUnused, areDeserted, areUnvouched, areSilent];
  if (!clauses.some((holds) => holds(report, postsOf(report)))) return null;
  return { rule: 'total-without-activity', detail: describeActivity(report) };
}

const activity = totalWithoutActivity.thresholds;

type ActivityClause = (report: Report, posts: number | null) => boolean;

/**
 * Fewer than one post for two accounts, and fewer than one active in two hundred. Where it is not said who is active, few
 * posts speak against accounts only if people are there to write.
 */
const areUnused: ActivityClause = (report, posts) =>
  report.usersTotal !== null &&
  report.usersTotal >= activity.accountsAtLeast.value &&
  (report.usersActiveMonth !== null || (posts !== null && isForWriters(report))) &&
  (posts ?? 0) < report.usersTotal * activity.postsPerAccount.value &&
  (report.usersActiveMonth ?? 0) < report.usersTotal * activity.activeShare.value;

/**
 * Fewer than one active in a thousand, without the posts of people who have since left. A zero is left out: servers that
 * federate with few say it in place of nothing.
 */
const areDeserted: ActivityClause = ({ usersTotal, usersActiveMonth }, posts) =>
  usersTotal !== null &&
  usersTotal >= activity.accountsAtLeast.value &&
  usersActiveMonth !== null &&
  usersActiveMonth > 0 &&
  usersActiveMonth < usersTotal * activity.desertedShare.value &&
  (posts ?? 0) < usersTotal * activity.vouchingPostsPerAccount.value;

/**
 * Very many accounts, and no word on who is active: nobody has a million without twenty posts each. A hundred thousand are
 * too many where not even posts are stated; and where they were each let in, by a software that never says who is active:
 * such a server counts the accounts that it knows of elsewhere.
 */
const areUnvouched: ActivityClause = (report, posts) => {
  const { usersTotal, usersActiveMonth, registrations } = report;
  if (usersTotal === null || usersActiveMonth !== null) return false;
  if (usersTotal < activity.unvouchedAccountsAtLeast.value) return false;
  if (posts === null) return true;
  if (posts >= usersTotal * activity.vouchingPostsPerAccount.value) return false;
  const wereLetIn = statesPostsOnly(report) && registrations !== null && registrations !== 'open';
  return wereLetIn || usersTotal > activity.unvouchedAccountsAtMost.value;
};

/** Thousands active where people write, and not one post for two of them, ever. */
const areSilent: ActivityClause = (report, posts) =>
  report.usersActiveMonth !== null &&
  report.usersActiveMonth >= activity.accountsAtLeast.value &&
  isForWriters(report) &&
  posts !== null &&
  posts < report.usersActiveMonth * activity.postsPerAccount.value;

function describeActivity(report: Report): string {
  const posts = postsOf(report);
  const stated = [
    report.usersTotal !== null && `${formatCount(report.usersTotal)} accounts`,
    report.usersActiveMonth === null
      ? 'no figure of active users'
      : `${formatCount(report.usersActiveMonth)} active in a month`,
    posts === null ? 'no figure of posts' : `${formatCount(posts)} posts`,
  ].filter((part) => part !== false);
  const perAccount =
    posts !== null && report.usersTotal !== null && report.usersTotal > 0
      ? ` (${formatRate(posts / report.usersTotal)} an account)`
      : '';
  return `states ${stated.join(', ')}${perAccount}`;
}

/** The rules that need nothing but the report, in the order of precedence; null when none holds. */
export function judgeOneReport(report: Report): Verdict | null {
  return judgeBareReport(report) ?? findTotalWithoutActivity(report);
}

/** The same for a report of a list that says of no server how active it is: that one is silent there proves nothing. */
export function judgeBareReport(report: Report): Verdict | null {
  return findAbsurd(report) ?? findGotosocialRandom(report) ?? findMonthAboveTotal(report);
}
