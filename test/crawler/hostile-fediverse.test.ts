import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostNameRefusals, parseHostName } from '../../db/model/host-name.ts';
import { quarantineRules } from '../../db/model/quarantine-rules.ts';
import type { InstanceRecord } from '../../db/model/records.ts';
import { networkSeries } from '../../db/queries/day-figures.ts';
import { streamInstances } from '../../db/queries/stream-records.ts';
import { type FaultKind, faultKinds, faults } from '../fediverse/faults.ts';
import { forbiddenRequests } from '../fediverse/forbidden-requests.ts';
import type { PopulationOptions } from '../fediverse/options.ts';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import type { HostTruth } from '../fediverse/truth.ts';
import { startCrawl } from '../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/**
 * A crawl of a fediverse in which most servers are hostile, compared with the truth that the simulator keeps. With
 * `FEDICENSUS_LONG_TESTS=1` it has 5,000 servers, and takes some minutes.
 */
const firstDay = '2026-01-01';
const isLong = process.env.FEDICENSUS_LONG_TESTS === '1';

/** What lies beyond single servers. */
const beyondServers = {
  traps: 3,
  privateTraps: 2,
  providers: [
    { instances: 40, unknownNames: 'refused' },
    { instances: 30, unknownNames: 'not-found' },
  ],
  aliases: 6,
} satisfies PopulationOptions;

/** With the seed, at least one server of each kind. Those that never end are fewer: each costs fifteen seconds. */
function shareOf(kind: FaultKind): number {
  if (faults[kind].neverEnds === true) return 0.006;
  return faults[kind].isOfMastodon === true ? 0.018 : 0.01;
}

let fediverse: Fediverse;
let database: TestDatabase;
let summary: Record<string, unknown>;
/** What the crawl's process had in memory at most; null where the system does not say. */
let peakKilobytes: number | null = null;
beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: isLong ? 5_000 : 340,
    seed: 465,
    firstDay,
    birthShare: 0,
    faults: Object.fromEntries(faultKinds.map((kind) => [kind, shareOf(kind)])),
    latencyMedianMs: 0,
    floodNames: 200,
    ...beyondServers,
  });
  database = await createTestDatabase();
  const crawl = startCrawl(fediverse, database, {
    now: `${firstDay}T12:00:00Z`,
    concurrency: isLong ? 100 : 20,
  });
  const watch = setInterval(() => {
    peakKilobytes = peakMemoryOf(crawl.pid) ?? peakKilobytes;
  }, 200);
  const { code, stdout, stderr } = await crawl.finished;
  clearInterval(watch);
  if (code !== 0) throw new Error(`The crawl ended with ${code}:\n${stderr}`);
  summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  if (isLong) process.stdout.write(`${JSON.stringify({ summary, peakKilobytes })}\n`);
}, 1_800_000);
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fediverse.close();
});

/** The kernel's own high-water mark (proc(5), VmHWM), which Linux has. */
function peakMemoryOf(pid: number): number | null {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Number(line[1]);
  } catch {
    return null;
  }
}

const counted = () =>
  fediverse.truth().hosts.filter((host) => host.condition === 'healthy' && host.isReachable);
/** Those whose figures contradict each other by more than a counter's error. */
const isBoastful = ({ figures: { usersTotal, usersActiveMonth } }: HostTruth) => {
  const { excessShare, excessUsers } = quarantineRules['month-above-total'].thresholds;
  return (
    usersTotal !== null && (usersActiveMonth ?? 0) > (1 + excessShare.value) * usersTotal + excessUsers.value
  );
};
/** Honest servers that nearly everybody has left: thousands of accounts, and one of a thousand active. */
const isDeserted = ({ figures: { usersTotal, usersActiveMonth, localPosts, localComments } }: HostTruth) => {
  const { accountsAtLeast, desertedShare, vouchingPostsPerAccount } =
    quarantineRules['total-without-activity'].thresholds;
  return (
    usersTotal !== null &&
    usersTotal >= accountsAtLeast.value &&
    (usersActiveMonth ?? 0) > 0 &&
    (usersActiveMonth ?? 0) < desertedShare.value * usersTotal &&
    (localPosts ?? 0) + (localComments ?? 0) < vouchingPostsPerAccount.value * usersTotal
  );
};
/** Those that the rules refuse by their own thresholds, with the rule. */
const refused = () =>
  counted().flatMap((host) => {
    if (isBoastful(host)) return [{ host, rule: 'month-above-total' }];
    return isDeserted(host) ? [{ host, rule: 'total-without-activity' }] : [];
  });
const namesOf = (hosts: readonly HostTruth[]) => hosts.map(({ host }) => host).toSorted();

async function allInstances(): Promise<ReadonlyMap<string, InstanceRecord>> {
  const instances: InstanceRecord[] = [];
  for await (const instance of streamInstances(database.db)) instances.push(instance);
  return new Map(instances.map((instance) => [instance.domain, instance]));
}

test('every kind of fault is met', () => {
  const met = new Set(fediverse.truth().hosts.flatMap(({ fault }) => fault ?? []));
  expect(faultKinds.filter((kind) => !met.has(kind))).toEqual([]);
});

test('cases 5, 6, 20, 21, 22, 23, 24, 25, 26, 28, 30, 33, 35, 36: exactly the healthy servers are counted, and the totals equal the truth', async () => {
  const { totals } = fediverse.truth();
  expect(totals.servers).toBeGreaterThan(100);
  expect([...(await allInstances()).keys()].toSorted()).toEqual(namesOf(counted()));
  const [network] = await networkSeries(database.db);
  const liars = refused().map(({ host }) => host);
  const stated = (figure: 'usersTotal' | 'usersActiveMonth' | 'usersActiveHalfYear' | 'localPosts') =>
    liars.reduce((sum, { figures }) => sum + (figures[figure] ?? 0), 0);
  expect(network).toMatchObject({
    servers_observed: totals.servers - liars.length,
    servers_quarantined: liars.length,
    users_total_observed: totals.usersTotal - stated('usersTotal'),
    users_active_month_observed: totals.usersActiveMonth - stated('usersActiveMonth'),
    users_active_month_quarantined: stated('usersActiveMonth'),
    users_active_half_year_observed: totals.usersActiveHalfYear - stated('usersActiveHalfYear'),
    local_posts_observed: totals.localPosts - stated('localPosts'),
    servers_carried: 0,
  });
});

test('case 57: who states more active users than there are accounts, or accounts that nobody uses, is listed with its rule, and nobody else', async () => {
  const instances = await allInstances();
  const rules = [...instances.values()].flatMap(({ domain, quarantine }) =>
    quarantine === null ? [] : [[domain, quarantine.rule]],
  );
  expect(rules.toSorted()).toEqual(
    refused()
      .map(({ host: { host }, rule }) => [host, rule])
      .toSorted(),
  );
  expect(refused().some(({ host }) => isBoastful(host))).toBe(true);
  // Honest ones among them are false alarms: hardly any, and they move no total of active users.
  const deserted = refused().filter(({ host }) => !isBoastful(host));
  expect(deserted.length).toBeLessThanOrEqual(counted().length / 1_000);
  const active = (hosts: readonly HostTruth[]) =>
    hosts.reduce((sum, { figures }) => sum + (figures.usersActiveMonth ?? 0), 0);
  expect(active(deserted.map(({ host }) => host))).toBeLessThanOrEqual(active(counted()) / 1_000);
});

test('cases 54, 56: a figure that is none voids itself and nothing beside it', async () => {
  const instances = await allInstances();
  for (const { host, fault, figures } of counted()) {
    if (fault === null || !(fault.startsWith('figures-') || fault === 'json-prototype')) continue;
    expect(instances.get(host), fault).toMatchObject({
      users_total: figures.usersTotal,
      users_active_month: figures.usersActiveMonth,
      local_posts: figures.localPosts,
    });
  }
});

test('cases 59, 108: hostile names are kept without what would act on a terminal, a page or a log', async () => {
  const instances = await allInstances();
  const hostile = counted().filter(({ fault }) => fault === 'hostile-names');
  expect(hostile.length).toBeGreaterThan(0);
  for (const { host } of hostile) {
    const { name, description } = instances.get(host) ?? {};
    expect(name).toMatch(/^Quiet .*harbor/);
    expect(name).not.toMatch(/\p{Cc}|\u202e/u);
    expect(description).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
  }
});

test('cases 8, 9, 10, 11, 13, 14, 61: of a poisoned list nothing is contacted that is no name of the public network', async () => {
  const contacted = fediverse.log().hosts.map(({ host }) => host);
  expect(contacted.filter((name) => !parseHostName(name).ok)).toEqual([]);
  const refusals = await database.db.selectFrom('host_name_refusal').select('reason').distinct().execute();
  const expected = hostNameRefusals.filter((reason) => reason !== 'unknown-suffix');
  expect(refusals.map(({ reason }) => reason)).toEqual(expect.arrayContaining(expected));
});

test('cases 64, 65: each domain that answers to any name, private suffix or not, costs under sixty requests', () => {
  const { hosts } = fediverse.log();
  const { domains } = fediverse.population.traps;
  expect(domains).toHaveLength(beyondServers.traps + beyondServers.privateTraps);
  for (const domain of domains) {
    const asked = hosts.filter(({ host }) => host.endsWith(`.${domain}`));
    const requests = asked.reduce((sum, { requestCount }) => sum + requestCount, 0);
    expect(requests, domain).toBeGreaterThan(0);
    expect(requests, domain).toBeLessThan(60);
  }
});

test('case 66: every server of an honest hosting provider is counted', async () => {
  const instances = await allInstances();
  const domainOf = (host: string) => host.slice(host.indexOf('.') + 1);
  const hosted = Map.groupBy(namesOf(counted()), domainOf).values();
  const sizes = [...hosted].filter((names) => names.length > 20);
  expect(sizes.map((names) => names.length)).toEqual(
    expect.arrayContaining(beyondServers.providers.map(({ instances: count }) => count)),
  );
  for (const name of sizes.flat()) expect(instances.has(name), name).toBe(true);
});

test('the crawl takes less than 400 MB of memory', (context) => {
  if (peakKilobytes === null) return context.skip('this system does not say how much memory a process took');
  expect(peakKilobytes).toBeGreaterThan(50_000);
  expect(peakKilobytes).toBeLessThan(400_000);
});

test('no visit fails in a way of our own, and each ends in one outcome', () => {
  const { outcomes, visits } = summary as { outcomes: Record<string, number>; visits: number };
  expect(outcomes.unexpected ?? 0).toBe(0);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(visits);
});

describe('towards each server, hostile or not', () => {
  test('cases 40, 41, 43, 44: nothing is asked that its robots.txt forbids', () => {
    expect(fediverse.log().hosts.filter(({ hasMorePaths }) => hasMorePaths)).toEqual([]);
    expect(forbiddenRequests(fediverse)).toEqual([]);
  });

  test('case 46: there is one request at a time, over one connection at a time, and no more than eight', () => {
    for (const { host, ...log } of fediverse.log().hosts) {
      expect(log.maxConcurrentRequests, host).toBeLessThanOrEqual(1);
      expect(log.maxConcurrentConnections, host).toBeLessThanOrEqual(1);
      const documents = log.requests.filter(({ path }) => path !== '/robots.txt');
      expect(documents.length, host).toBeLessThan(8);
      // One for the visit; others, when the crawl asks hosts that answered lately whether its own network works.
      expect(log.requestCount - documents.length, host).toBeLessThanOrEqual(5);
    }
  });
});
