import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedArchive } from '../../../crawler/archive/seed-archive.ts';
import { parseEnvironment } from '../../../db/environment.ts';
import { describeApi } from '../../../web/api/openapi.ts';
import { csvAnswer } from '../../../web/data/csv-answer.ts';
import { isDatabaseReachable } from '../../../web/data/database-reachable.ts';
import { readDirectory } from '../../../web/data/directory.ts';
import { readFirstSteps } from '../../../web/data/first-steps.ts';
import { mastodonSource, readHome } from '../../../web/data/home.ts';
import {
  countTopicServers,
  readRules,
  readRulesOverview,
  readRulesWaysOut,
} from '../../../web/data/rules.ts';
import { readServer } from '../../../web/data/server.ts';
import { setSiteContext } from '../../../web/data/site-context.ts';
import { parseDirectoryParams } from '../../../web/params/directory-params.ts';
import { allRules, parseRulesParams, type RulesQuery } from '../../../web/params/rules-page-params.ts';
import { drawPicture } from '../../../web/pictures/picture.ts';
import { censusNow, fillCensus } from '../../support/census.ts';
import { notableServers } from '../../support/notable-servers.ts';
import { nothingPublished } from '../../support/nothing-published.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName } from '../../support/visit-records.ts';

let census: TestDatabase;

beforeAll(async () => {
  census = await createTestDatabase(fillCensus);
  await seedArchive(census.db, censusNow);
  const environment = parseEnvironment({});
  if (!environment.ok) throw new Error(environment.problems.join('\n'));
  setSiteContext({
    ...{ writable: null, database: census.db, environment: environment.value },
    published: nothingPublished,
    apiDescription: describeApi({ siteUrl: environment.value.siteUrl, contact: null }),
    drawPicture,
  });
});

afterAll(() => census[Symbol.asyncDispose]());

test('the home page reads our days, the days of Mastodon, and a dot for every server that counts', async () => {
  const home = await readHome();
  expect(home.newest).toMatchObject({ day: '2026-11-24', partial: true });
  expect(home.network.at(-1)).toEqual(home.newest);
  expect(home.archive).toHaveLength(1_083);
  expect(new Set(home.archive.map(({ source }) => source))).toEqual(new Set([mastodonSource]));
  expect(home.field.wide.dots).toHaveLength(
    (home.newest?.servers_observed ?? 0) + (home.newest?.servers_carried ?? 0),
  );
});

test('the directory leaves out what is gone or has moved, unless the address asks for it', async () => {
  const usual = await readDirectory(parseDirectoryParams(new URLSearchParams('q=wick')));
  expect(usual.instances.map(({ status }) => status)).not.toContain('gone');
  const asked = await readDirectory(parseDirectoryParams(new URLSearchParams('q=wick&status=gone')));
  expect(asked.instances.map(({ domain }) => domain)).toContain(notableServers.gone);
  expect(new Set(asked.instances.map(({ status }) => status))).toEqual(new Set(['gone']));
});

test('the directory leaves out relays and bridges, unless the address asks for them', async () => {
  const read = async (query: string) => readDirectory(parseDirectoryParams(new URLSearchParams(query)));
  const usual = await read('q=moor');
  expect(usual.instances.map(({ domain }) => domain)).not.toContain(notableServers.relay);
  const asked = await read('class=relay&class=bridge');
  expect(new Set(asked.instances.map(({ domain }) => domain))).toEqual(
    new Set([notableServers.relay, notableServers.bridge]),
  );
});

test.for([
  '',
  'language=fr',
  'class=personal',
  'registrations=open&size=small&rule_topic_not=politics',
  'rule_topic=harassment&rule_topic=spam&registrations=open',
  'software=lemmy&software=mbin&age_min_days=7&uptime_min=0.9',
])('every count of the form is what choosing it shows: %s', async (address) => {
  const { facets, total } = await readDirectory(parseDirectoryParams(new URLSearchParams(address)));
  const shown = async (name: string, value: string, isAdded: boolean) => {
    const params = new URLSearchParams(address);
    if (!isAdded) params.delete(name);
    params.append(name, value);
    return (await readDirectory(parseDirectoryParams(params))).total;
  };
  const fields = [
    ['software', facets.software, true],
    ['registrations', facets.registrations, true],
    ['size', facets.sizes, true],
    ['class', facets.classes, true],
    ['country', facets.countries, true],
    ['rule_topic', facets.ruleTopics, true],
    ['rule_topic_not', facets.ruleTopicsNot, true],
    ['language', facets.languages, false],
    ['age_min_days', facets.ages, false],
    ['uptime_min', facets.uptimes, false],
  ] as const;
  for (const [name, counts, isAdded] of fields)
    for (const { value, instances } of counts.slice(0, 6))
      expect([name, value, instances]).toEqual([name, value, await shown(name, String(value), isAdded)]);
  expect(total).toBeGreaterThan(0);
});

test('the directory begins by the lot of the day, and a seed keeps the order of any day', async () => {
  const read = (address: string, day: string) =>
    readDirectory(parseDirectoryParams(new URLSearchParams(address)), () => new Date(`${day}T23:59:00Z`));
  const domains = async (address: string, day: string) =>
    (await read(address, day)).instances.map(({ domain }) => domain);
  const today = await domains('', '2026-11-24');
  expect((await read('', '2026-11-24')).seed).toBe('2026-11-24');
  expect(await domains('', '2026-11-25')).not.toEqual(today);
  expect(await domains('seed=2026-11-24', '2026-11-25')).toEqual(today);
  expect(await domains('page=2', '2026-11-24')).not.toEqual(today);
});

test('where nothing matches, the filters that stand in the way by themselves are known with what they hide', async () => {
  const read = (address: string) => readDirectory(parseDirectoryParams(new URLSearchParams(address)));
  const { waysOut } = await read('q=nobody-has-this&registrations=open&size=small');
  expect(waysOut.map(({ filter }) => filter.name)).toEqual(['search']);
  expect(waysOut[0]?.count).toBe((await read('registrations=open&size=small')).total);
  expect((await read('')).waysOut).toEqual([]);
});

test('a server comes with its rules in order and the versions before them', async () => {
  const server = await readServer(hostName(notableServers.largest));
  expect(server?.ruleVersions.map(({ rules, validTo }) => [rules.length, validTo === null])).toEqual([
    [5, true],
    [3, false],
  ]);
  expect(server?.ruleVersions[0]?.rules.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  expect(server?.ruleVersions[1]?.validTo).toBe(server?.ruleVersions[0]?.validFrom);
});

test('each version of a set of rules comes with what changed in it', async () => {
  const server = await readServer(hostName(notableServers.rewritten));
  expect(server?.ruleVersions.map(({ changes }) => changes?.map(({ kind }) => kind) ?? null)).toEqual([
    ['annotated'],
    ['moved', 'reworded', 'added', 'removed'],
    null,
  ]);
});

test('a host that is not listed has no page', async () => {
  expect(await readServer(hostName('nobody-knows-this.net'))).toBeNull();
});

test('a database that answers is reachable', async () => {
  expect(await isDatabaseReachable()).toBe(true);
});

test('records become CSV with a header, empty cells for what is absent, and numbers as they are', async () => {
  const answer = await csvAnswer('days.csv', ['day', 'servers', 'partial'], async () => [
    { day: '2026-11-24', servers: null, partial: true },
    { day: '2026-11-25', servers: 0, partial: false },
  ]);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(await answer.text()).toBe('day,servers,partial\r\n2026-11-24,,true\r\n2026-11-25,0,false\r\n');
});

test('a CSV of nothing known is 404, and 503 while the database is away', async () => {
  const missing = await csvAnswer('a.csv', [], async () => null);
  const problem = Object.assign(new Error('password=secret'), { code: 'ECONNREFUSED' });
  const away = await csvAnswer('a.csv', [], () => Promise.reject(problem));
  expect([missing.status, away.status, away.headers.get('retry-after')]).toEqual([404, 503, '10']);
  expect(await away.text()).not.toContain('secret');
});

test('what fails in a CSV for another reason is a bug, and no outage', async () => {
  const bug = new Error('no such column');
  await expect(csvAnswer('a.csv', [], () => Promise.reject(bug))).rejects.toBe(bug);
});

const rulesOf = (query: string): RulesQuery => parseRulesParams(new URLSearchParams(query));

test('the number of servers beside a topic is what the directory shows under it, and the open ones among them', async () => {
  const { topics } = await readRulesOverview();
  const total = async (query: string) =>
    (await readDirectory(parseDirectoryParams(new URLSearchParams(query)))).total;
  expect(topics.filter(({ servers }) => servers > 0).length).toBeGreaterThan(5);
  for (const { topic, servers } of topics) {
    expect([topic, servers]).toEqual([topic, await total(`rule_topic=${topic}`)]);
    expect([topic, await countTopicServers([topic])]).toEqual([
      topic,
      { all: servers, open: await total(`rule_topic=${topic}&registrations=open`) },
    ]);
  }
});

test.for(['', 'topic=spam', 'q=no', 'language=en', 'q=be+kind&topic=other', 'q=zyzzyva'])(
  'the total of a search over rules is what its pages hold together: %s',
  async (query) => {
    const texts: string[] = [];
    let after: RulesQuery['after'] = null;
    do {
      const { rules, next, total } = await readRules({ ...rulesOf(query), after });
      texts.push(...rules.map(({ text }) => text));
      expect(texts.length).toBeLessThanOrEqual(total.texts);
      expect(Math.max(0, ...rules.map(({ servers }) => servers))).toBeLessThanOrEqual(total.servers);
      after = next;
    } while (after !== null);
    const { total } = await readRules(rulesOf(query));
    expect(new Set(texts).size).toBe(total.texts);
    expect(total.servers > 0).toBe(total.texts > 0);
  },
);

test('the languages on offer are those in which a search finds something', async () => {
  const { languages } = await readRulesOverview();
  expect(languages).toContain('en');
  for (const language of languages) {
    expect([language, (await readRules({ ...allRules, language })).rules.length > 0]).toEqual([
      language,
      true,
    ]);
  }
});

test('of a search that finds nothing, the parts are named without which it finds something, and how much', async () => {
  const query = rulesOf('q=zyzzyva&topic=spam&language=en');
  const ways = await readRulesWaysOut(query);
  expect(ways.map(({ part }) => part.kind)).toEqual(['words']);
  for (const { part, texts } of ways) expect((await readRules(part.without)).total.texts).toBe(texts);
  expect(await readRulesWaysOut(rulesOf('q=zyzzyva'))).toEqual([]);
});

test('newcomers are told of as many open servers as the directory shows, and the size of the one in the middle', async () => {
  const { registrations, size, newest } = await readFirstSteps();
  expect(newest?.day).toBe('2026-11-24');
  for (const [mode, servers] of Object.entries(registrations)) {
    const { total } = await readDirectory(parseDirectoryParams(new URLSearchParams({ registrations: mode })));
    expect([mode, servers]).toEqual([mode, total]);
  }
  const counted = 'quarantined=false&users_active_min=0';
  const atMost = async (limit: number) =>
    (await readDirectory(parseDirectoryParams(new URLSearchParams(`${counted}&users_active_max=${limit}`))))
      .total;
  const all = await atMost(Number.MAX_SAFE_INTEGER);
  const median = size.median ?? Number.NaN;
  expect(await atMost(median)).toBeGreaterThanOrEqual(all / 2);
  expect(median === 0 ? 0 : await atMost(median - 1)).toBeLessThan(all / 2);
  expect(size.largestShare).toBeGreaterThan(0);
  expect(size.largestShare).toBeLessThan(1);
});
