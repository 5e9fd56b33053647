import type { Report } from '../../crawler/census/quarantine/report.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import type { Random } from '../fediverse/random.ts';

/** What a server has on a day, and what it says it has. */
export interface LivedDay {
  readonly truth: { readonly accounts: number; readonly month: number };
  readonly stated: Partial<Pick<Report, 'software' | 'registrations'>> &
    Pick<Report, 'usersTotal' | 'usersActiveMonth' | 'localPosts'>;
}

/** A way to live: `days` days from the first report on, decided by the random numbers. */
export type Life = (random: Random, days: number) => readonly LivedDay[];

/** A server of people, day by day. */
export interface Habits {
  readonly software?: string;
  readonly registrations?: RegistrationMode;
  readonly accounts: number;
  /** Share of the accounts that is active in a month, once newcomers have settled. */
  readonly activeShare: number;
  /** Posts of an active account on a day. */
  readonly posts: number;
  /** Posts that were there before. */
  readonly oldPosts?: number;
  /** How many sign up on a day. */
  readonly joins: (day: number, accounts: number) => number;
  /** Share of the active who stay away for good each day. */
  readonly leaving?: number;
}

/** Of those who sign up, so many are active in their first month; later the share of all accounts is. */
const newcomersActive = 0.8;
/** How much nearer to its usual share the number of active accounts comes each day. */
const settling = 0.03;

/** Lets people sign up, write and leave; says the truth. */
export function liveHonestly(random: Random, days: number, habits: Habits): LivedDay[] {
  const { software = 'mastodon', registrations = 'open', activeShare, leaving = 0 } = habits;
  let { accounts } = habits;
  let share = activeShare;
  let active = accounts * share;
  let posts = habits.oldPosts ?? accounts * 20;
  return Array.from({ length: days }, (_, day) => {
    const joined = Math.max(0, Math.round(habits.joins(day, accounts) * (0.7 + 0.6 * random.next())));
    accounts += joined;
    share *= 1 - leaving;
    active += joined * newcomersActive + (accounts * share - active) * settling;
    posts += active * habits.posts * (0.7 + 0.6 * random.next());
    const truth = {
      accounts,
      month: Math.min(accounts, Math.max(0, Math.round(active * (1 + 0.02 * random.normal())))),
    };
    return {
      truth,
      stated: {
        ...{ software, registrations, usersTotal: accounts, usersActiveMonth: truth.month },
        localPosts: Math.round(posts),
      },
    };
  });
}

/** A number whose logarithm is uniform: small servers are many, large ones few. */
export const anySize = (random: Random, from: number, to: number) =>
  Math.round(from * (to / from) ** random.next());

/** Somebody now and then. */
const few = (random: Random, accounts: number) => () =>
  random.chance(Math.min(1, accounts / 2_000)) ? 1 + random.below(1 + accounts / 1_000) : 0;

const usual = (random: Random, accounts: number): Habits => ({
  accounts,
  activeShare: 0.05 + 0.35 * random.next(),
  posts: 0.2 + 1.3 * random.next(),
  oldPosts: accounts * (5 + random.below(200)),
  registrations: random.pick(['open', 'approval', 'invite', 'closed']),
  joins: few(random, accounts),
});

/** Changes what a life states from a day on. */
const restate = (
  life: readonly LivedDay[],
  change: (stated: LivedDay['stated'], day: number, truth: LivedDay['truth']) => Partial<LivedDay['stated']>,
): LivedDay[] =>
  life.map(({ truth, stated }, day) => ({ truth, stated: { ...stated, ...change(stated, day, truth) } }));

/** A wave of newcomers: rises from the day on, is highest after a third of its length, and ebbs away. */
const wave = (from: number, length: number, people: number) => (day: number) => {
  const place = (day - from) / length;
  if (place < 0 || place >= 1) return 0;
  return (people / length) * 2 * (place < 1 / 3 ? place * 3 : (1 - place) * 1.5);
};

/** Lives of honest servers, those included that look odd. Whoever refuses to count one of their days is wrong. */
export const honestLives = {
  steady: (random, days) => liveHonestly(random, days, usual(random, anySize(random, 5, 300_000))),
  'one-person': (random, days) =>
    liveHonestly(random, days, {
      ...usual(random, 1),
      ...{ activeShare: 1, registrations: 'closed', joins: () => 0 },
    }),
  growing: (random, days) =>
    liveHonestly(random, days, {
      ...usual(random, anySize(random, 20, 20_000)),
      ...{ registrations: 'open', joins: (_day, accounts) => accounts * (0.005 + 0.015 * random.next()) },
    }),
  dying: (random, days) =>
    liveHonestly(random, days, { ...usual(random, anySize(random, 50, 200_000)), leaving: 0.03 }),
  // November 2022: twenty times the people within a week or two.
  'migration wave': (random, days) => {
    const accounts = anySize(random, 50, 8_000);
    const [from, length] = [20 + random.below(60), 7 + random.below(14)];
    return liveHonestly(random, days, {
      ...usual(random, accounts),
      ...{ registrations: 'open', posts: 0.3 + random.next() },
      // The most that all servers together took in on a day is 135,500 (2022-11-07).
      joins: (day) => Math.min(25_000, wave(from, length, accounts * 20)(day)),
    });
  },
  // The same, and the door is shut on the fifth day.
  'wave, then closed': (random, days) => {
    const accounts = anySize(random, 50, 8_000);
    const from = 20 + random.below(60);
    const life = liveHonestly(random, days, {
      ...usual(random, accounts),
      ...{ registrations: 'open', joins: (day) => (day < from || day > from + 4 ? 1 : accounts * 3) },
    });
    return restate(life, (_, day) => (day > from + 4 ? { registrations: 'closed' } : {}));
  },
  'opening of a popular server': (random, days) =>
    liveHonestly(random, days, {
      ...{ accounts: 3, activeShare: 0.2, posts: 0.3 + random.next(), oldPosts: 10 },
      joins: wave(2, 20 + random.below(20), 20_000 + random.below(180_000)),
    }),
  'giant in a wave': (random, days) =>
    liveHonestly(random, days, {
      ...usual(random, 400_000 + random.below(1_500_000)),
      ...{ registrations: 'open', joins: wave(40, 30, 500_000) },
    }),
  // The counter of log-ins is lost and fills again within the month.
  'lost counter': (random, days) => {
    const from = 30 + random.below(100);
    const life = liveHonestly(random, days, usual(random, anySize(random, 100, 200_000)));
    return restate(life, ({ usersActiveMonth }, day) =>
      day < from
        ? {}
        : { usersActiveMonth: Math.round((usersActiveMonth ?? 0) * Math.min(1, (day - from + 1) / 28)) },
    );
  },
  'begun anew': (random, days) => {
    const ended = 30 + random.below(days - 60);
    const before = liveHonestly(random, ended, usual(random, anySize(random, 20, 20_000)));
    const after = liveHonestly(random, days - ended, { ...usual(random, 1), joins: () => random.below(4) });
    return [...before, ...after];
  },
  // Lemmy 0.19 counted voters, too: up to four times as many from one day to the next.
  'other definition': (random, days) => {
    const from = 30 + random.below(100);
    const factor = 2 + 2.5 * random.next();
    const habits = usual(random, anySize(random, 500, 180_000));
    const life = liveHonestly(random, days, { ...habits, activeShare: 0.08, software: 'lemmy' });
    return life.map(({ truth, stated }, day) => {
      const month = day < from ? truth.month : Math.min(truth.accounts, Math.round(truth.month * factor));
      return { truth: { ...truth, month }, stated: { ...stated, usersActiveMonth: month } };
    });
  },
  'other software': (random, days) => {
    const from = 30 + random.below(100);
    const life = liveHonestly(random, days, usual(random, anySize(random, 5, 5_000)));
    return restate(life, (_, day) => (day < from ? {} : { software: 'sharkey', usersActiveMonth: null }));
  },
  'nobody active, it says': (random, days) => {
    const life = liveHonestly(random, days, usual(random, anySize(random, 100, 50_000)));
    return restate(life, () => ({ usersActiveMonth: 0 }));
  },
  'figures hidden now and then': (random, days) => {
    const life = liveHonestly(random, days, usual(random, anySize(random, 100, 500_000)));
    return restate(life, () =>
      random.chance(0.1) ? { usersTotal: 0, usersActiveMonth: 0, localPosts: 0 } : {},
    );
  },
  'Misskey without active users': (random, days) => {
    const accounts = anySize(random, 20, 700_000);
    const life = liveHonestly(random, days, {
      ...usual(random, accounts),
      oldPosts: accounts * (30 + random.below(300)),
    });
    return restate(life, () => ({ software: 'misskey', usersActiveMonth: null }));
  },
  GoToSocial: (random, days) => {
    const life = liveHonestly(random, days, usual(random, anySize(random, 1, 60)));
    return restate(life, () => ({
      software: 'gotosocial',
      usersActiveMonth: random.chance(0.05) ? 1 : null,
    }));
  },
  'video: many watch': (random, days) => {
    const accounts = anySize(random, 100, 20_000);
    const joins = wave(60, 40, accounts * 1.5);
    return liveHonestly(random, days, {
      ...{ software: 'peertube', accounts, activeShare: 0.02 + 0.08 * random.next(), posts: 0.002 },
      ...{ oldPosts: accounts * (0.1 + random.next()), joins },
    });
  },
  'old forum': (random, days) => {
    const accounts = anySize(random, 10_000, 2_500_000);
    const habits = {
      ...usual(random, accounts),
      software: 'nodebb',
      activeShare: 0.01 + 0.05 * random.next(),
    };
    return liveHonestly(random, days, { ...habits, posts: 0.01, oldPosts: accounts * 0.03 });
  },
  'accounts deleted after use': (random, days) => {
    const life = liveHonestly(random, days, { ...usual(random, 5), joins: () => 3 });
    return restate(life, (_, day) => ({
      usersTotal: 5 + random.below(6),
      usersActiveMonth: Math.min(5 + day * 3, 90),
    }));
  },
  // Every figure stands still, and none says that anybody is there.
  archive: (random, days) => {
    const [first] = liveHonestly(random, 1, usual(random, anySize(random, 100, 300_000)));
    const still = { truth: { accounts: first?.truth.accounts ?? 1, month: 0 } };
    return Array.from({ length: days }, () => ({
      ...still,
      stated: {
        usersTotal: still.truth.accounts,
        usersActiveMonth: 0,
        localPosts: still.truth.accounts * 10,
      },
    }));
  },
  // Signing in with the account of a browser or a school: registrations are closed, and people come by the thousand.
  'closed, with a door elsewhere': (random, days) =>
    liveHonestly(random, days, {
      ...{ accounts: 30, activeShare: 0.15, posts: 0.4, oldPosts: 100, registrations: 'closed' },
      joins: wave(10, 20, 40_000 + random.below(30_000)),
    }),
} as const satisfies Readonly<Record<string, Life>>;
