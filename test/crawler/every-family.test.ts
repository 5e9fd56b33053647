import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstanceRecord } from '../../db/model/records.ts';
import { instanceRules } from '../../db/queries/instance-rules.ts';
import { streamInstances } from '../../db/queries/stream-records.ts';
import { listPeers } from '../fediverse/peers.ts';
import { permits } from '../fediverse/robots-file.ts';
import { familyOf, softwareNames } from '../fediverse/software/table.ts';
import { type Fediverse, startFediverse } from '../fediverse/start.ts';
import type { HostTruth } from '../fediverse/truth.ts';
import { crawlOnce, peersCountAfterOneVisit } from '../support/crawl-fediverse.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { hostName } from '../support/visit-records.ts';

/**
 * A fediverse with as many servers of each software as of any other, crawled and compared with the truth, family by
 * family; with islands that one server alone lists, which is of a family with a list in its own form.
 */
const firstDay = '2026-01-01';
const islands = { misskey: 4, lemmy: 4, peertube: 4 };
const softwareShares = Object.fromEntries(softwareNames.map((name) => [name, name === 'mastodon' ? 8 : 1]));

let fediverse: Fediverse;
let database: TestDatabase;
let instances: ReadonlyMap<string, InstanceRecord>;
beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: 900,
    seed: 7,
    firstDay,
    faults: 'none',
    birthShare: 0,
    latencyMedianMs: 0,
    softwareShares,
    islands,
  });
  database = await createTestDatabase();
  await crawlOnce(fediverse, database, { now: `${firstDay}T12:00:00Z` });
  const found: InstanceRecord[] = [];
  for await (const instance of streamInstances(database.db)) found.push(instance);
  instances = new Map(found.map((instance) => [instance.domain, instance]));
}, 300_000);
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fediverse.close();
});

const healthy = (software: string) =>
  fediverse
    .truth()
    .hosts.filter((host) => host.software === software && host.condition === 'healthy' && host.isReachable);

/** Software whose default robots.txt keeps every server's NodeInfo from us. */
const isReadable = (software: string) => healthy(software).length > 0;

test('nearly every software of the simulated field can be read', () => {
  expect(softwareNames.filter((name) => !isReadable(name))).toEqual(['snac']);
});

test.for(softwareNames)('%s: servers, versions and figures equal the truth', (software) => {
  for (const host of healthy(software)) {
    expect(instances.get(host.host), host.host).toMatchObject({
      software,
      version: host.version,
      users_total: host.figures.usersTotal,
      users_active_month: host.figures.usersActiveMonth,
      users_active_half_year: host.figures.usersActiveHalfYear,
      local_posts: host.figures.localPosts,
      local_comments: host.figures.localComments,
    });
  }
});

test.for(softwareNames)('%s: name, description, languages, registrations equal the truth', (software) => {
  for (const host of healthy(software)) {
    expect(instances.get(host.host), host.host).toMatchObject({
      name: host.title,
      description: host.description,
      languages: host.languages,
      registrations: host.registrations,
    });
  }
});

test.for(softwareNames)('%s: rules equal the truth, word for word and in order', async (software) => {
  for (const host of healthy(software)) {
    const instance = instances.get(host.host);
    expect(instance?.rules_count ?? null, host.host).toBe(host.rules?.length ?? null);
    // Not readable, not offered: said to be so, and never "none".
    expect(instance?.rules_unread === null, host.host).toBe(host.rules !== null);
    const rules = await instanceRules(database.db, hostName(host.host));
    expect(rules.map(wordsOf), host.host).toEqual((host.rules ?? []).map(wordsOf));
  }
});

test.for(softwareNames)('%s: the length of its peer list equals the truth', (software) => {
  for (const host of healthy(software)) {
    expect(instances.get(host.host)?.peers_count, host.host).toBe(peersCountAfterOneVisit(fediverse, host));
  }
});

const wordsOf = (rule: {
  readonly text: string;
  readonly hint: string | null;
  readonly translations: Readonly<
    Record<string, { readonly text: string; readonly hint: string | null } | undefined>
  >;
}) => ({
  text: rule.text,
  hint: emptyAsNull(rule.hint),
  translations: Object.fromEntries(
    Object.entries(rule.translations).map(([language, translation]) => [
      language,
      { text: translation?.text, hint: emptyAsNull(translation?.hint ?? null) },
    ]),
  ),
});
const emptyAsNull = (text: string | null) => (text === '' ? null : text);

/** Servers that stand in the peer list of one software's servers alone. */
function islandersOf(software: string): readonly HostTruth[] {
  const { population, day } = fediverse;
  const listedBy = new Map<string, Set<string>>();
  for (const publisher of population.hosts) {
    for (const name of listPeers(population, publisher, day)) {
      if (typeof name !== 'string') continue;
      listedBy.set(name, (listedBy.get(name) ?? new Set()).add(publisher.software));
    }
  }
  const islanders = population.hosts.slice(-12).map(({ host }) => host);
  return fediverse
    .truth()
    .hosts.filter(({ host }) => islanders.includes(host))
    .filter(({ host }) => [...(listedBy.get(host) ?? [])].join() === software);
}

test.for(Object.keys(islands))('an island that only a %s names is found, and counted', (software) => {
  const islanders = islandersOf(software);
  expect(islanders.length).toBeGreaterThan(0);
  for (const { host, condition, isReachable } of islanders) {
    expect(isReachable, host).toBe(true);
    if (condition === 'healthy') expect(instances.get(host)?.named_by, host).toBe(1);
  }
  expect(islanders.some(({ condition }) => condition === 'healthy')).toBe(true);
});

test('no visit made more than eight requests, two at once, or one that robots.txt forbids', () => {
  const { population, day } = fediverse;
  for (const { host, requestCount, maxConcurrentRequests, requests } of fediverse.log().hosts) {
    expect(requestCount, host).toBeLessThanOrEqual(8);
    expect(maxConcurrentRequests, host).toBeLessThanOrEqual(1);
    const server = population.byName.get(host);
    if (server === undefined) continue;
    const robots = familyOf(server.software).robots(population.stateOf(server, day));
    const paths = requests
      .map(({ path }) => path.split('?')[0] ?? '')
      .filter((path) => path !== '/robots.txt');
    expect(
      paths.filter((path) => !permits(robots, path)),
      host,
    ).toEqual([]);
  }
});
