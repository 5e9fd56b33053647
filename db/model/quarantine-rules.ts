import type { UtcDay } from './utc-day.ts';

/** A number that a rule decides by. */
export interface Threshold {
  readonly value: number;
  /** What is counted, in the plural, or `share` (0–1) or `factor`. */
  readonly unit:
    | 'accounts'
    | 'accounts/day'
    | 'active users'
    | 'posts'
    | 'posts/account'
    | 'posts/account/day'
    | 'days'
    | 'reports'
    | 'instances'
    | 'swings'
    | 'share'
    | 'factor';
}

/** A named reason for which an instance's figures of a day are kept and shown, and left out of totals. */
export interface QuarantineRule {
  /** First day that the rule was applied in; earlier days are judged by it too when they are computed again. */
  readonly since: UtcDay;
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** What the rule, and each number in it, goes back to: an incident, an issue, a list of servers with its date. */
  readonly source: string;
}

const introduced = '2026-11-29' as UtcDay;

/**
 * Every quarantine rule, in the order of precedence: when several hold for one report, the first is the one named. The
 * rules themselves are in crawler/census/quarantine, their words in the site's messages.
 */
export const quarantineRules = {
  'by-hand': {
    since: '2026-11-24' as UtcDay,
    thresholds: {},
    source: 'a person who runs the census, with a reason given to the server',
  },
  absurd: {
    since: introduced,
    thresholds: {
      accountsAtMost: { value: 10_000_000, unit: 'accounts' },
      activeMonthAtMost: { value: 2_000_000, unit: 'active users' },
      postsAtMost: { value: 2_000_000_000, unit: 'posts' },
    },
    source:
      'TheKinrar/instances issue 102 (7.9 billion accounts). All servers together: 14.4 million accounts (FediDB, ' +
      'September 2026), at most 2.6 million active in a month (api.joinmastodon.org, 2022-11-30)',
  },
  random: {
    since: introduced,
    thresholds: {
      gotosocialActiveMonth: { value: 100, unit: 'active users' },
      gotosocialAccounts: { value: 20_000, unit: 'accounts' },
      swingFactor: { value: 2, unit: 'factor' },
      swingAtLeast: { value: 1_000, unit: 'accounts' },
      swings: { value: 3, unit: 'swings' },
      withinDays: { value: 28, unit: 'days' },
    },
    source:
      'superseriousbusiness/gotosocial pull request 3734, instance-stats-mode "baffle"; fedilist.com 2025-11-09 (16 ' +
      'servers with 3.86 of 4.36 million; the largest GoToSocial server that does not state random figures has 62 accounts)',
  },
  'month-above-total': {
    since: introduced,
    thresholds: {
      excessShare: { value: 0.1, unit: 'share' },
      excessUsers: { value: 200, unit: 'active users' },
    },
    source:
      'mastodon/mastodon issues 18861 and 22374 (HyperLogLog is off by one per cent and keeps those who left), ' +
      'fedidb/issues issue 57',
  },
  'total-without-activity': {
    since: introduced,
    thresholds: {
      accountsAtLeast: { value: 5_000, unit: 'accounts' },
      postsPerAccount: { value: 0.5, unit: 'posts/account' },
      activeShare: { value: 0.005, unit: 'share' },
      desertedShare: { value: 0.001, unit: 'share' },
      vouchingPostsPerAccount: { value: 20, unit: 'posts/account' },
      unvouchedAccountsAtLeast: { value: 100_000, unit: 'accounts' },
      unvouchedAccountsAtMost: { value: 1_000_000, unit: 'accounts' },
    },
    source:
      'tgxn/lemmy-explorer suspicious.json 2023-07-02 (48 servers with 5,000 to 87,000 accounts of bots, at most 0.17 per cent ' +
      'of them active), fedilist.com 2025-11-09 (of those with 5,000 accounts that say who is active, the others have one in ' +
      'two hundred active, or a post an account). The largest server of 2022-12-16 had 918,076 accounts (@mastodonusercount)',
  },
  'sudden-growth': {
    since: introduced,
    thresholds: {
      accountsPerDay: { value: 30_000, unit: 'accounts/day' },
      sharePerDay: { value: 0.2, unit: 'share' },
      factor: { value: 1.5, unit: 'factor' },
      accountsAtLeast: { value: 5_000, unit: 'accounts' },
      accountsWhileClosedAtLeast: { value: 1_000, unit: 'accounts' },
      postsPerNewAccount: { value: 0.25, unit: 'posts/account' },
      postsPerNewAccountAndDay: { value: 5, unit: 'posts/account/day' },
      ownPostsMargin: { value: 0.2, unit: 'share' },
      activeShareOfNewAccounts: { value: 0.1, unit: 'share' },
      comparedDays: { value: 7, unit: 'days' },
      comparedDaysAtMost: { value: 28, unit: 'days' },
      lastsDays: { value: 28, unit: 'days' },
      endsAfterDays: { value: 90, unit: 'days' },
    },
    source:
      'api.joinmastodon.org statistics (all Mastodon servers together gained 135,500 accounts on 2022-11-07, the most on ' +
      'one day), TheKinrar/instances issues 147 and 165 (known accounts of other servers reported as own)',
  },
  twins: {
    since: introduced,
    thresholds: {
      cameWithinDays: { value: 30, unit: 'days' },
      instancesAtLeast: { value: 10, unit: 'instances' },
      accountsEach: { value: 10, unit: 'accounts' },
      alikeFactor: { value: 1.25, unit: 'factor' },
      usersTogether: { value: 5_000, unit: 'accounts' },
      largeAccountsEach: { value: 50_000, unit: 'accounts' },
    },
    source:
      'simonw/scrape-instances-social issue 4 (fake servers of 2022-11-21), mastodon/mastodon issue 21977 (names without ' +
      'end below one domain)',
  },
  frozen: {
    since: introduced,
    thresholds: {
      activeMonthAtLeast: { value: 100, unit: 'active users' },
      days: { value: 28, unit: 'days' },
      reportsAtLeast: { value: 15, unit: 'reports' },
    },
    source:
      'maltfield/awesome-lemmy-instances, weekly lists of 2023-06-08 to 2024-06-11 (no server with 100 active ' +
      'users stated the same in more than three lists running)',
  },
} as const satisfies Readonly<Record<string, QuarantineRule>>;

/** One of the names in {@link quarantineRules}; stored in `quarantine_finding.rule`. */
export type QuarantineRuleName = keyof typeof quarantineRules;

/** The names, in the order of precedence. */
export const quarantineRuleNames = Object.keys(quarantineRules) as readonly QuarantineRuleName[];
