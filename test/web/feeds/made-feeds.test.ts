import { expect, test } from 'vitest';
import { problem } from '../../../web/api/problem.ts';
import type { Feed, FeedEntry } from '../../../web/feeds/feed.ts';
import { createMadeFeeds } from '../../../web/feeds/made-feeds.ts';

const address = 'https://census.invalid/feeds/a.atom';
const entry = (day: string): FeedEntry => ({
  ...{ id: day, title: day, summary: day, url: 'https://census.invalid/', at: new Date(`${day}T00:00:00Z`) },
});

/** Feeds that are asked for in steps; the body of one is when it was updated and the days of its entries. */
function startFeedsOf(keepMs = 60_000) {
  let nowMs = Date.parse('2026-12-01T00:00:00.500Z');
  let state = 0;
  let made = 0;
  const feeds = createMadeFeeds({ keepMs, now: () => new Date(nowMs), state: () => state });
  const write = ({ updated, entries }: Feed) =>
    [updated.toISOString().slice(0, 10), ...entries.map(({ id }) => id)].join(' ');
  return {
    ask: async (days: readonly string[], of = address) => {
      const read = async () => {
        made += 1;
        await Promise.resolve();
        const texts = { id: 'tag:a', title: '', subtitle: '', pageUrl: '', siteUrl: '' };
        return { ...texts, addresses: { atom: of, json: of }, entries: days.map(entry) };
      };
      const feed = await feeds.get(of, { mediaType: 'text/plain', maxAgeSeconds: 60, read, write });
      if (feed.kind === 'problem') throw new Error(feed.detail);
      const { bytes, etag } = await feed.representation.coded('identity');
      return { text: bytes.toString(), etag, lastModified: feed.representation.lastModified?.toISOString() };
    },
    fail: () =>
      feeds.get(address, {
        mediaType: 'text/plain',
        maxAgeSeconds: 60,
        read: async () => problem(404, 'None.'),
        write,
      }),
    pass: (ms: number) => {
      nowMs += ms;
    },
    forget: () => {
      state += 1;
    },
    made: () => made,
  };
}

test('a feed is made once for all who ask at once, and for those who ask within a minute', async () => {
  const feeds = startFeedsOf();
  await Promise.all(Array.from({ length: 100 }, () => feeds.ask(['2026-11-30'])));
  feeds.pass(59_999);
  await feeds.ask(['2026-11-30']);
  expect(feeds.made()).toBe(1);
  feeds.pass(1);
  await feeds.ask(['2026-11-30']);
  expect(feeds.made()).toBe(2);
});

test('case 73: what was made, or was being made, before a host was forgotten is not given afterwards', async () => {
  const feeds = startFeedsOf();
  await feeds.ask(['2026-11-30', '2026-11-29']);
  feeds.forget();
  expect((await feeds.ask(['2026-11-29'])).text).toBe('2026-11-30 2026-11-29');
  const underWay = feeds.ask(['2026-11-28'], 'b');
  feeds.forget();
  const isWithout = /^2026-11-\d\d$/;
  expect((await feeds.ask([], 'b')).text).toMatch(isWithout);
  expect((await underWay).text).toBe('2026-11-28 2026-11-28');
  expect((await feeds.ask([], 'b')).text).toMatch(isWithout);
});

test('the time of a feed never goes back when its newest entry vanishes', async () => {
  const feeds = startFeedsOf(0);
  expect((await feeds.ask([])).text).toBe('2026-11-24');
  expect((await feeds.ask(['2026-11-29', '2026-11-27'])).text).toBe('2026-11-29 2026-11-29 2026-11-27');
  expect((await feeds.ask(['2026-11-27'])).text).toBe('2026-11-29 2026-11-27');
  expect((await feeds.ask(['2026-11-30'])).text).toBe('2026-11-30 2026-11-30');
});

test('a feed is modified when its bytes change, and two versions never share a second', async () => {
  const feeds = startFeedsOf(0);
  const first = await feeds.ask(['2026-11-29']);
  expect(first.lastModified).toBe('2026-12-01T00:00:00.000Z');
  feeds.pass(5_000);
  expect(await feeds.ask(['2026-11-29'])).toEqual(first);
  const second = await feeds.ask([]);
  expect(second.lastModified).toBe('2026-12-01T00:00:05.000Z');
  const third = await feeds.ask(['2026-11-28']);
  expect(third.lastModified).toBe('2026-12-01T00:00:06.000Z');
  expect(new Set([first.etag, second.etag, third.etag]).size).toBe(3);
});

test('a problem is not kept', async () => {
  const feeds = startFeedsOf();
  expect(await feeds.fail()).toMatchObject({ status: 404 });
  expect((await feeds.ask(['2026-11-29'])).text).toContain('2026-11-29');
});
