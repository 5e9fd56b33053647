import { describe, expect, test } from 'vitest';
import { createRateLimit } from '../../../web/limits/rate-limit.ts';

describe('the limit', () => {
  function limited(departures = {}) {
    let nowMs = 0;
    const options = { perClient: 2, inAll: 5, windowMs: 1_000, maxClients: 3, ...departures };
    const limit = createRateLimit({ ...options, now: () => nowMs });
    return {
      takes: (client: string) => limit.take(client).passes,
      take: limit.take,
      giveBack: limit.giveBack,
      pass: (ms: number) => {
        nowMs += ms;
      },
    };
  }

  test('case 106: one client is stopped and the others are not', () => {
    const limit = limited();
    expect(['a', 'a', 'a', 'b'].map(limit.takes)).toEqual([true, true, false, true]);
    limit.pass(1_000);
    expect(limit.takes('a')).toBe(true);
  });

  test('case 106: of a thousand clients in one minute only as many pass as the limit for all says', () => {
    const limit = limited();
    const passed = Array.from({ length: 1_000 }, (_, index) => limit.takes(`client ${index}`));
    expect(passed.filter((each) => each)).toHaveLength(5);
  });

  test('clients are remembered up to a bound', () => {
    const limit = limited({ inAll: 100, maxClients: 2 });
    expect(['a', 'a', 'b', 'c'].map(limit.takes)).toEqual([true, true, true, true]);
    // Forgotten, since two others came after it.
    expect(limit.takes('a')).toBe(true);
  });

  test('says how many are left, and until when', () => {
    const limit = limited();
    expect(limit.take('a')).toEqual({ passes: true, remaining: 1, resetMs: 1_000 });
    limit.pass(400);
    expect(limit.take('a')).toEqual({ passes: true, remaining: 0, resetMs: 600 });
    expect(limit.take('a')).toEqual({ passes: false, remaining: 0, resetMs: 600 });
    expect(limit.take('b')).toEqual({ passes: true, remaining: 1, resetMs: 1_000 });
  });

  test('what cost nothing is given back, and not twice', () => {
    const limit = limited();
    limit.take('a');
    limit.giveBack('a');
    limit.giveBack('a');
    limit.giveBack('stranger');
    expect(['a', 'a', 'a'].map(limit.takes)).toEqual([true, true, false]);
  });

  test('case 101: a million clients take no more memory than a few, and who asks on is not forgotten for them', () => {
    const limit = limited({ perClient: 2, inAll: Number.POSITIVE_INFINITY, maxClients: 1_000 });
    const busy = [];
    for (let index = 0; index < 1_000_000; index += 1) {
      limit.take(`client ${index}`);
      if (index % 900 === 0) busy.push(limit.takes('busy'));
    }
    expect(busy.slice(0, 3)).toEqual([true, true, false]);
    expect(busy.slice(2).includes(true)).toBe(false);
  });
});
