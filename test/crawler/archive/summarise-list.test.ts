import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Judge, summariseList } from '../../../crawler/archive/summarise-list.ts';
import type { Report } from '../../../crawler/census/quarantine/report.ts';
import type { ListedServer } from '../../../db/model/listed-server.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { hostName } from '../../support/visit-records.ts';

const day = '2022-11-04' as UtcDay;
const server = (domain: string, figures: Partial<ListedServer> = {}): ListedServer => ({
  domain: hostName(domain),
  software: null,
  version: null,
  registrations: null,
  usersTotal: null,
  usersActiveMonth: null,
  usersActiveHalfYear: null,
  localPosts: null,
  checkedAt: null,
  ...figures,
});
const nobody: Judge = () => new Map();
const absurd: Judge = (reports) =>
  new Map(
    reports.flatMap(({ domain, usersTotal }) =>
      usersTotal !== null && usersTotal > 1e6 ? [[domain, { rule: 'absurd' }] as const] : [],
    ),
  );

test('sums are over stated values, and a sum that nobody stated is null', () => {
  const rows = [
    server('ash.net', { usersTotal: 5 }),
    server('birch.net'),
    server('cedar.net', { usersTotal: 0 }),
  ];
  expect(summariseList(day, rows, nobody)).toEqual({
    day: {
      day,
      servers: 3,
      users_total: 5,
      users_active_month: null,
      users_total_raw: 5,
      servers_quarantined: 0,
      quarantined: [],
    },
    servers: 3,
    merged: 0,
    contradicting: 0,
    isRawSumTooLarge: false,
  });
});

test('a server that says zero is not one that says nothing', () => {
  const { day: summed } = summariseList(day, [server('ash.net', { usersActiveMonth: 0 })], nobody);
  expect([summed.users_total, summed.users_active_month]).toEqual([null, 0]);
});

test('what the judge names is left out of every sum but the raw one, and named by domain', () => {
  const rows = [
    server('ash.net', { usersTotal: 10, usersActiveMonth: 3 }),
    server('birch.net', { usersTotal: 7_900_000_000, usersActiveMonth: 9 }),
    server('cedar.net', { usersTotal: 2_000_000 }),
  ];
  expect(summariseList(day, rows, absurd).day).toMatchObject({
    servers: 1,
    users_total: 10,
    users_active_month: 3,
    users_total_raw: 7_902_000_010,
    servers_quarantined: 2,
    quarantined: [
      { domain: 'birch.net', rule: 'absurd' },
      { domain: 'cedar.net', rule: 'absurd' },
    ],
  });
});

test('when all servers are left out, their sums are unknown and not zero', () => {
  const { day: summed } = summariseList(day, [server('ash.net', { usersTotal: 1e12 })], absurd);
  expect(summed).toMatchObject({ servers: 0, users_total: null, users_total_raw: 1e12 });
});

test('the judge sees each server once, with its day, its class and its registrable domain', () => {
  const seen: Report[] = [];
  const rows = [
    server('a.github.io', { software: 'mastodon', usersTotal: 9 }),
    server('a.github.io', { software: 'mastodon', usersTotal: 8 }),
    server('relay.birch.net', { software: 'aoderelay' }),
    server('one.birch.net', { software: 'lemmy', usersTotal: 1 }),
  ];
  summariseList(day, rows, (reports) => {
    seen.push(...reports);
    return new Map();
  });
  const told = seen.map((report) => [
    report.domain,
    report.registrableDomain,
    report.class,
    report.usersTotal,
  ]);
  expect(told).toEqual([
    ['a.github.io', 'a.github.io', 'community', 9],
    ['relay.birch.net', 'birch.net', 'relay', null],
    ['one.birch.net', 'birch.net', 'personal', 1],
  ]);
  expect(new Set(seen.map((report) => report.day))).toEqual(new Set([day]));
});

const early = new Date('2022-11-01T00:00:00Z');
const late = new Date('2022-11-03T00:00:00Z');

test.for([
  ['that states its users', { localPosts: 9 }, { usersTotal: 2 }, 2],
  ['that was checked later', { usersTotal: 9, checkedAt: early }, { usersTotal: 2, checkedAt: late }, 2],
  ['with more users', { usersTotal: 2 }, { usersTotal: 9 }, 9],
  ['with more users, when one alone was checked', { usersTotal: 2, checkedAt: late }, { usersTotal: 9 }, 9],
  [
    'with more users, checked at once',
    { usersTotal: 2, checkedAt: late },
    { usersTotal: 9, checkedAt: late },
    9,
  ],
] as const)('of two rows of one server the one counts %s', ([, one, other, users]) => {
  for (const rows of [
    [server('ash.net', one), server('ash.net', other)],
    [server('ash.net', other), server('ash.net', one)],
  ])
    expect(summariseList(day, rows, nobody)).toMatchObject({
      day: { servers: 1, users_total: users },
      merged: 1,
      contradicting: 1,
    });
});

test('a row counts whole: no figure is taken from the other', () => {
  const rows = [
    server('ash.net', { usersTotal: 9 }),
    server('ash.net', { usersTotal: 2, usersActiveMonth: 2 }),
  ];
  expect(summariseList(day, rows, nobody).day).toMatchObject({ users_total: 9, users_active_month: null });
});

test('equal rows are merged, and contradict nothing', () => {
  const rows = [1, 2, 3].map(() => server('ash.net', { usersTotal: 9 }));
  const summary = summariseList(day, rows, nobody);
  expect(summary).toMatchObject({ servers: 1, merged: 2, contradicting: 0 });
  expect(summary.day).toMatchObject({ users_total: 9, users_total_raw: 27 });
});

test('sums beyond the safe integers are null, never another number', () => {
  const rows = ['ash.net', 'birch.net', 'cedar.net'].map((domain) =>
    server(domain, { usersTotal: Number.MAX_SAFE_INTEGER, usersActiveMonth: 1 }),
  );
  expect(summariseList(day, rows, absurd)).toMatchObject({
    day: { servers: 0, users_total: null, users_total_raw: null, servers_quarantined: 3 },
    isRawSumTooLarge: true,
  });
  expect(summariseList(day, rows.slice(0, 1), nobody)).toMatchObject({
    day: { users_total_raw: Number.MAX_SAFE_INTEGER },
    isRawSumTooLarge: false,
  });
});

test('the order of rows changes nothing', () => {
  const figure = fc.option(fc.nat(5), { nil: null });
  const rows = fc.array(
    fc.record({
      domain: fc.constantFrom('ash.net', 'birch.net', 'cedar.net').map(hostName),
      usersTotal: figure,
      usersActiveMonth: figure,
      localPosts: figure,
    }),
    { maxLength: 9 },
  );
  const byDomain = (list: readonly ListedServer[]) =>
    list.toSorted((left, right) => (left.domain < right.domain ? -1 : left.domain > right.domain ? 1 : 0));
  fc.assert(
    fc.property(rows, (given) => {
      const list = given.map(({ domain, ...figures }) => server(domain, figures));
      const summary = summariseList(day, byDomain(list), absurd);
      const reversed = summariseList(day, byDomain(list.toReversed()), absurd);
      expect(reversed.day).toEqual(summary.day);
      expect(summary.servers + summary.merged).toBe(list.length);
    }),
  );
});
