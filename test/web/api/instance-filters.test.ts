import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceSorts } from '../../../db/queries/list-instances.ts';
import { instanceFilterParams, sortParam } from '../../../web/params/instance-params.ts';
import { fillSmallCensus, smallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;
const { birch, idn, silent, quarantined, moved, failing } = smallCensus;
const all = [birch, idn, silent, quarantined, moved, failing];

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  // What comes of other days and of an address that is not on this machine; ages are by the database's clock.
  await sql`update instance set uptime_30d = null`.execute(database.db);
  await sql`update instance set network_country = found.country, uptime_30d = found.uptime
    from host, (values (${birch}, 'DE', 0.99), (${idn}, 'FR', 0.9), (${failing}, 'DE', 0.3)) as found (name, country, uptime)
    where host.name = found.name and host.host_id = instance.host_id`.execute(database.db);
  await sql`update host set
    first_seen_at = date_trunc('milliseconds', now()) - case when name = ${birch} then interval '40 days 1 hour' else interval '9 days' end,
    last_up_at = date_trunc('milliseconds', now()) - case when name = ${failing} then interval '5 days 1 hour' else interval '1 hour' end`.execute(
    database.db,
  );
  api = await startApi(database.db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

type List = {
  readonly data: readonly { readonly domain: string }[];
  readonly meta: { readonly total: number };
};

test.for([
  ['q=bucher', [idn]],
  ['q=B%C3%9CCHER', [idn]],
  ['q=u%CC%88cher', [idn]],
  ['q=%EF%BC%B4%EF%BC%A1%EF%BC%B2%EF%BC%AE', [silent]],
  // An internationalised name, as it is written, as DNS has it, and as a Japanese keyboard writes its dots.
  [`q=${encodeURIComponent('BÜCHERMOOR.net')}`, [idn]],
  ['q=XN--BCHERMOOR-Q9A', [idn]],
  [`q=${encodeURIComponent('ｂüchermoor。net')}`, [idn]],
  [`q=${encodeURIComponent('“quoted” second')}`, []],
  ['q=quoted%22%20second+line', [birch]],
  ['q=unicode', [birch]],
  ['q=%CC%81', []],
  ['family=mastodon', [birch, quarantined, moved, failing]],
  ['family=lemmy&family=friendica', [idn, silent]],
  ['family=mastodon&software=lemmy', []],
  ['version_min=4.5.1', [birch, idn, quarantined, moved, failing]],
  ['version_min=4.5.2', []],
  ['version_max=4.5.1', [birch, idn, quarantined, moved, failing]],
  ['version_max=4.5', []],
  ['version_min=4.5.1-rc1&version_max=4.6&software=lemmy', [idn]],
  ['country=de', [birch, failing]],
  ['country=FR&country=XK', [idn]],
  ['rule_topic=other', [birch, quarantined, moved, failing]],
  // An empty list of rules has none on it; rules that we could not read are not known to have none.
  ['rule_topic_not=other', [idn]],
  ['rule_topic_not=spam&rule_topic_not=hate', [birch, idn, quarantined, moved, failing]],
  ['rule_topic=other&rule_topic_not=other', []],
  ['size=tiny', [idn, failing, moved]],
  ['size=medium', [birch]],
  // More than a tenth of all, and yet no large server.
  ['size=giant', []],
  ['size=tiny&size=medium', [idn, failing, moved, birch]],
  ['size=small&size=large', []],
  ['users_active_min=0', [birch, idn, moved, failing]],
  ['users_active_min=1&users_active_max=10', [moved, failing]],
  ['users_active_max=0', [idn]],
  ['users_total_min=12', [birch, idn]],
  ['users_total_max=50', [idn, moved, failing]],
  ['active_within_days=5', [birch, idn, silent, quarantined, moved]],
  ['active_within_days=6', all],
  ['age_min_days=40', [birch]],
  ['age_min_days=41', []],
  ['uptime_min=0.9', [birch, idn]],
  ['uptime_min=0.990001', []],
  ['quarantined=true', [quarantined]],
  ['quarantined=false', [birch, idn, silent, moved, failing]],
] as const)('?%s finds %j', async ([query, expected]) => {
  const { data, meta } = (await api.json(`/api/v1/instances?${query}`)) as List;
  expect(data.map(({ domain }) => domain).toSorted()).toEqual(expected.toSorted());
  expect(meta.total).toBe(expected.length);
});

test.for([...instanceSorts.flatMap((by) => [by, `-${by}`]), 'random', 'random&seed=k7'])(
  'links.next walks the list by %s to its end',
  async (sort) => {
    const whole = (await api.json(`/api/v1/instances?sort=${sort}`)) as List;
    const walked: string[] = [];
    for (let next: string | null = `/api/v1/instances?sort=${sort}&limit=1`; next !== null; ) {
      const page: { data: { domain: string }[]; links: { next: string | null } } = await api.json(next);
      walked.push(...page.data.map(({ domain }) => domain));
      next = page.links.next === null ? null : page.links.next.slice(new URL(page.links.next).origin.length);
    }
    expect(walked).toEqual(whole.data.map(({ domain }) => domain));
  },
);

test('a walk by lot keeps the lots by which it began, also after midnight and as one file', async () => {
  let today = '2026-11-24';
  await using later = await startApi(database.db, { now: () => new Date(`${today}T23:59:00Z`) });
  const domains = ({ data }: List) => data.map(({ domain }) => domain);
  const whole = domains((await later.json('/api/v1/instances?sort=random')) as List);
  const first = await later.json('/api/v1/instances?sort=random&limit=2');
  const file = await (await later.get('/api/v1/instances.csv?sort=random&fields=domain')).text();
  expect(file.trim().split('\r\n').slice(1)).toEqual(whole);
  today = '2026-11-25';
  expect(domains((await later.json('/api/v1/instances?sort=random')) as List)).not.toEqual(whole);
  const next = first.links.next.slice(new URL(first.links.next).origin.length);
  // In another process, which does not have the order and goes on by its values.
  await using other = await startApi(database.db, { now: () => new Date(`${today}T00:01:00Z`) });
  for (const each of [later, other])
    expect([
      ...domains(first),
      ...domains((await each.json(next.replace('limit=2', 'limit=50'))) as List),
    ]).toEqual(whole);
  const seeded = await later.json('/api/v1/instances?sort=random&seed=2026-11-24');
  expect(domains(seeded)).toEqual(whole);
});

/** What people write into parameters to see whether it is run. */
const injections = [
  "'",
  '"',
  "' or '1'='1",
  "1' or 1=1--",
  '1; drop table host; --',
  "'); select pg_sleep(5); --",
  '(select pg_sleep(5))',
  'domain,1/0',
  '1/0',
  'case when 1=1 then domain else name end',
  'domain asc nulls first',
  "users_total' and extractvalue(1, 0x7e)--",
  '1 union select name from host',
  "{'$gt': ''}",
  '$.domain',
  '{{7*7}}',
  '%27%20or%201=1',
  "\\' or 1=1 --",
  'a\u0000b',
  '-1',
  '99999999999999999999',
  '1e400',
  'NaN',
  'Infinity',
  '{1,2}',
  'array[1]',
  "4.5'::numeric[]--",
  '4.5 or 1=1',
];
const params = [...Object.values(instanceFilterParams), sortParam];

test.for(params)(
  'case 95: $name is never run, whatever is written into it',
  async ({ name, isRepeatable, parse }) => {
    for (const text of injections) {
      const response = await api.get(`/api/v1/instances?${new URLSearchParams({ [name]: text })}`);
      const body = (await response.json()) as List & {
        readonly errors?: readonly { readonly parameter: string }[];
      };
      const isTaken = !text.includes('\0') && parse([text]).ok;
      expect([name, text, response.status]).toEqual([name, text, isTaken ? 200 : 400]);
      // What is taken is looked for, and found nowhere; numbers that a version begins with are its beginning.
      if (!isTaken) expect(body.errors?.[0]?.parameter).toBe(name);
      else if (['q', 'software'].includes(name) && /[;(]|or/.test(text)) expect(body.meta.total).toBe(0);
    }
    if (!isRepeatable) {
      const twice = await api.get(`/api/v1/instances?${name}=1&${name}=2`);
      expect(twice.status).toBe(400);
    }
  },
);

test('case 95: names of parameters are a closed list', async () => {
  for (const name of ["q'", 'q[]', 'q[$ne]', 'order', '1=1', 'filter.name', 'sort;drop', '__proto__'])
    expect((await api.get(`/api/v1/instances?${new URLSearchParams({ [name]: 'a' })}`)).status).toBe(400);
});

test('case 96: what stands for anything in a pattern stands for itself', async () => {
  const found = async (text: string) =>
    ((await api.json(`/api/v1/instances?${new URLSearchParams({ q: text })}`)) as List).meta.total;
  for (const text of [
    '%',
    '%%%%',
    '_',
    '\\',
    '.*',
    '^birch',
    'birch$',
    '(birch|tarn)',
    '[a-z]',
    'birch%net',
    'birch_oor',
    '\uff05',
  ])
    expect([text, await found(text)]).toEqual([text, 0]);
  expect(await found('=hyperlink("https://')).toBe(1);
  expect(await found('.')).toBe(all.length);
});

test('case 96: a text of 200 letters is looked for, however it is made, and a longer one is refused', async () => {
  for (const unit of ['a', '%', '_', '\\', '東', '\ufdfa', '(a+)+$']) {
    const text = unit.repeat(200).slice(0, 200);
    expect((await api.get(`/api/v1/instances?${new URLSearchParams({ q: text })}`)).status).toBe(200);
  }
  expect((await api.get(`/api/v1/instances?q=${'x'.repeat(10_000)}`)).status).toBe(400);
});
