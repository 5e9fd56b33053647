import { expect, test } from 'vitest';
import { createAnswerCache, type Outcome } from '../../../web/api/answer-cache.ts';
import { problem } from '../../../web/api/problem.ts';
import { render } from '../../../web/api/respond.ts';

const answer = (body: unknown): Outcome => ({
  kind: 'ok',
  rendered: render(JSON.stringify(body), 'application/json'),
});

function startCache(options: { readonly keepMs?: number; readonly maxBytes?: number } = {}) {
  let nowMs = 0;
  let made = 0;
  let state = 0;
  const cache = createAnswerCache({
    keepMs: 10_000,
    maxBytes: 1_000_000,
    ...options,
    now: () => new Date(nowMs),
    state: () => state,
  });
  return {
    get: (key: string, outcome: Outcome = answer(key)) =>
      cache.get(key, async () => {
        made += 1;
        await Promise.resolve();
        return outcome;
      }),
    fail: (key: string) =>
      cache.get(key, async () => {
        made += 1;
        throw new Error('away');
      }),
    pass: (ms: number) => {
      nowMs += ms;
    },
    made: () => made,
    forget: () => {
      state += 1;
    },
  };
}

test('five hundred who ask the same at once cost one query', async () => {
  const cache = startCache({ keepMs: 0 });
  const answers = await Promise.all(Array.from({ length: 500 }, () => cache.get('a')));
  expect(new Set(answers)).toEqual(new Set([answer('a')]));
  expect(cache.made()).toBe(1);
});

test('an answer is given again until its time is over', async () => {
  const cache = startCache({ keepMs: 10_000 });
  await cache.get('a');
  cache.pass(9_999);
  await cache.get('a');
  expect(cache.made()).toBe(1);
  cache.pass(1);
  expect(await cache.get('a', answer('newer'))).toEqual(answer('newer'));
  expect(cache.made()).toBe(2);
});

test('different questions have different answers', async () => {
  const cache = startCache();
  expect(await Promise.all([cache.get('a'), cache.get('b')])).toEqual([answer('a'), answer('b')]);
});

test('a failure reaches all who wait for it, and the next one asks again', async () => {
  const cache = startCache();
  const waiting = [cache.fail('a'), cache.fail('a')];
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(cache.made()).toBe(1);
  expect(await cache.get('a')).toEqual(answer('a'));
});

test('a problem is not kept', async () => {
  const cache = startCache();
  await cache.get('a', problem(404, 'There is no such server.'));
  expect(await cache.get('a')).toEqual(answer('a'));
});

test('kept answers have a limit in bytes, and the oldest go first', async () => {
  const cache = startCache({ maxBytes: 5_000 });
  const large = answer('x'.repeat(1_000));
  for (const key of ['a', 'b', 'c']) await cache.get(key, large);
  expect(cache.made()).toBe(3);
  await cache.get('c', large);
  await cache.get('b', large);
  expect(cache.made()).toBe(3);
  await cache.get('a', large);
  expect(cache.made()).toBe(4);
});

test('an answer that is larger than the limit is given and not kept', async () => {
  const cache = startCache({ maxBytes: 100 });
  const large = answer('x'.repeat(1_000));
  expect(await cache.get('a', large)).toEqual(large);
  await cache.get('a', large);
  expect(cache.made()).toBe(2);
});

test('case 73: once a host has been forgotten, no earlier answer is given, nor one that was being made', async () => {
  const cache = startCache();
  await cache.get('a', answer('with the host'));
  const underWay = cache.get('b', answer('with the host'));
  cache.forget();
  expect(await cache.get('a', answer('without'))).toEqual(answer('without'));
  expect(await cache.get('b', answer('without'))).toEqual(answer('without'));
  await underWay;
  // What was under way has not replaced it.
  expect(await cache.get('b')).toEqual(answer('without'));
});
