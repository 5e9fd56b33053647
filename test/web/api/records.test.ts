import { afterAll, beforeAll, expect, test } from 'vitest';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { endpoints } from '../../../web/api/endpoints.ts';
import {
  awkward,
  fillSmallCensus,
  smallCensus,
  smallCensusDays,
  smallCensusNow,
} from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';
import { type ApiServer, siteUrl, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  api = await startApi(database.db);
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const { birch, idn, silent, quarantined, moved, failing, hidden } = smallCensus;
type DomainList = {
  data: { domain: string }[];
  meta: { total: number | null };
  links: { next: string | null };
};
const domains = (list: DomainList) => list.data.map((record) => record.domain);

test('a server is its public record, as the database has it', async () => {
  const record = await api.json(`/api/v1/instances/${birch}`);
  expect(record).toEqual(await findInstance(database.db, hostName(birch)));
  expect(record).toMatchObject({
    domain: birch,
    url: `https://${birch}/`,
    status: 'up',
    name: awkward.name,
    description: awkward.description,
    languages: ['en', 'pt-BR'],
    users_total: 1_002,
    rules_count: 1,
    quarantine: null,
  });
});

test('what a server did not say is null, and what it said to be zero is zero', async () => {
  expect(await api.json(`/api/v1/instances/${silent}`)).toMatchObject({
    version: null,
    name: null,
    languages: null,
    users_total: null,
    rules_count: null,
  });
  expect(await api.json(`/api/v1/instances/${idn}`)).toMatchObject({ users_active_month: 0, rules_count: 0 });
});

test('a quarantined server is shown with the rule and its figures', async () => {
  expect(await api.json(`/api/v1/instances/${quarantined}`)).toMatchObject({
    users_active_month: 9_000_000,
    quarantine: { rule: 'month-above-total', since: '2026-11-22' },
  });
});

test('a server that has moved names its successor', async () => {
  expect(await api.json(`/api/v1/instances/${moved}`)).toMatchObject({ status: 'moved', moved_to: birch });
});

test.for([
  ['capitals', 'BirchMoor.NET', birch],
  ['Unicode', 'Büchermoor.net', idn],
  ['punycode', idn.toUpperCase(), idn],
  ['one with a dot at its end', `${birch}.`, birch],
] as const)('a name in %s leads to its server', async ([, given, expected]) => {
  expect(await api.json(`/api/v1/instances/${encodeURIComponent(given)}`)).toMatchObject({
    domain: expected,
  });
});

test.for([...hidden, 'nobody-ever-named.net'])(
  '%s is not found, in the words of every other',
  async (domain) => {
    for (const below of ['', '/rules', '/rules/history', '/history']) {
      const response = await api.get(`/api/v1/instances/${domain}${below}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        detail: `No server named ${domain} is listed. Find names with /api/v1/instances?q=, or with no parameter for all.`,
      });
    }
  },
);

test('no list holds a host that never answered, opted out or was only named', async () => {
  for (const { path } of endpoints.filter((each) => !each.path.includes('{')))
    for (const domain of hidden) expect(await (await api.get(path)).text()).not.toContain(domain);
});

test('the list of servers is ordered by active users, unstated ones last, and says how many there are', async () => {
  const list = await api.json('/api/v1/instances');
  expect(domains(list)).toEqual([quarantined, birch, moved, failing, idn, silent]);
  expect(list.meta).toEqual({
    ...{ count: 6, next_cursor: null, total: 6 },
    ...{ as_of: null, licence: 'CC-BY-4.0' },
  });
  expect(list.links).toEqual({ self: `${siteUrl}api/v1/instances`, next: null });
});

test.for([
  ['q=MOOR', [birch, idn]],
  ['search=moor', [birch, idn]],
  ['q=b%C3%BCchermoor', [idn]],
  ['q=second%20line', [birch]],
  ['q=%25', []],
  ['q=_', []],
  ['q=%5C', []],
  ['software=lemmy', [idn]],
  ['software=lemmy&software=friendica', [idn, silent]],
  ['software=', [quarantined, birch, moved, failing, idn, silent]],
  ['registrations=approval', [idn]],
  ['language=pt', [birch]],
  ['language=PT-br', [birch]],
  ['language=p', undefined],
  ['status=moved', [moved]],
  ['status=failing&status=moved', [moved, failing]],
  ['software=mastodon&status=up&language=en', [quarantined, birch]],
  ['software=pleroma', []],
] as const)('?%s finds %j', async ([query, expected]) => {
  const response = await api.get(`/api/v1/instances?${query}`);
  if (expected === undefined) {
    expect(response.status).toBe(400);
    return;
  }
  const list = (await response.json()) as DomainList;
  expect(domains(list)).toEqual(expected);
  expect(list.meta.total).toBe(expected.length);
});

test.for([
  ['domain', [quarantined, birch, failing, moved, silent, idn]],
  ['-domain', [idn, silent, moved, failing, birch, quarantined]],
  ['users_total', [failing, moved, quarantined, idn, birch, silent]],
  ['-users_total', [birch, idn, quarantined, moved, failing, silent]],
  ['-local_posts', [birch, idn, silent, quarantined, moved, failing]],
  ['first_seen_at', [birch, idn, silent, quarantined, moved, failing]],
] as const)('sort=%s orders the servers, unstated values last', async ([sort, expected]) => {
  expect(domains(await api.json(`/api/v1/instances?sort=${sort}`))).toEqual(expected);
});

test.for([
  'domain',
  '-domain',
  'users_total',
  '-users_active_month',
  '-local_posts',
  'first_seen_at',
  '-first_seen_at',
])('links.next walks the whole list in the order of %s, nothing twice and nothing left out', async (sort) => {
  const whole = domains(await api.json(`/api/v1/instances?sort=${sort}`));
  const walked: string[] = [];
  let next: string | null = `${siteUrl}api/v1/instances?sort=${sort}&limit=1`;
  while (next !== null) {
    const { pathname, search } = new URL(next);
    const response = await api.get(`${pathname}${search}`);
    const list = (await response.json()) as DomainList;
    walked.push(...domains(list));
    next = list.links.next;
    const licence = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"';
    expect(response.headers.get('link')).toBe(next === null ? licence : `<${next}>; rel="next", ${licence}`);
    expect(list.meta.total).toBe(6);
  }
  expect(walked).toEqual(whole);
});

test('a cursor may be used with another limit', async () => {
  const first = await api.json('/api/v1/instances?limit=2');
  const rest = await api.json(`/api/v1/instances?limit=1000&cursor=${first.meta.next_cursor}`);
  expect([...domains(first), ...domains(rest)]).toEqual(domains(await api.json('/api/v1/instances')));
});

test('rules are those in force, in order; the history has past ones too, and its pages lose none', async () => {
  const rules = await api.json(`/api/v1/instances/${birch}/rules`);
  expect(rules.data.map((rule: { text: string }) => rule.text)).toEqual(['Only one rule now']);
  expect(rules.meta).toEqual({
    ...{ count: 1, total: 1, next_cursor: null, rules_count: 1 },
    ...{ as_of: null, licence: 'CC-BY-4.0' },
  });
  const history = await api.json(`/api/v1/instances/${birch}/rules/history`);
  const told = history.data.map((rule: { position: number; text: string }) => [rule.position, rule.text]);
  expect(told).toEqual([
    [1, 'Only one rule now'],
    [1, awkward.firstRule],
    [2, awkward.secondRule],
  ]);
  const walked = [];
  for (let next = `/api/v1/instances/${birch}/rules/history?limit=1`; next !== ''; ) {
    const page = await api.json(next);
    walked.push(...page.data);
    next = page.links.next === null ? '' : next.replace(/&cursor=.*|$/, `&cursor=${page.meta.next_cursor}`);
  }
  expect(walked).toEqual(history.data);
});

test('what changed in the rules is told set by set, the newest first', async () => {
  const changes = await api.json(`/api/v1/instances/${birch}/rules/changes`);
  expect(changes.data).toMatchObject([
    {
      valid_to: null,
      rules_count: 1,
      changes: [
        { kind: 'added', before: null, after: { position: 1, text: 'Only one rule now' } },
        { kind: 'removed', before: { position: 1, text: awkward.firstRule }, after: null },
        { kind: 'removed', before: { position: 2, text: awkward.secondRule }, after: null },
      ],
    },
    { rules_count: 2, changes: null },
  ]);
  expect(changes.data[1].valid_to).toBe(changes.data[0].valid_from);
});

test('servers are narrowed by the topics of their rules, all of them, and by class', async () => {
  const found = async (query: string) => domains(await api.json(`/api/v1/instances?${query}`));
  expect(await found('rule_topic=other')).toContain(birch);
  expect(await found('rule_topic=other&rule_topic=cryptocurrency')).toEqual([]);
  expect(await found('class=relay')).toEqual([]);
  expect(await found('class=community&class=relay')).toContain(birch);
  const refused = await api.get('/api/v1/instances?rule_topic=kittens');
  expect(refused.status).toBe(400);
});

test('no rules and unread rules are told apart', async () => {
  expect((await api.json(`/api/v1/instances/${idn}/rules`)).meta.rules_count).toBe(0);
  expect((await api.json(`/api/v1/instances/${silent}/rules`)).meta.rules_count).toBeNull();
});

test('a history has a row for each day with an answer, and can be narrowed and walked', async () => {
  const days = (list: { data: { day: string }[] }) => list.data.map((row) => row.day);
  const path = `/api/v1/instances/${birch}/history`;
  expect(days(await api.json(path))).toEqual(smallCensusDays);
  expect(days(await api.json(`/api/v1/instances/${failing}/history`))).toEqual(['2026-11-22']);
  expect(days(await api.json(`${path}?from=2026-11-23&to=2026-11-23`))).toEqual(['2026-11-23']);
  const first = await api.json(`${path}?limit=2`);
  const rest = await api.json(`${path}?limit=2&cursor=${first.meta.next_cursor}`);
  expect([...days(first), ...days(rest)]).toEqual(smallCensusDays);
  expect(rest.links.next).toBeNull();
});

test('the network has a row a day; its totals are their two parts together', async () => {
  const { data } = await api.json('/api/v1/network');
  expect(data.map((row: { day: string }) => row.day)).toEqual(smallCensusDays);
  expect(data.at(-1)).toMatchObject({ partial: true, servers_quarantined: 1 });
  for (const row of data) {
    expect(row.users_total).toBe(row.users_total_observed + row.users_total_carried);
    expect(row.users_active_month).toBe(row.users_active_month_observed + row.users_active_month_carried);
  }
  const walked = await api.json('/api/v1/network?limit=1&from=2026-11-23');
  expect(walked.data[0].day).toBe('2026-11-23');
  const next = await api.json(`/api/v1/network?limit=1&from=2026-11-23&cursor=${walked.meta.next_cursor}`);
  expect(next.data[0].day).toBe('2026-11-24');
});

test('software has the newest day, or the days that are asked for', async () => {
  const newest = await api.json('/api/v1/software');
  expect(newest.data.map((row: { day: string; software: string }) => [row.day, row.software])).toEqual([
    ['2026-11-24', 'friendica'],
    ['2026-11-24', 'lemmy'],
    ['2026-11-24', 'mastodon'],
  ]);
  const span = await api.json('/api/v1/software?software=lemmy&from=2026-11-22&to=2026-11-23');
  expect(span.data.map((row: { day: string }) => row.day)).toEqual(['2026-11-22', '2026-11-23']);
  const walked: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const list: { data: { day: string; software: string }[]; meta: { next_cursor: string | null } } =
      await api.json(`/api/v1/software?from=2026-11-22&limit=2&cursor=${cursor}`);
    walked.push(...list.data.map((row) => `${row.day} ${row.software}`));
    cursor = list.meta.next_cursor;
  }
  expect(walked).toHaveLength(9);
  expect(walked).toEqual(walked.toSorted());
  expect(new Set(walked).size).toBe(9);
});

test('the archive is by source and day, and keeps what was quarantined', async () => {
  const all = await api.json('/api/v1/archive');
  const places = all.data.map((row: { source: string; day: string }) => [row.source, row.day]);
  expect(places).toEqual([
    ['a list of servers', '2023-05-01'],
    ['statistics', '2022-12-31'],
    ['statistics', '2023-01-01'],
  ]);
  expect(all.data[0].quarantined).toHaveLength(2);
  const one = await api.json('/api/v1/archive?source=statistics&limit=1');
  const next = await api.json(`/api/v1/archive?source=statistics&limit=1&cursor=${one.meta.next_cursor}`);
  expect([one.data[0].day, next.data[0].day, next.links.next]).toEqual(['2022-12-31', '2023-01-01', null]);
  expect((await api.json('/api/v1/archive?from=2023-02-01')).data).toHaveLength(1);
});

test('health says how new the census is', async () => {
  const response = await api.get('/api/v1/health');
  expect(await response.json()).toEqual({
    status: 'ok',
    newest_day: '2026-11-24',
    last_visit_at: '2026-11-24T08:00:00.000Z',
    last_visit_age_seconds: 7_200,
    crawl: 'running',
    living_instances: expect.any(Number),
    living_visited_24h: expect.any(Number),
    living_overdue: expect.any(Number),
    oldest_due_at: null,
    oldest_due_age_seconds: null,
    outcomes_today: expect.objectContaining({ up: expect.any(Number) }),
    outcomes_24h: expect.objectContaining({ up: expect.any(Number) }),
    last_pass: null,
    own_outages: [],
  });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('an empty census answers everywhere, with nothing in it', async () => {
  await using empty = await createTestDatabase();
  await using emptyApi = await startApi(empty.db);
  for (const path of ['instances', 'network', 'software', 'archive'])
    expect(await emptyApi.json(`/api/v1/${path}`)).toMatchObject({ data: [], links: { next: null } });
  expect(await emptyApi.json('/api/v1/health')).toEqual({
    status: 'ok',
    newest_day: null,
    last_visit_at: null,
    last_visit_age_seconds: null,
    crawl: 'none',
    living_instances: 0,
    living_visited_24h: 0,
    living_overdue: 0,
    oldest_due_at: null,
    oldest_due_age_seconds: null,
    outcomes_today: {},
    outcomes_24h: {},
    last_pass: null,
    own_outages: [],
  });
});

test('a name that has moved and is no server itself is not found, and told where it went', async () => {
  await addHosts(database.db, [hostName('people-of-birch.net')], { source: 'peer', at: smallCensusNow });
  const visit = visitOf('people-of-birch.net', smallCensusNow.toISOString(), {
    outcome: 'moved',
    status: 'moved',
    movedTo: hostName(birch),
    instance: null,
  });
  await database.db.transaction().execute((trx) => recordVisits(trx, [visit]));
  const response = await api.get('/api/v1/instances/people-of-birch.net');
  expect(response.status).toBe(404);
  expect(((await response.json()) as { detail: string }).detail).toContain(`has moved to ${birch}`);
});
