import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillSmallCensus, smallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, startApi } from './api-server.ts';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
  const { birch, idn, quarantined, moved } = smallCensus;
  const countries = { [birch]: 'CH', [quarantined]: 'CH', [idn]: 'XK', [moved]: 'FR' };
  for (const [name, country] of Object.entries(countries))
    await database.db
      .updateTable('instance')
      .set({ network_country: country })
      .where('host_id', 'in', (eb) => eb.selectFrom('host').select('host_id').where('name', '=', name))
      .execute();
  api = await startApi(database.db);
});

afterAll(async () => {
  expect(api.bugs).toEqual([]);
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test('languages have servers that are there, users that count, and their names', async () => {
  const { data, meta } = await api.json('/api/v1/languages');
  expect(data).toEqual([
    {
      ...{ language: 'en', name_en: 'English', endonym: 'English' },
      // birchmoor.net, failingmere.net, and absurdfen.net, whose figures do not count; movedholm.net is not there.
      ...{ servers: 3, servers_counted: 2, users_active_month: 303 },
    },
    {
      ...{ language: 'de', name_en: 'German', endonym: 'Deutsch' },
      ...{ servers: 1, servers_counted: 1, users_active_month: 0 },
    },
    // Stated as pt-BR.
    {
      ...{ language: 'pt', name_en: 'Portuguese', endonym: 'português' },
      ...{ servers: 1, servers_counted: 1, users_active_month: 300 },
    },
  ]);
  expect(meta).toMatchObject({ servers: 5, servers_not_stating: 1 });
});

test('countries have the same, and servers in networks that are not known are only counted', async () => {
  const { data, meta } = await api.json('/api/v1/countries');
  expect(data).toEqual([
    {
      ...{ country: 'CH', name_en: 'Switzerland', endonym: 'Schweiz' },
      ...{ servers: 2, servers_counted: 1, users_active_month: 300 },
    },
    {
      ...{ country: 'XK', name_en: 'Kosovo', endonym: 'Kosovë' },
      ...{ servers: 1, servers_counted: 1, users_active_month: 0 },
    },
  ]);
  expect(meta).toMatchObject({ servers: 5, servers_unknown: 2 });
});

test('users are null where nobody states them, and names where nobody has given one', async () => {
  await database.db
    .updateTable('instance')
    .set({ languages: ['qqq-Latn', 'tlh', 'xxxxxx', 'x-private', 'und'] })
    .where('host_id', 'in', (eb) =>
      eb.selectFrom('host').select('host_id').where('name', '=', smallCensus.silent),
    )
    .execute();
  const { data } = await api.json('/api/v1/languages');
  const found = (code: string) => data.find(({ language }: { language: string }) => language === code);
  for (const code of ['qqq', 'xxxxxx', 'x'])
    expect(found(code)).toMatchObject({ name_en: null, endonym: null, users_active_month: null, servers: 1 });
  // A language that Intl has no texts of has a name in English alone.
  expect(found('tlh')).toMatchObject({ name_en: 'Klingon', endonym: null });
});

test('links.next walks the list', async () => {
  const codes: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: { language: string }[]; meta: { next_cursor: string | null } } = await api.json(
      `/api/v1/languages?limit=1&cursor=${cursor}`,
    );
    codes.push(...page.data.map(({ language }) => language));
    cursor = page.meta.next_cursor;
  }
  const whole: { language: string }[] = (await api.json('/api/v1/languages')).data;
  expect(codes).toEqual(whole.map(({ language }) => language));
});

test.for(['languages', 'countries'])('/api/v1/%s refuses what it does not know', async (path) => {
  for (const query of ['limit=0', 'limit=1001', 'language=en', 'cursor=x'])
    expect([query, (await api.get(`/api/v1/${path}?${query}`)).status]).toEqual([query, 400]);
});

test('an empty census has no languages and no countries', async () => {
  await using empty = await createTestDatabase();
  await using emptyApi = await startApi(empty.db);
  for (const path of ['languages', 'countries'])
    expect(await emptyApi.json(`/api/v1/${path}`)).toMatchObject({
      data: [],
      meta: { count: 0, servers: 0 },
    });
});
