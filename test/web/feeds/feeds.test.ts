import { afterAll, beforeAll, expect, test } from 'vitest';
import { methodChanges } from '../../../db/model/method-changes.ts';
import { optOutHost } from '../../../db/writes/forget-host.ts';
import { recordVisits } from '../../../db/writes/record-visits.ts';
import { problemSchema } from '../../../web/api/problem.ts';
import { feedSources } from '../../../web/feeds/feeds.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { hostName, visitOf } from '../../support/visit-records.ts';
import { feedsNow, fillFeedsCensus } from './feeds-census.ts';
import { type FeedsServer, siteUrl, startFeeds } from './feeds-server.ts';

let database: TestDatabase;
let feeds: FeedsServer;
beforeAll(async () => {
  database = await createTestDatabase(fillFeedsCensus);
  feeds = await startFeeds(database.db, { now: () => feedsNow });
});
afterAll(async () => {
  expect(feeds.bugs).toEqual([]);
  await feeds[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const titlesOf = async (path: string) => (await feeds.atom(path)).entries.map(({ title }) => title);

const addresses = (['atom', 'json'] as const).flatMap((format) =>
  feedSources.map(({ name }) => `/feeds/${name.replace('{domain}', 'old.social')}.${format}`),
);

test('new servers are those that people can be members of, up, counted, and found after the first days of the census', async () => {
  const { entries } = await feeds.atom('/feeds/new-servers.atom?limit=200');
  expect(entries.slice(0, 3)).toMatchObject([
    {
      id: 'tag:census.invalid,2026-11-21:new-servers/forum.social',
      title: 'forum.social',
      summary: 'lemmy; languages: pt-BR',
      updated: '2026-11-21T08:00:00.000Z',
      published: '2026-11-21T08:00:00.000Z',
      url: `${siteUrl}en/servers/forum.social`,
    },
    {
      title: 'fresh.social: Fresh & <new>',
      summary: 'mastodon 4.5.1; registrations: open; languages: en\n\nFor people\nwho read',
    },
    { title: 'n24.surge.social: A server' },
  ]);
});

test('when a night finds more servers than are born, the first of them stand for it', async () => {
  const titles = await titlesOf('/feeds/new-servers.atom?limit=200');
  expect(titles.slice(2)).toEqual(
    Array.from({ length: 25 }, (_, index) => `n${24 - index}.surge.social: A server`),
  );
});

test('new servers are narrowed by software and language', async () => {
  expect(await titlesOf('/feeds/new-servers.atom?software=lemmy')).toEqual(['forum.social']);
  expect(await titlesOf('/feeds/new-servers.atom?language=pt')).toEqual(['forum.social']);
  const both = await feeds.json(
    '/feeds/new-servers.json?language=en&software=lemmy&software=mastodon&limit=1',
  );
  expect(both.items.map(({ title }) => title)).toEqual(['fresh.social: Fresh & <new>']);
  expect(both.feed_url).toBe(
    `${siteUrl}feeds/new-servers.json?software=lemmy&software=mastodon&language=en&limit=1`,
  );
});

test('before the census knows who was there from the beginning, nobody is new', async () => {
  await using empty = await createTestDatabase(fillFeedsCensus);
  await empty.db.deleteFrom('vital_reckoning').execute();
  await using young = await startFeeds(empty.db, { now: () => feedsNow });
  expect(await young.atom('/feeds/new-servers.atom')).toMatchObject({
    entries: [],
    updated: '2026-11-24T00:00:00.000Z',
  });
});

test('closed servers are those that are gone and those that have moved, with where to; no aliases', async () => {
  const { entries } = await feeds.atom('/feeds/closed-servers.atom');
  expect(entries).toMatchObject([
    {
      id: 'tag:census.invalid,2026-11-12:closed-servers/left.social/moved',
      title: 'left.social has moved to old.social',
      summary: 'A server\nSoftware: mastodon.\nIt answered by itself last on 2026-09-20.',
      updated: '2026-11-12T08:00:00.000Z',
    },
    {
      id: 'tag:census.invalid,2026-11-08:closed-servers/gone.social/gone',
      title: 'gone.social is gone',
      // Fourteen days after it failed for the first time.
      updated: '2026-11-08T08:00:00.000Z',
      url: `${siteUrl}en/servers/gone.social`,
    },
  ]);
  expect(entries).toHaveLength(2);
  const alias = database.db.selectFrom('host').select('status').where('name', '=', 'www.old.social');
  expect(await alias.executeTakeFirst()).toEqual({ status: 'moved' });
});

test('changes of rules are told set by set, with an end and a return', async () => {
  const { entries } = await feeds.atom('/feeds/rule-changes.atom');
  expect(entries).toEqual([
    expect.objectContaining({
      id: 'tag:census.invalid,2026-11-18:rule-changes/old.social/2026-11-18T08:00:00.000Z',
      title: 'old.social: the same rules are back',
      summary: 'A server\n\nNo rule was added, removed, reworded or moved.',
    }),
    expect.objectContaining({
      id: 'tag:census.invalid,2026-11-10:rule-changes/old.social/2026-11-10T08:00:00.000Z/end',
      title: 'old.social: no rules are stated any more',
      summary: 'A server\n\nRemoved: No ads of any sort, ever\n\nRemoved: Be kind\n\nRemoved: Speak English',
    }),
    {
      id: 'tag:census.invalid,2026-11-05:rule-changes/old.social/2026-11-05T08:00:00.000Z',
      title: 'old.social: rules changed (1 added, 1 removed, 1 reworded)',
      summary:
        'A server\n\nBefore: No ads of any sort, please\nAfter: No ads of any sort, ever\n\nAdded: Speak English\n\nRemoved: No politics',
      updated: '2026-11-05T08:00:00.000Z',
      published: '2026-11-05T08:00:00.000Z',
      url: `${siteUrl}en/servers/old.social#rules`,
    },
  ]);
  expect(await titlesOf('/feeds/rule-changes.atom?limit=1')).toEqual(['old.social: the same rules are back']);
});

test('a server has a feed of its own rules, with the same entries', async () => {
  const all = await feeds.atom('/feeds/rule-changes.atom');
  const own = await feeds.atom('/feeds/servers/OLD.social/rules.atom');
  expect(own).toMatchObject({
    title: 'Fedicensus: Changes of the rules of old.social',
    entries: all.entries,
  });
  expect(own.links['self application/atom+xml']).toBe(`${siteUrl}feeds/servers/old.social/rules.atom`);
  expect((await feeds.atom('/feeds/servers/fresh.social/rules.atom')).entries).toEqual([]);
});

test('changes of method are told with the words of the page', async () => {
  const { entries, links } = await feeds.atom('/feeds/method-changes.atom');
  expect(entries.map(({ id }) => id)).toEqual(
    methodChanges.map(({ day, id }) => `tag:census.invalid,${day}:method-changes/${id}`),
  );
  expect(entries[0]).toMatchObject({
    title: methodChanges[0].label,
    url: `${siteUrl}en/method#change-${methodChanges[0].id}`,
  });
  expect(links['alternate text/html']).toBe(`${siteUrl}en/method`);
});

test('both formats tell the same, have ids of their own, and name themselves', async () => {
  for (const address of addresses.filter((each) => each.endsWith('.atom'))) {
    const atom = await feeds.atom(address);
    const json = await feeds.json(address.replace(/atom$/, 'json'));
    expect(json.items).toEqual(
      atom.entries.map(({ id, title, summary, url, updated, published }) => ({
        ...{ id, title, url, content_text: summary, date_published: published, date_modified: updated },
      })),
    );
    expect(new Set(json.items.map(({ id }) => id)).size).toBe(json.items.length);
    expect(atom.links).toMatchObject({
      'self application/atom+xml': `${siteUrl}${address.slice(1)}`,
      'alternate application/feed+json': json.feed_url,
    });
    const newest = atom.entries[0]?.updated ?? '2026-11-24T00:00:00.000Z';
    expect(atom.updated >= newest).toBe(true);
  }
});

test('what is simulated says so', async () => {
  await using simulated = await startFeeds(database.db, { simulated: true });
  expect((await simulated.json('/feeds/method-changes.json')).title).toContain('simulated data');
});

test('an address that is no feed answers 404 with the nearest one, or with all', async () => {
  const detailOf = async (path: string) => {
    const response = await feeds.get(path);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([
      ...[path, 404, 'application/problem+json'],
    ]);
    return problemSchema.parse(await response.json()).detail;
  };
  for (const path of [
    '/feeds',
    '/feeds/',
    '/feeds/?limit=1',
    '/feeds/xyzzy.atom',
    '/feeds/servers/a.social.atom',
  ])
    for (const { name } of feedSources) expect(await detailOf(path)).toContain(`/feeds/${name}.atom`);
  for (const typed of [
    'new-server.atom',
    'new_servers.atom',
    'new-servers',
    'new-servers.rss',
    'new-servers.atom/',
  ])
    expect(await detailOf(`/feeds/${typed}`)).toContain('Did you mean /feeds/new-servers.atom?');
  expect(await detailOf('/feeds/servers/127.0.0.1/rules.atom')).toContain('no name that a server can have');
  expect(await detailOf('/feeds/servers/nobody.social/rules.atom')).toContain(
    'No server named nobody.social',
  );
  expect(await detailOf(`/feeds/${'a'.repeat(5_000)}.atom`)).toHaveLength(
    (await detailOf(`/feeds/${'a'.repeat(500)}.atom`)).length,
  );
});

test('a parameter that is unknown or bad is refused with what to change', async () => {
  for (const [query, words] of [
    ['limt=3', 'Did you mean \\"limit\\"?'],
    ['limit=201', 'a whole number from 1 to 200'],
    ['limit=0', 'a whole number from 1 to 200'],
    ['language=%3Cscript%3E', 'BCP 47'],
    ['software=%00', 'U+0000'],
  ] as const) {
    const response = await feeds.get(`/feeds/new-servers.atom?${query}`);
    expect([query, response.status]).toEqual([query, 400]);
    expect(await response.text()).toContain(words);
  }
  expect((await feeds.get('/feeds/closed-servers.atom?software=lemmy')).status).toBe(400);
});

test('a host that is forgotten is in no feed, under no name; where others moved to it is not said', async () => {
  await using own = await createTestDatabase(fillFeedsCensus);
  await using asked = await startFeeds(own.db, { now: () => feedsNow });
  for (const host of ['old.social', 'fresh.social', 'gone.social'])
    await own.db.transaction().execute((trx) => optOutHost(trx, hostName(host), { at: feedsNow }));
  for (const address of addresses.filter((each) => !each.includes('old.social'))) {
    const text = await (await asked.get(address)).text();
    expect([address, text.match(/old\.social|fresh\.social|gone\.social|No ads/)]).toEqual([address, null]);
  }
  expect((await asked.atom('/feeds/closed-servers.atom')).entries[0]?.title).toBe('left.social has moved');
  expect((await asked.get('/feeds/servers/old.social/rules.atom')).status).toBe(404);
});

test('a server that answers again is closed no more', async () => {
  await using own = await createTestDatabase(fillFeedsCensus);
  await using asked = await startFeeds(own.db, { now: () => feedsNow });
  const visit = visitOf('gone.social', '2026-11-23T08:00:00Z');
  await own.db.transaction().execute((trx) => recordVisits(trx, [visit]));
  expect((await asked.atom('/feeds/closed-servers.atom')).entries.map(({ title }) => title)).toEqual([
    'left.social has moved to old.social',
  ]);
});
