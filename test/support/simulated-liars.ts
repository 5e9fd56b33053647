import type { Random } from '../fediverse/random.ts';
import { anySize, type Life, type LivedDay, liveHonestly } from './simulated-lives.ts';

/** A small honest server, as which most liars begin. */
function beHonest(random: Random, days: number, software: string, accounts: number): LivedDay[] {
  return liveHonestly(random, days, {
    ...{ software, accounts, activeShare: 0.1 + 0.3 * random.next(), posts: 0.2 + random.next() },
    ...{ registrations: random.pick(['open', 'approval', 'closed'] as const), joins: () => random.below(2) },
  });
}

/** Lies from a day on. */
function lieFrom(
  from: number,
  life: readonly LivedDay[],
  lie: (day: LivedDay, since: number) => Partial<LivedDay['stated']>,
): LivedDay[] {
  return life.map((day, index) =>
    index < from ? day : { ...day, stated: { ...day.stated, ...lie(day, index - from) } },
  );
}

/** Accounts that programs signed up for: `bots` of them within `length` days, of whom some are active in their month. */
function signUpBots(random: Random, days: number, software: string, activeShare: number): LivedDay[] {
  const bots = anySize(random, 3_000, 90_000);
  const [from, length] = [20 + random.below(60), 2 + random.below(18)];
  return lieFrom(from, beHonest(random, days, software, anySize(random, 5, 3_000)), ({ stated }, since) => {
    const signedUp = Math.round(bots * Math.min(1, (since + 1) / length));
    const active = since < 28 + length ? Math.round(signedUp * activeShare) : 0;
    return {
      usersTotal: (stated.usersTotal ?? 0) + signedUp,
      usersActiveMonth: (stated.usersActiveMonth ?? 0) + active,
    };
  });
}

/** Lives of servers whose figures are false: more than half of what they state on a day is (see `isLie`). */
export const liarLives = {
  absurd: (random, days) => {
    const times = 10 ** (7.3 + 3 * random.next());
    return lieFrom(random.below(60), beHonest(random, days, 'mastodon', 50), ({ stated }) => ({
      usersTotal: Math.round(times),
      usersActiveMonth: random.chance(0.5) ? Math.round(times / 3) : stated.usersActiveMonth,
    }));
  },
  baffle: (random, days) =>
    lieFrom(random.below(30), beHonest(random, days, 'gotosocial', 1 + random.below(5)), () => {
      const usersTotal = random.below(1_000_000);
      const usersActiveMonth = Math.floor(usersTotal * random.next());
      return { usersTotal, usersActiveMonth, localPosts: random.below(10_000_000) };
    }),
  'random, of other software': (random, days) =>
    lieFrom(random.below(30), beHonest(random, days, 'mastodon', 100), () => {
      const usersTotal = random.below(500_000);
      const usersActiveMonth = Math.floor(usersTotal * random.next());
      return { usersTotal, usersActiveMonth, localPosts: random.below(5_000_000) };
    }),
  // Lemmy, June 2023: they never write, and only who writes is active there.
  'bots that are silent': (random, days) => signUpBots(random, days, 'lemmy', 0),
  // Signing up alone makes them active for a month.
  'bots that sign in': (random, days) => signUpBots(random, days, 'mastodon', 0.95),
  frozen: (random, days) => {
    const usersTotal = anySize(random, 2_000, 300_000);
    const usersActiveMonth = Math.round(usersTotal * (0.05 + 0.3 * random.next()));
    const still = { software: 'mastodon', usersTotal, usersActiveMonth, localPosts: usersTotal * 30 };
    return Array.from({ length: days }, () => ({ truth: { accounts: 0, month: 0 }, stated: still }));
  },
  'slow inflation without posts': (random, days) => {
    const rate = 1.02 + 0.03 * random.next();
    return lieFrom(20, beHonest(random, days, 'mastodon', 300), ({ stated }, since) => ({
      usersTotal: Math.round(Math.min(500_000, (stated.usersTotal ?? 0) * rate ** since)),
      usersActiveMonth: Math.round(Math.min(200_000, (stated.usersActiveMonth ?? 0) * rate ** since)),
    }));
  },
  // Nothing tells it from a server that does well. Kept to show what the rules cannot see.
  'slow inflation of everything': (random, days) => {
    const rate = 1.02 + 0.01 * random.next();
    return lieFrom(20, beHonest(random, days, 'mastodon', 300), ({ stated }, since) => {
      const times = Math.min(300, rate ** since);
      return {
        usersTotal: Math.round((stated.usersTotal ?? 0) * times),
        usersActiveMonth: Math.round((stated.usersActiveMonth ?? 0) * times),
        localPosts: Math.round((stated.localPosts ?? 0) * times),
      };
    });
  },
  'accounts of other servers': (random, days) => {
    const [known, posts] = [anySize(random, 30_000, 800_000), 5 + random.below(20)];
    const from = 20 + random.below(60);
    const until = from + 10 + random.below(100);
    const life = beHonest(random, days, 'firefish', anySize(random, 2, 500));
    return lieFrom(from, life, ({ stated }, since) =>
      since >= until - from
        ? { usersActiveMonth: null }
        : {
            usersTotal: (stated.usersTotal ?? 0) + Math.round(known * (1 + since * 0.003)),
            usersActiveMonth: null,
            localPosts: (stated.localPosts ?? 0) + Math.round(known * posts * (1 + since * 0.005)),
          },
    );
  },
  'month beyond the accounts': (random, days) => {
    const month = anySize(random, 500, 400_000);
    return lieFrom(random.below(60), beHonest(random, days, 'mastodon', 1 + random.below(20)), () => ({
      usersActiveMonth: month + random.below(200),
    }));
  },
  // Nothing tells it from a server whose people all came back. Kept to show what the rules cannot see.
  'month up to the accounts': (random, days) =>
    lieFrom(
      random.below(60),
      beHonest(random, days, 'mastodon', anySize(random, 500, 50_000)),
      ({ stated }) => ({
        usersActiveMonth: Math.round((stated.usersTotal ?? 0) * 0.9),
      }),
    ),
  // A number typed into a template, once, of which every figure is possible.
  'one great leap': (random, days) => {
    const times = anySize(random, 20, 400);
    return lieFrom(30 + random.below(60), beHonest(random, days, 'mastodon', 2_000), ({ stated }) => ({
      usersTotal: (stated.usersTotal ?? 0) * times,
      usersActiveMonth: (stated.usersActiveMonth ?? 0) * times,
      localPosts: (stated.localPosts ?? 0) * times,
    }));
  },
} as const satisfies Readonly<Record<string, Life>>;

/** Servers made by one hand, of which each by itself could be true: the same figures with small differences. */
export const twinLife =
  (usersTotal: number, registeredFrom: number): Life =>
  (random, days) => {
    const jitter = 1 + 0.04 * (random.next() - 0.5);
    const own = Math.round(usersTotal * jitter);
    return Array.from({ length: days - registeredFrom }, (_, day) => ({
      truth: { accounts: 0, month: 0 },
      stated: {
        ...{ software: 'mastodon', registrations: 'open' as const, usersTotal: own + day },
        ...{ usersActiveMonth: Math.round(own * 0.4), localPosts: own * 12 + day * 5 },
      },
    }));
  };

/** Whether more than half of what a server states of its accounts, or its active users, is false, and a hundred or more. */
export function isLie({ truth, stated }: LivedDay): boolean {
  return (
    (stated.usersTotal ?? 0) > truth.accounts * 2 + 100 ||
    (stated.usersActiveMonth ?? 0) > truth.month * 2 + 100
  );
}
