import { expect, test } from 'vitest';
import type { Report } from '../../../../crawler/census/quarantine/report.ts';
import { findTwins } from '../../../../crawler/census/quarantine/twins.ts';
import { addDays, type UtcDay } from '../../../../db/model/utc-day.ts';
import { emptyReport } from '../../../support/server-list.ts';

const day = '2025-03-31' as UtcDay;

/** Servers below one domain, in one network. */
const servers = (count: number, statedBy: (index: number) => Partial<Report>): readonly Report[] =>
  Array.from({ length: count }, (_, index) => ({
    ...emptyReport,
    ...{
      day,
      domain: `s${index}.twins.example`,
      registrableDomain: 'twins.example',
      network: '203.0.113.0/24',
    },
    ...statedBy(index),
  }));

const alike = { usersTotal: 500, usersActiveMonth: 200, localPosts: 6_000 };
const found = (reports: readonly Report[], firstDays: ReadonlyMap<string, UtcDay> = new Map()) =>
  findTwins(reports, firstDays).size;

test('ten that have five thousand accounts together in like portions are twins', () => {
  expect(found(servers(10, () => alike))).toBe(10);
  expect(found(servers(9, () => ({ ...alike, usersTotal: 5_000 })))).toBe(0);
  expect(found(servers(10, () => ({ ...alike, usersTotal: 499, usersActiveMonth: 1 })))).toBe(0);
});

test('a neighbour of other figures is not one of them', () => {
  const neighbours = servers(12, (index) => (index < 10 ? alike : { ...alike, localPosts: 90_000 }));
  expect([...findTwins(neighbours, new Map()).keys()]).toEqual(
    neighbours.slice(0, 10).map(({ domain }) => domain),
  );
});

test('a domain is enough, and so is a network', () => {
  expect(
    found(servers(10, (index) => ({ ...alike, network: null, domain: `n${index}.twins.example` }))),
  ).toBe(10);
  expect(found(servers(10, (index) => ({ ...alike, registrableDomain: `twin${index}.example` })))).toBe(10);
  const apart = { ...alike, network: null };
  expect(found(servers(10, (index) => ({ ...apart, registrableDomain: `twin${index}.example` })))).toBe(0);
});

test('figures that differ by a few per cent are alike', () => {
  const close = servers(300, (index) => ({
    usersTotal: 500 + (index % 20),
    usersActiveMonth: 200 + (index % 8),
    localPosts: 6_000 + (index % 240),
  }));
  expect(found(close)).toBe(300);
});

test('thousands of one-person servers of one host are not', () => {
  expect(found(servers(3_000, () => ({ usersTotal: 1, usersActiveMonth: 1, localPosts: 10 })))).toBe(0);
  expect(found(servers(3_000, () => ({ usersTotal: 9, usersActiveMonth: 9, localPosts: 10 })))).toBe(0);
});

test('servers of all sizes in one network are not', () => {
  const sizes = servers(400, (index) => ({
    usersTotal: 10 + ((index * 7_919) % 3_000),
    usersActiveMonth: 3 + ((index * 104_729) % 900),
    localPosts: (index * 1_299_709) % 900_000,
  }));
  expect(found(sizes)).toBe(0);
});

test('ten large servers of one domain are twins however they differ, and schools of one ministry are not', () => {
  const large = (count: number, accounts: number) =>
    servers(count, (index) => ({
      usersTotal: accounts + index * 40_000,
      usersActiveMonth: index * 999,
      localPosts: index,
    }));
  expect(found(large(10, 50_000))).toBe(10);
  expect(found(large(10, 49_999))).toBe(0);
  expect(found(large(9, 50_000))).toBe(0);
  expect(
    found(large(10, 50_000).map((each, index) => ({ ...each, registrableDomain: `twin${index}.example` }))),
  ).toBe(0);
});

test('other software is no likeness', () => {
  expect(
    found(servers(10, (index) => ({ ...alike, software: index % 2 === 0 ? 'mastodon' : 'pleroma' }))),
  ).toBe(0);
});

test('who came over years is no twin; who came within a month stays one', () => {
  const reports = servers(10, () => alike);
  const cameEvery = (days: number) =>
    new Map(reports.map(({ domain }, index) => [domain, addDays(day, -400 - index * days)]));
  expect(found(reports, cameEvery(90))).toBe(0);
  expect(found(reports, cameEvery(0))).toBe(10);
  expect(found(reports, cameEvery(1))).toBe(10);
});

test('the detail says how many and how much', () => {
  expect(
    findTwins(
      servers(10, () => alike),
      new Map(),
    ).get('s0.twins.example'),
  ).toEqual({
    rule: 'twins',
    detail:
      'one of 10 servers of one domain or network that came together with alike figures: 5,000 accounts together, ' +
      '2,000 active in a month',
  });
});
