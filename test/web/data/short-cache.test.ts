import { expect, test } from 'vitest';
import { createShortCache } from '../../../web/data/short-cache.ts';

function cacheWithClock(
  options: { readonly maxEntries?: number; readonly isKept?: (value: number) => boolean } = {},
) {
  const clock = { nowMs: 0 };
  let loads = 0;
  const cache = createShortCache<number>({
    timeToLiveMs: 1_000,
    maxEntries: options.maxEntries ?? 10,
    now: () => clock.nowMs,
    ...(options.isKept === undefined ? {} : { isKept: options.isKept }),
  });
  const load = async () => {
    loads += 1;
    return loads;
  };
  return { clock, get: (key: string) => cache.get(key, load), cache };
}

test('an answer is kept for its time and asked for again after it', async () => {
  const { clock, get } = cacheWithClock();
  expect(await get('a')).toBe(1);
  clock.nowMs = 999;
  expect(await get('a')).toBe(1);
  clock.nowMs = 1_000;
  expect(await get('a')).toBe(2);
});

test('many who ask at once share one load', async () => {
  const { get } = cacheWithClock();
  expect(await Promise.all([get('a'), get('a'), get('a')])).toEqual([1, 1, 1]);
});

test('a failure reaches all who waited and is not kept', async () => {
  const { cache, get } = cacheWithClock();
  const fail = () => Promise.reject(new Error('away'));
  const waiting = await Promise.allSettled([cache.get('a', fail), cache.get('a', fail)]);
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await get('a')).toBe(1);
});

test('the answer unused for longest goes when there are too many', async () => {
  const { get } = cacheWithClock({ maxEntries: 2 });
  expect(await get('a')).toBe(1);
  expect(await get('b')).toBe(2);
  expect(await get('a')).toBe(1);
  expect(await get('c')).toBe(3);
  expect(await get('a')).toBe(1);
  expect(await get('b')).toBe(4);
});

test('an answer that is not worth keeping is asked for every time', async () => {
  const { get } = cacheWithClock({ isKept: (value) => value > 1 });
  expect(await get('a')).toBe(1);
  expect(await get('a')).toBe(2);
  expect(await get('a')).toBe(2);
});

test('case 73: once a host has been forgotten, no earlier answer is given, nor one that was under way', async () => {
  let state = 0;
  const cache = createShortCache<string>({ timeToLiveMs: 1_000, maxEntries: 10, state: () => state });
  const answer = Promise.withResolvers<string>();
  await cache.get('kept', async () => 'with the host');
  const underWay = cache.get('loading', () => answer.promise);
  state += 1;
  expect(await cache.get('kept', async () => 'without')).toBe('without');
  expect(await cache.get('loading', async () => 'without')).toBe('without');
  answer.resolve('with the host');
  expect(await underWay).toBe('with the host');
  expect(await cache.get('loading', async () => 'asked again')).toBe('without');
});
