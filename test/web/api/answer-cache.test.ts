import pg from 'pg';
import { expect, test } from 'vitest';
import type { Dataset, DatasetStates } from '../../../db/model/dataset.ts';
import { createAnswerCache, lastChangeOf } from '../../../web/api/answer-cache.ts';
import { type Problem, problem } from '../../../web/api/problem.ts';
import { type Representation, represent } from '../../../web/api/representation.ts';

const about = { mediaType: 'application/json', next: null, lastModified: null, maxAgeSeconds: 60 };
const answer = (body: string): Representation => represent(body, about);
const times = { changedMs: 5_000, unchangedMs: 600_000, staleMs: 86_400_000, staleNamingMs: 60_000 };
const started = new Date('2026-11-29T12:00:00Z');

function startCache(
  options: { readonly maxBytes?: number; readonly changedMs?: number; readonly unchangedMs?: number } = {},
) {
  const { maxBytes = 1_000_000, ...departures } = options;
  let nowMs = started.getTime();
  let made = 0;
  let forgotten = 0;
  let changes = 0;
  let seenAtMs: number | null = null;
  const cache = createAnswerCache({
    keeping: { ...times, ...departures },
    maxBytes,
    now: () => new Date(nowMs),
    forgotten: () => forgotten,
    datasets: () => ({ states: states({ instances: changes }), seenAt: new Date(seenAtMs ?? nowMs) }),
  });
  const from = (make: () => Representation | Problem, datasets: readonly Dataset[]) => ({
    datasets,
    maxAgeSeconds: 60,
    make: async () => {
      made += 1;
      await Promise.resolve();
      return make();
    },
  });
  return {
    /** The text of the answer, and how old it is said to be. */
    get: async (key: string, text = key, datasets: readonly Dataset[] = ['instances']) => {
      const outcome = await cache.get(
        key,
        from(() => answer(text), datasets),
      );
      if (outcome.kind === 'problem') throw new Error(outcome.detail);
      return [
        (await outcome.representation.coded('identity')).bytes.toString(),
        outcome.staleSeconds,
      ] as const;
    },
    refuse: (key: string) =>
      cache.get(
        key,
        from(() => problem(404, 'There is no such server.'), ['instances']),
      ),
    fail: async (key: string, error: unknown, datasets: readonly Dataset[] = ['instances']) => {
      const outcome = await cache.get(
        key,
        from(() => {
          throw error;
        }, datasets),
      );
      return outcome.kind === 'ok' ? outcome.staleSeconds : outcome.status;
    },
    peek: (key: string) => cache.peek(key) !== undefined,
    pass: (ms: number) => {
      nowMs += ms;
    },
    made: () => made,
    forget: () => {
      forgotten += 1;
    },
    change: () => {
      changes += 1;
    },
    /** From now on nothing is heard of the database. */
    fallSilent: () => {
      seenAtMs = nowMs;
    },
  };
}

function states(changes: { readonly instances: number }): DatasetStates {
  const idle = { version: '0', changedAt: null };
  const instances = { version: String(changes.instances), changedAt: started };
  return { instances, rules: idle, history: idle, figures: idle, archive: idle };
}

const away = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

test('case 102: five hundred who ask the same at once cost one query', async () => {
  const cache = startCache({ changedMs: 0, unchangedMs: 0 });
  const answers = await Promise.all(Array.from({ length: 500 }, () => cache.get('a')));
  expect(answers.every(([text]) => text === 'a')).toBe(true);
  expect(cache.made()).toBe(1);
});

test('an answer is given again while its data have not changed, and for some minutes only', async () => {
  const cache = startCache();
  await cache.get('a');
  cache.pass(599_999);
  expect(await cache.get('a', 'newer')).toEqual(['a', null]);
  expect(cache.peek('a')).toBe(true);
  cache.pass(1);
  expect(cache.peek('a')).toBe(false);
  expect(await cache.get('a', 'newer')).toEqual(['newer', null]);
});

test('an answer whose data have changed serves for some seconds, and one of other data for longer', async () => {
  const cache = startCache();
  await cache.get('a');
  await cache.get('b', 'b', ['figures']);
  cache.change();
  cache.pass(4_999);
  expect(await cache.get('a', 'newer')).toEqual(['a', null]);
  cache.pass(1);
  expect(await cache.get('a', 'newer')).toEqual(['newer', null]);
  expect(await cache.get('b', 'newer', ['figures'])).toEqual(['b', null]);
  // The newer one is of the new state.
  cache.pass(10_000);
  expect(await cache.get('a', 'newest')).toEqual(['newer', null]);
});

test('what cannot be watched serves for some seconds', async () => {
  const cache = startCache();
  await cache.get('a', 'a', ['files']);
  cache.pass(4_999);
  expect(cache.peek('a')).toBe(true);
  cache.pass(1);
  expect(cache.peek('a')).toBe(false);
});

test('different questions have different answers', async () => {
  const cache = startCache();
  expect(await Promise.all([cache.get('a'), cache.get('b')])).toEqual([
    ['a', null],
    ['b', null],
  ]);
});

test('case 102: a failure reaches all who wait for it, and the next one asks again', async () => {
  const cache = startCache();
  const waiting = [cache.fail('a', away), cache.fail('a', away)];
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(cache.made()).toBe(1);
  expect(await cache.get('a')).toEqual(['a', null]);
});

test('a problem is not kept', async () => {
  const cache = startCache();
  await cache.refuse('a');
  expect(await cache.get('a')).toEqual(['a', null]);
});

test('case 104: while the database is away, an answer from before is given and its age told', async () => {
  const cache = startCache({ changedMs: 0 });
  await cache.get('a');
  cache.change();
  cache.pass(59_999);
  expect(await cache.fail('a', away)).toBe(60);
  expect(await cache.fail('a', new pg.DatabaseError('too slow', 1, 'error')).catch(() => 'none')).toBe(
    'none',
  );
  // One that may name a host is not given for long: nobody can tell us now that it has asked to be forgotten.
  cache.pass(1);
  await expect(cache.fail('a', away)).rejects.toBe(away);
});

test('case 104: once nothing is heard of the database, an answer that may name a host holds for a minute, however old it is', async () => {
  const cache = startCache();
  await cache.get('a');
  cache.pass(500_000);
  cache.fallSilent();
  cache.pass(9_999);
  expect(cache.peek('a')).toBe(true);
  cache.pass(1);
  expect(cache.peek('a')).toBe(false);
  expect(await cache.fail('a', away)).toBe(10);
  cache.pass(49_999);
  expect(await cache.fail('a', away)).toBe(60);
  cache.pass(1);
  await expect(cache.fail('a', away)).rejects.toBe(away);
});

test('case 104: one that names no host is given for a day', async () => {
  const cache = startCache();
  await cache.get('a', 'a', ['figures']);
  cache.fallSilent();
  cache.pass(86_399_999);
  expect(await cache.fail('a', away, ['figures'])).toBe(86_400);
  cache.pass(1);
  await expect(cache.fail('a', away, ['figures'])).rejects.toBe(away);
});

test('case 104: a bug of ours is not hidden behind an answer from before', async () => {
  const cache = startCache({ changedMs: 0 });
  await cache.get('a');
  cache.change();
  cache.pass(1);
  await expect(cache.fail('a', new TypeError('no such column'))).rejects.toThrow('no such column');
});

test('kept answers have a limit in bytes, and what nobody asked for goes first', async () => {
  const cache = startCache({ maxBytes: 9_000 });
  const large = 'x'.repeat(1_000);
  for (const key of ['a', 'b']) await cache.get(key, large);
  await cache.get('a', large);
  await cache.get('c', large);
  expect(['a', 'b', 'c'].map(cache.peek)).toEqual([true, false, true]);
  expect(cache.made()).toBe(3);
});

test('an answer that is larger than the limit is given and not kept', async () => {
  const cache = startCache({ maxBytes: 100 });
  const large = 'x'.repeat(1_000);
  expect(await cache.get('a', large)).toEqual([large, null]);
  await cache.get('a', large);
  expect(cache.made()).toBe(2);
});

test('case 73: once a host has been forgotten, no earlier answer is given, nor one that was being made', async () => {
  const cache = startCache();
  await cache.get('a', 'with the host');
  const underWay = cache.get('b', 'with the host');
  cache.forget();
  expect(cache.peek('a')).toBe(false);
  await expect(cache.fail('a', away)).rejects.toBe(away);
  expect(await cache.get('a', 'without')).toEqual(['without', null]);
  expect(await cache.get('b', 'without')).toEqual(['without', null]);
  await underWay;
  // What was under way has not replaced it.
  expect(await cache.get('b')).toEqual(['without', null]);
});

test('an answer is as new as the newest of its data', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 29, hour));
  const idle = { version: '0', changedAt: null };
  const known = {
    ...states({ instances: 1 }),
    instances: { version: '1', changedAt: at(3) },
    rules: { version: '1', changedAt: at(4) },
    archive: idle,
  };
  expect(lastChangeOf(['instances', 'rules'], known)).toEqual(at(4));
  expect(lastChangeOf(['instances', 'archive'], known)).toEqual(at(3));
  expect(lastChangeOf(['archive'], known)).toBeNull();
  expect(lastChangeOf(['files'], known)).toBeNull();
  expect(lastChangeOf(['instances'], null)).toBeNull();
});
