import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../../db/client.ts';
import { problemSchema } from '../../../web/api/problem.ts';
import { feedSources } from '../../../web/feeds/feeds.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { feedsNow, fillFeedsCensus } from './feeds-census.ts';
import { type FeedsServer, startFeeds } from './feeds-server.ts';

let database: TestDatabase;
let feeds: FeedsServer;
beforeAll(async () => {
  database = await createTestDatabase(fillFeedsCensus);
  feeds = await startFeeds(database.db, { now: () => feedsNow });
});
afterAll(async () => {
  await feeds[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const addresses = feedSources.flatMap(({ name }) =>
  ['atom', 'json'].map((format) => `/feeds/${name.replace('{domain}', 'old.social')}.${format}`),
);

test('every feed may be read from any page, runs nothing, and says for how long it may be kept', async () => {
  for (const address of addresses) {
    const { status, headers } = await feeds.get(address);
    const isAtom = address.endsWith('.atom');
    expect([address, status, Object.fromEntries(headers)]).toEqual([
      ...[address, 200],
      expect.objectContaining({
        'content-type': `application/${isAtom ? 'atom+xml' : 'feed+json'}; charset=utf-8`,
        'access-control-allow-origin': '*',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': expect.stringMatching(
          address.includes('method')
            ? /^public, max-age=300,/
            : /^public, max-age=60, stale-while-revalidate=60$/,
        ),
        'last-modified': 'Tue, 24 Nov 2026 10:00:00 GMT',
        etag: expect.stringMatching(/^"[\w-]{27}(-br|-gzip)?"$/),
      }),
    ]);
  }
});

test('a reader that has a feed already gets 304, by tag, or without one by date', async () => {
  for (const address of addresses) {
    const first = await feeds.get(address);
    const etag = first.headers.get('etag') ?? '';
    const date = first.headers.get('last-modified') ?? '';
    const statusOf = async (headers: Record<string, string>) =>
      (await feeds.get(address, { headers })).status;
    expect(await statusOf({ 'if-none-match': etag })).toBe(304);
    expect(await statusOf({ 'if-none-match': `"other", W/${etag}` })).toBe(304);
    expect(await statusOf({ 'if-none-match': '"other"', 'if-modified-since': date })).toBe(200);
    expect(await statusOf({ 'if-modified-since': date })).toBe(304);
    expect(await statusOf({ 'if-modified-since': 'Tue, 24 Nov 2026 09:59:59 GMT' })).toBe(200);
    expect(await statusOf({ 'if-modified-since': 'yesterday' })).toBe(200);
    const unchanged = await feeds.get(address, { headers: { 'if-none-match': etag } });
    expect([await unchanged.text(), unchanged.headers.get('etag')]).toEqual(['', etag]);
    expect(unchanged.headers.get('cache-control')).toContain('public');
  }
});

test('HEAD is GET without the body; OPTIONS says what is possible; nothing else is', async () => {
  const address = '/feeds/new-servers.atom';
  const get = await feeds.get(address);
  const head = await feeds.get(address, { method: 'HEAD' });
  expect(head.status).toBe(200);
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(500);
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
  expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
  expect(await head.text()).toBe('');
  const options = await feeds.get(address, { method: 'OPTIONS' });
  expect([options.status, options.headers.get('access-control-allow-methods')]).toEqual([
    204,
    'GET, HEAD, OPTIONS',
  ]);
  const post = await feeds.get(address, { method: 'POST', body: 'x' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  expect((await feeds.get('/feeds/nothing.atom', { method: 'HEAD' })).status).toBe(404);
});

test('while the database is away feeds answer 503 with a time to come back and no detail of ours', async () => {
  await using nowhere = createDatabase('postgres://census:hush@127.0.0.1:1/census');
  await using away = await startFeeds(nowhere, {});
  for (const address of addresses.filter((each) => !each.includes('method'))) {
    const response = await away.get(address);
    expect([address, response.status]).toEqual([address, 503]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = await response.text();
    expect(problemSchema.parse(JSON.parse(body)).title).toBe('Service Unavailable');
    expect(body).not.toMatch(/hush|ECONNREFUSED|127\.0\.0\.1| at |node:/);
  }
  expect((await away.get('/feeds/method-changes.atom')).status).toBe(200);
  expect(away.bugs).toEqual([]);
});

test('a failure that is a bug of ours is 500 for the reader and told to the log', async () => {
  await using own = await createTestDatabase();
  await using broken = await startFeeds(own.db, {});
  await sql`alter table rule_set rename column valid_from to since`.execute(own.db);
  const response = await broken.get('/feeds/rule-changes.atom');
  const body = await response.text();
  expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status: 500 });
  expect(body).not.toContain('valid_from');
  expect(broken.bugs.map(String)).toEqual([expect.stringContaining('valid_from')]);
});
