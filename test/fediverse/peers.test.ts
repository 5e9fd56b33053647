import { expect, test } from 'vitest';
import { parseHostName } from '../../db/model/host-name.ts';
import { addDays } from '../../db/model/utc-day.ts';
import { listPeers } from './peers.ts';
import { createPopulation, type Population } from './population.ts';
import { findReachable, publishesPeers } from './reachability.ts';
import { truthOf } from './truth.ts';

const population = createPopulation({ hosts: 600, seed: 3 });
const { firstDay } = population.settings;
const later = addDays(firstDay, 200);
const publishers = population.hosts.filter((host) => publishesPeers(population, host, firstDay));

const namesIn = (list: readonly unknown[]) =>
  new Set(list.flatMap((entry) => (parseHostName(entry).ok ? [String(entry).toLowerCase()] : [])));

test('lists differ from each other and follow the fitted lengths', () => {
  const lists = publishers.map((host) => listPeers(population, host, firstDay));
  expect(publishers.length).toBeGreaterThan(150);
  expect(new Set(lists.map((list) => JSON.stringify(list))).size).toBe(lists.length);
  const lengths = lists.map(({ length }) => length).sort((a, b) => a - b);
  // The median of real Mastodon lists is 8,210 names where 29,145 servers were known: 28 %, here of 780 names.
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  expect(median).toBeGreaterThan(0.12 * 780);
  expect(median).toBeLessThan(0.45 * 780);
});

test('no server lists itself or one that is not born yet; what is listed once stays', () => {
  for (const host of publishers.slice(0, 40)) {
    const [now, then] = [firstDay, later].map((day) => namesIn(listPeers(population, host, day)));
    expect(now?.has(host.host)).toBe(false);
    for (const name of now ?? []) {
      const listed = population.byName.get(name);
      if (listed !== undefined) expect(listed.bornOn <= firstDay).toBe(true);
    }
    if (!host.hasGarbage) expect([...(now ?? [])].filter((name) => then?.has(name) === false)).toEqual([]);
  }
});

test('some lists hold entries that are no host names, others none', () => {
  const spoilt = publishers.filter((host) =>
    listPeers(population, host, firstDay).some((entry) => !parseHostName(entry).ok),
  );
  expect(spoilt.length / publishers.length).toBeGreaterThan(0.15);
  expect(spoilt.length / publishers.length).toBeLessThan(0.45);
});

test('what a crawler would take out of the garbage leads to no name beyond the population', () => {
  const known = new Set(population.names.map(({ host }) => host));
  const named = publishers.flatMap((host) =>
    listPeers(population, host, firstDay).flatMap((entry) => {
      const parsed = parseHostName(entry);
      return parsed.ok ? [parsed.value] : [];
    }),
  );
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test.for([0, 1, 60, 200, 364])(
  'on day %i every server and every dead name can be found from the seeds',
  (days) => {
    const { hosts, deadNames } = truthOf(population, addDays(firstDay, days));
    expect([...hosts, ...deadNames].filter(({ isReachable }) => !isReachable)).toEqual([]);
    expect(deadNames.length).toBe(180);
  },
);

test('even when nearly everything else is broken', () => {
  const ruins = createPopulation({
    hosts: 300,
    faults: { 'dead-name': 0.3, 'no-peers': 0.4 },
    peersScale: 0,
  });
  const { hosts } = truthOf(ruins, ruins.settings.firstDay);
  expect(hosts.filter(({ isReachable }) => !isReachable)).toEqual([]);
});

test('the search finds out what no list leads to', () => {
  const strangers: Population = {
    ...createPopulation({ hosts: 100, peersScale: 0 }),
    acquaintances: new Map([
      [0, new Set([10, 99])],
      [10, new Set([20])],
    ]),
  };
  const reached = findReachable(strangers, firstDay);
  const tenPublishes = publishesPeers(
    strangers,
    strangers.hosts[10] as (typeof strangers.hosts)[0],
    firstDay,
  );
  expect([...reached].sort((a, b) => a - b)).toEqual([0, 1, 2, 10, ...(tenPublishes ? [20] : []), 99]);
  const { hosts, totals } = truthOf(strangers, firstDay);
  const found = hosts.filter(({ isReachable, condition }) => isReachable && condition === 'healthy');
  expect(totals.servers).toBe(found.length);
  expect(totals.servers).toBeLessThan(7);
});
