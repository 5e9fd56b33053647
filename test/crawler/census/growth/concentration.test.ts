import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concentrationOf,
  giniOf,
  herfindahlOf,
  lorenzCurveOf,
  mergeOwners,
  type RankedUsers,
  rankUsers,
  shannonOf,
  topShareOf,
} from '../../../../crawler/census/growth/concentration.ts';

/** Ranks counts of which one at least is above 0. */
function ranked(users: readonly (number | null)[]): RankedUsers {
  const result = rankUsers(users);
  if (result === null) throw new Error('Nobody has a share.');
  return result;
}

const count = fc.oneof(
  fc.nat({ max: 3 }),
  fc.nat({ max: 100_000 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
);
/** Servers of which one at least has users. */
const servers = fc
  .tuple(fc.array(count, { maxLength: 200 }), fc.integer({ min: 1, max: 100_000 }))
  .map(([some, one]) => [...some, one]);

describe('known values', () => {
  test('N equal servers: HHI 10,000 / N, Shannon ln N, evenness 1, N effective servers, Gini 0', () => {
    for (const n of [2, 3, 7, 1_000]) {
      const result = concentrationOf(Array<number>(n).fill(12));
      expect(result).toMatchObject({ servers: n, inhabited: n, users: 12 * n });
      expect(result?.hhi).toBeCloseTo(10_000 / n, 9);
      expect(result?.shannon).toBeCloseTo(Math.log(n), 12);
      expect(result?.evenness).toBeCloseTo(1, 12);
      expect(result?.effectiveServers).toBeCloseTo(n, 9);
      expect(result?.gini).toBeCloseTo(0, 12);
    }
  });

  test('one server: it has everybody, and is neither even nor uneven', () => {
    expect(concentrationOf([5])).toEqual({
      servers: 1,
      inhabited: 1,
      users: 5,
      topShares: [1, 10, 100].map((k) => ({ k, share: 1 })),
      hhi: 10_000,
      shannon: 0,
      evenness: null,
      effectiveServers: 1,
      gini: 0,
    });
  });

  test('one of four servers has everybody: HHI 10,000, Shannon 0, Gini 3/4', () => {
    expect(concentrationOf([0, 9, 0, 0])).toMatchObject({
      ...{ servers: 4, inhabited: 1, hhi: 10_000, shannon: 0, gini: 0.75, evenness: null },
    });
  });

  test('shares of 50, 30 and 20 %, reckoned by hand', () => {
    const result = concentrationOf([20, 50, 30], [1, 2]);
    expect(result?.hhi).toBeCloseTo(2_500 + 900 + 400, 9);
    expect(result?.shannon).toBeCloseTo(1.0296530140645737, 12);
    expect(result?.gini).toBeCloseTo(0.2, 12);
    expect(result?.topShares.map(({ share }) => share)).toEqual([0.5, 0.8]);
    expect(lorenzCurveOf(ranked([20, 50, 30]))).toEqual([
      { servers: 0, users: 0 },
      { servers: 1 / 3, users: 0.2 },
      { servers: 2 / 3, users: 0.5 },
      { servers: 1, users: 1 },
    ]);
  });

  // @mastodonusercount, 2022-12-16: its total, and the ten largest servers that it named.
  test('December 2022: ten servers had 36.6 % of all accounts, the largest 10.8 %', () => {
    const total = 8_478_627;
    const largest = [
      918_076, 794_142, 299_165, 233_322, 166_758, 163_615, 159_803, 136_153, 131_153, 100_254,
    ];
    const rest = total - largest.reduce((sum, users) => sum + users, 0);
    const others = Array.from({ length: 8_000 }, (_, index) => Math.floor((rest + index) / 8_000));
    const result = concentrationOf([...others, ...largest], [1, 10]);
    expect(result?.users).toBe(total);
    const [first, ten] = result?.topShares.map(({ share }) => (100 * share).toFixed(1)) ?? [];
    expect([first, ten]).toEqual(['10.8', '36.6']);
  });
});

test.for([[[]], [[null, null]], [[0, 0]], [[null, 0]]])('%j leaves nobody to have a share', ([users]) => {
  expect(concentrationOf(users ?? [])).toBeNull();
});

test.for([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d is no count of users', (users) => {
  expect(() => rankUsers([3, users])).toThrow(RangeError);
});

test.for([0, -1, 1.5, Number.NaN])('%d is no number of servers at the top', (k) => {
  expect(() => topShareOf(ranked([1]), k)).toThrow(RangeError);
});

describe('for any servers', () => {
  test('every measure lies in its range', () => {
    fc.assert(
      fc.property(servers, (users) => {
        const result = concentrationOf(users);
        if (result === null) throw new Error('Somebody has users.');
        expect(result.hhi).toBeGreaterThanOrEqual(10_000 / result.inhabited);
        expect(result.hhi).toBeLessThanOrEqual(10_000);
        expect(result.shannon).toBeGreaterThanOrEqual(0);
        expect(result.shannon).toBeLessThanOrEqual(Math.log(result.inhabited));
        expect(result.gini).toBeGreaterThanOrEqual(0);
        expect(result.gini).toBeLessThan(1);
        expect(result.effectiveServers).toBeLessThanOrEqual(result.inhabited * (1 + 1e-12));
        if (result.evenness !== null) {
          expect(result.evenness).toBeGreaterThanOrEqual(0);
          expect(result.evenness).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('order changes nothing at all, nor do servers that do not say', () => {
    fc.assert(
      fc.property(servers, fc.infiniteStream(fc.nat()), (users, keys) => {
        const shuffled = users
          .map((each) => ({ each, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .flatMap(({ each, key }) => (key % 3 === 0 ? [each, null] : [each]));
        expect(concentrationOf(shuffled)).toEqual(concentrationOf(users));
      }),
    );
  });

  test('servers that say zero change no share, no HHI, no Shannon index, and raise Gini', () => {
    fc.assert(
      fc.property(servers, fc.integer({ min: 1, max: 50 }), (users, zeros) => {
        const [before, after] = [ranked(users), ranked([...users, ...Array<number>(zeros).fill(0)])];
        expect(topShareOf(after, 1)).toBeCloseTo(topShareOf(before, 1), 12);
        expect(herfindahlOf(after)).toBeCloseTo(herfindahlOf(before), 8);
        expect(shannonOf(after)).toBeCloseTo(shannonOf(before), 10);
        expect(giniOf(after)).toBeGreaterThan(giniOf(before));
      }),
    );
  });

  test('scale changes no share: thousands of users and single ones alike', () => {
    const small = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(small, fc.integer({ min: 2, max: 1_000_000 }), (users, factor) => {
        const [one, many] = [ranked(users), ranked(users.map((each) => each * factor))];
        expect(herfindahlOf(many)).toBeCloseTo(herfindahlOf(one), 8);
        expect(shannonOf(many)).toBeCloseTo(shannonOf(one), 10);
        expect(giniOf(many)).toBeCloseTo(giniOf(one), 10);
      }),
    );
  });

  test('every server split into as many equal ones: Gini stays, HHI is divided, Shannon grows by the logarithm', () => {
    fc.assert(
      fc.property(servers, fc.integer({ min: 2, max: 5 }), (users, copies) => {
        const [one, many] = [
          ranked(users),
          ranked(users.flatMap((each) => Array<number>(copies).fill(each))),
        ];
        expect(giniOf(many)).toBeCloseTo(giniOf(one), 10);
        expect(herfindahlOf(many)).toBeCloseTo(herfindahlOf(one) / copies, 8);
        expect(shannonOf(many)).toBeCloseTo(shannonOf(one) + Math.log(copies), 10);
      }),
    );
  });

  test('the share of the top k never falls as k grows, and ends at 1', () => {
    fc.assert(
      fc.property(servers, (users) => {
        const shares = users.map((_, index) => topShareOf(ranked(users), index + 1));
        for (const [index, share] of shares.entries())
          expect(share).toBeGreaterThanOrEqual((shares[index - 1] ?? 0) - 1e-15);
        expect(shares.at(-1)).toBe(1);
        expect(topShareOf(ranked(users), users.length + 1)).toBe(1);
      }),
    );
  });

  test('the Lorenz curve is convex, below the diagonal, exact at its ends, of 101 points at most', () => {
    const many = fc.oneof(
      servers,
      fc.array(count, { minLength: 90, maxLength: 700 }).map((a) => [...a, 1]),
    );
    fc.assert(
      fc.property(many, (users) => {
        const curve = lorenzCurveOf(ranked(users));
        expect(curve).toHaveLength(Math.min(users.length, 100) + 1);
        expect([curve[0], curve.at(-1)]).toEqual([
          { servers: 0, users: 0 },
          { servers: 1, users: 1 },
        ]);
        let slope = 0;
        for (const [index, point] of curve.entries()) {
          const before = curve[index - 1];
          if (before === undefined) continue;
          expect(point.servers).toBeGreaterThan(before.servers);
          expect(point.users).toBeLessThanOrEqual(point.servers);
          const next = (point.users - before.users) / (point.servers - before.servers);
          expect(next).toBeGreaterThanOrEqual(slope - 1e-9);
          slope = next;
        }
      }),
    );
  });

  test('Gini is twice the area between the Lorenz curve and the diagonal', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 99 }), (some) => {
        const result = ranked([...some, 1]);
        const curve = lorenzCurveOf(result);
        const area = curve.reduce((sum, point, index) => {
          const before = curve[index - 1] ?? point;
          return sum + ((point.users + before.users) / 2) * (point.servers - before.servers);
        }, 0);
        expect(giniOf(result)).toBeCloseTo(1 - 2 * area, 10);
      }),
    );
  });
});

describe('by owner', () => {
  test('two servers of one owner are one; a server without owner stands for itself', () => {
    expect(
      mergeOwners([
        { owner: 'Mastodon gGmbH', users: 900 },
        { owner: null, users: 3 },
        { owner: 'Mastodon gGmbH', users: 160 },
        { owner: null, users: null },
        { owner: 'half', users: null },
        { owner: 'half', users: 0 },
        { owner: 'silent', users: null },
        { owner: 'silent', users: null },
      ]),
    ).toEqual([1_060, 0, null, 3, null]);
  });

  test('to merge owners lowers neither HHI nor a top share, and raises no Shannon index', () => {
    const owned = fc.array(
      fc.record({ owner: fc.option(fc.constantFrom('a', 'b', 'c', 'd')), users: fc.option(count) }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(owned, (each) => {
        const before = rankUsers(each.map(({ users }) => users));
        const after = rankUsers(mergeOwners(each));
        expect(after === null).toBe(before === null);
        if (before === null || after === null) return;
        expect(after.total).toBeCloseTo(before.total, -4);
        expect(herfindahlOf(after)).toBeGreaterThanOrEqual(herfindahlOf(before) - 1e-9);
        expect(shannonOf(after)).toBeLessThanOrEqual(shannonOf(before) + 1e-12);
        for (const k of [1, 2, 10])
          expect(topShareOf(after, k)).toBeGreaterThanOrEqual(topShareOf(before, k) - 1e-12);
      }),
    );
  });
});

test('100,000 servers with up to 2^53 users lose no precision', () => {
  const n = 100_000;
  const equal = concentrationOf(Array<number>(n).fill(2 ** 53));
  expect(equal?.hhi).toBeCloseTo(0.1, 12);
  expect(equal?.shannon).toBeCloseTo(Math.log(n), 10);
  expect(equal?.gini).toBeCloseTo(0, 10);
  // One giant among servers of one user: closed forms.
  const giant = ranked([...Array<number>(n - 1).fill(1), 2 ** 53]);
  expect(topShareOf(giant, 1)).toBeCloseTo(2 ** 53 / (2 ** 53 + n - 1), 15);
  expect(herfindahlOf(giant)).toBeCloseTo(10_000, 5);
  expect(shannonOf(giant)).toBeGreaterThan(0);
  expect(giniOf(giant)).toBeCloseTo(1 - 1 / n, 10);
  // Zipf: sᵢ = (1/i) / H(n), so Σ sᵢ² = (π²/6 − 1/n) / H(n)² nearly.
  const zipf = ranked(Array.from({ length: n }, (_, index) => 2 ** 50 / (index + 1)));
  const harmonic = Math.log(n) + 0.5772156649015329 + 1 / (2 * n);
  expect(herfindahlOf(zipf)).toBeCloseTo((10_000 * (Math.PI ** 2 / 6 - 1 / n)) / harmonic ** 2, 4);
  expect(lorenzCurveOf(zipf)).toHaveLength(101);
});
