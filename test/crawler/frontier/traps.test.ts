import { expect, test } from 'vitest';
import { addressPolicy, type Place } from '../../../crawler/run/address-budget.ts';
import type { Probe, Visit } from '../../../crawler/run/run-state.ts';
import type { HostName } from '../../../db/model/host-name.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { unvouchedVisitsADay } from '../../../db/writes/claim-one-namer-hosts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCrawl } from '../../support/run-crawl.ts';
import { failedVisit, hostName, peersOf, reading, visitOf } from '../../support/visit-records.ts';

/** Peer graphs that somebody built to catch a crawler; visits are what a network would give, without one. */
const at = '2026-03-01T12:00:00Z';
const now = () => new Date(at);
/** What a visit to an instance costs its server at most, and what a probe does. */
const visitRequests = 8;
const probeRequests = 3;

/** A network: for each name, the names in its peer list; undefined: nobody is there. */
type Peers = (host: HostName) => readonly string[] | undefined;

interface Log {
  readonly visits: HostName[];
  readonly probes: HostName[];
}

async function crawlFrom(
  seeds: readonly string[],
  peersAt: Peers,
  options: { readonly placesOf?: (host: HostName) => Promise<readonly Place[]> } = {},
): Promise<{ readonly database: TestDatabase; readonly log: Log } & AsyncDisposable> {
  const database = await createTestDatabase();
  await addHosts(database.db, seeds.map(hostName), { source: 'seed', at: now() });
  const log: Log = { visits: [], probes: [] };
  const visit: Visit = async ({ host }) => {
    log.visits.push(host);
    const names = peersAt(host);
    const nextVisitAt = new Date('2026-03-02T12:00:00Z');
    if (names === undefined)
      return failedVisit(host, at, { outcome: 'dns-not-found', status: 'silent', nextVisitAt });
    const peers = peersOf({ count: names.length, hosts: names.map(hostName) });
    return visitOf(host, at, { requests: visitRequests, peers, instance: reading({ rules: null }) });
  };
  const probe: Probe = async (host) => {
    log.probes.push(host);
    return peersAt(host) === undefined ? 'dns-not-found' : 'up';
  };
  await runCrawl(database, { visit, probe, now, concurrency: 20, ...options });
  return { database, log, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

const below = (domain: string) => (host: string) => host.endsWith(`.${domain}`);
let made = 0;
const invent = (domain: string, count: number) =>
  Array.from({ length: count }, () => `x${(made++).toString(36)}.${domain}`);

async function statuses(database: TestDatabase, domain: string) {
  const rows = await database.db
    .selectFrom('host')
    .select((eb) => ['status', eb.fn.countAll<number>().as('hosts')])
    .where('name', 'like', `%.${domain}`)
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.status, row.hosts]));
}

const honest = Array.from({ length: 60 }, (_, index) => `honest-${index}.social`);

test('case 64: a domain that answers to any name costs under 60 requests and leaves no instance behind', async () => {
  const trap = 'troll.social';
  await using crawled = await crawlFrom([honest[0] ?? ''], (host) => {
    if (below(trap)(host)) return invent(trap, 100);
    return [...honest, `a.${trap}`, `b.${trap}`, `c.${trap}`];
  });
  const { database, log } = crawled;
  const trapVisits = log.visits.filter(below(trap)).length;
  const trapProbes = log.probes.filter(below(trap)).length;
  expect(trapVisits).toBeGreaterThan(0);
  expect(trapVisits * visitRequests + trapProbes * probeRequests).toBeLessThan(60);
  expect(log.visits.filter((host) => host.startsWith('honest-'))).toHaveLength(honest.length);
  const found = await statuses(database, trap);
  expect(Object.keys(found)).toEqual(['wildcard']);
  // What its first hosts named before the verdict, and nothing after it.
  expect(found.wildcard).toBeLessThan(700);
  expect(
    await database.db.selectFrom('host').select('name').where('next_visit_at', 'is', null).execute(),
  ).toHaveLength(found.wildcard ?? 0);
});

test('case 64: names of the trap that come in later lists do not enter the frontier', async () => {
  const trap = 'troll.social';
  await using crawled = await crawlFrom(['first.social'], (host) => {
    if (below(trap)(host)) return [];
    return host === 'first.social' ? invent(trap, 10) : undefined;
  });
  const { database, log } = crawled;
  expect(log.visits.filter(below(trap))).toEqual([]);
  expect(await statuses(database, trap)).toEqual({ wildcard: 10 });
  const added = await addHosts(database.db, invent(trap, 50).map(hostName), { source: 'peer', at: now() });
  expect(added).toBe(0);
});

test('case 65: fifty cheap domains, and a provider that gives away registrable ones, cost each under 60 requests', async () => {
  const cheap = Array.from({ length: 50 }, (_, index) => `cheap-${index}.click`);
  // On the public suffix list: each name below it is a registrable domain of its own.
  const traps = [...cheap, 'repl.co'];
  const domainOf = (host: string) => traps.find((domain) => below(domain)(host));
  await using crawled = await crawlFrom([honest[0] ?? ''], (host) => {
    const own = domainOf(host);
    if (own === undefined) return [...honest, ...traps.map((domain) => `start.${domain}`)];
    return [...invent(own, 20), ...invent(traps[(traps.indexOf(own) + 1) % traps.length] ?? own, 5)];
  });
  const { database, log } = crawled;
  for (const domain of traps) {
    const visits = log.visits.filter(below(domain)).length;
    const probes = log.probes.filter(below(domain)).length;
    expect(visits * visitRequests + probes * probeRequests, domain).toBeLessThan(60);
    expect(Object.keys(await statuses(database, domain)), domain).toEqual(['wildcard']);
  }
  expect(log.visits.filter((host) => host.startsWith('honest-'))).toHaveLength(honest.length);
});

test('case 66: five hundred honest subdomains of one provider, each named by three servers, are all visited', async () => {
  const hosted = Array.from({ length: 500 }, (_, index) => `member-${index}.provider.social`);
  const everyone = new Set([...hosted, ...honest]);
  await using crawled = await crawlFrom(honest.slice(0, 3), (host) => {
    if (!everyone.has(host)) return undefined;
    const index = Number(/\d+/.exec(host)?.[0]);
    return host.startsWith('honest-') && index < 3 ? [...hosted, ...honest] : [];
  });
  const { database, log } = crawled;
  expect(log.visits.filter(below('provider.social'))).toHaveLength(hosted.length);
  expect(await statuses(database, 'provider.social')).toEqual({ up: hosted.length });
  expect(log.probes.filter(below('provider.social'))).toHaveLength(1);
});

test('hosts of a provider that one server alone names are visited a few a day, the rest on later days', async () => {
  const hosted = Array.from({ length: 60 }, (_, index) => `member-${index}.provider.social`);
  await using crawled = await crawlFrom(['first.social'], (host) => {
    if (host === 'first.social') return hosted;
    return hosted.includes(host) ? [] : undefined;
  });
  const { database, log } = crawled;
  expect(log.visits.filter(below('provider.social'))).toHaveLength(24);
  const later = await database.db
    .selectFrom('host')
    .select((eb) => [eb.fn.min('next_visit_at').as('first'), eb.fn.max('next_visit_at').as('last')])
    .where('status', '=', 'new')
    .executeTakeFirstOrThrow();
  expect(later.first?.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-02T00:00:00Z'));
  expect(later.last?.getTime()).toBeLessThanOrEqual(Date.parse('2026-03-02T01:00:00Z'));
});

test('case 67: a host that one server names waits until those that several name have been visited', async () => {
  const several = Array.from({ length: 200 }, (_, index) => `several-${index}.social`);
  const lone = Array.from({ length: 50 }, (_, index) => `lone-${index}.social`);
  await using crawled = await crawlFrom(['a.social', 'b.social', 'c.social'], (host) => {
    if (!/^[abc]\.social$/.test(host)) return [];
    return host === 'a.social' ? [...lone, ...several] : several;
  });
  const { visits } = crawled.log;
  const placeOf = (hosts: readonly string[]) => hosts.map((host) => visits.indexOf(hostName(host)));
  expect(visits).toHaveLength(253);
  // The three lists come in one batch or in two: until the second, a few of one batch may have gone ahead.
  const ahead = placeOf(lone).filter((place) => place < Math.max(...placeOf(several))).length;
  expect(ahead).toBeLessThanOrEqual(40);
  expect(placeOf(several).reduce((a, b) => a + b) / 200).toBeLessThan(
    placeOf(lone).reduce((a, b) => a + b) / 50,
  );
});

test('case 68: a server whose list is full of dead names is soon believed less', async () => {
  const dead = Array.from({ length: 3_000 }, (_, index) => `dead-${index}.social`);
  await using crawled = await crawlFrom(['seed.social'], (host) => {
    if (host === 'seed.social') return ['liar.social', ...honest];
    if (host === 'liar.social') return dead;
    if (host === 'honest-0.social') return [...honest, 'liar.social'];
    return host.startsWith('honest-') ? honest : undefined;
  });
  const { database, log } = crawled;
  const tried = log.visits.filter((host) => host.startsWith('dead-')).length;
  expect(tried).toBeGreaterThanOrEqual(200);
  // What was claimed before the first two hundred had been weighed goes beyond.
  expect(tried).toBeLessThan(600);
  expect(new Set(log.visits).size).toBe(log.visits.length);
  const introducer = await database.db
    .selectFrom('introducer')
    .innerJoin('host', 'host.host_id', 'introducer.host_id')
    .select(['answered', 'silent', 'daily_budget'])
    .where('name', '=', 'liar.social')
    .executeTakeFirstOrThrow();
  expect(introducer).toMatchObject({ answered: 0, silent: tried, daily_budget: 50 });
});

test('case 71: servers that invent each other without end are visited up to a bound, and the run ends', async () => {
  let next = 0;
  await using crawled = await crawlFrom(['bomb.social'], () =>
    Array.from({ length: 10 }, () => `bomb-${(next++).toString(36)}.click`),
  );
  const { visits } = crawled.log;
  // The seed's own ten, and what all that nobody else knows may bring in a day.
  expect(visits.length).toBeGreaterThan(100);
  expect(visits.length).toBeLessThanOrEqual(11 + unvouchedVisitsADay);
});

test('case 16: ten thousand names that lead to one address bring it a few hundred visits, two at a time', async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `victim-${index}.click`);
  const place: Place = { kind: 'address', key: '93.184.216.34' };
  let running = 0;
  let most = 0;
  const database = await createTestDatabase();
  await using _ = database;
  await addHosts(database.db, names.map(hostName), { source: 'seed', at: now() });
  let visits = 0;
  await runCrawl(database, {
    now,
    concurrency: 50,
    placesOf: async () => [place],
    visit: async ({ host }) => {
      visits += 1;
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      const nextVisitAt = new Date('2026-03-02T12:00:00Z');
      return failedVisit(host, at, { outcome: 'not-nodeinfo', status: 'silent', nextVisitAt });
    },
  });
  expect(visits).toBe(addressPolicy.unknownADay.address);
  expect(most).toBe(addressPolicy.atOnce.address);
  const due = await database.db
    .selectFrom('host')
    .select((eb) => eb.fn.countAll<number>().as('hosts'))
    .where('next_visit_at', '<', new Date('2026-03-02T00:00:00Z'))
    .executeTakeFirstOrThrow();
  expect(due.hosts).toBe(0);
});
