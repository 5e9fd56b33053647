import { Agent } from 'node:https';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/fediverse.ts';
import { startControl } from './control.ts';
import type { Outage } from './door.ts';
import { type Fediverse, startFediverse } from './start.ts';

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({
    hosts: 60,
    faults: 'none',
    birthShare: 0,
    deathShare: 0,
    latencyMedianMs: 0,
  });
});
afterEach(() => fediverse.setOutage(null));
afterAll(() => fediverse.close());

/** What becomes of a request to every server. */
async function askAll(patienceMs = 20_000): Promise<Map<string, string>> {
  const ends = await Promise.all(
    fediverse.population.hosts.map(async ({ host }) => {
      const signal = AbortSignal.timeout(patienceMs);
      const end = await ask(fediverse, host, '/robots.txt', { signal }).then(
        () => 'answered',
        ({ name, code, message }: Error & { code?: string }) =>
          name === 'AbortError' ? 'nothing' : /internal error/.test(message) ? 'alert' : String(code),
      );
      return [host, end] as const;
    }),
  );
  return new Map(ends);
}

test.for([
  ['refuse', 'alert'],
  ['reset', 'ECONNRESET'],
] as const)('in a whole outage of the kind %s every connection ends in %s', async ([kind, end]) => {
  fediverse.setOutage({ share: 1, kind });
  expect(new Set((await askAll()).values())).toEqual(new Set([end]));
});

test('in a whole outage of the kind stall nothing comes from anywhere, and nothing is answered', async () => {
  fediverse.setOutage({ share: 1, kind: 'stall' });
  fediverse.clearLog();
  expect(new Set((await askAll(1_500)).values())).toEqual(new Set(['nothing']));
  expect(fediverse.log()).toMatchObject({ requestCount: 0, connectionCount: 60 });
});

test('an outage of a part hits always the same servers, and the others answer', async () => {
  fediverse.setOutage({ share: 0.5, kind: 'reset' });
  const [first, again] = [await askAll(), await askAll()];
  expect(again).toEqual(first);
  const hit = [...first.values()].filter((end) => end !== 'answered').length;
  expect(hit).toBeGreaterThan(15);
  expect(hit).toBeLessThan(45);
  fediverse.setOutage({ share: 0.9, kind: 'reset' });
  const more = await askAll();
  const stillHit = [...first].filter(([, end]) => end !== 'answered').map(([host]) => more.get(host));
  expect(new Set(stillHit)).toEqual(new Set(['ECONNRESET']));
});

test('a connection that stands is dropped at its next request', async () => {
  const [seed = ''] = fediverse.seeds;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await ask(fediverse, seed, '/robots.txt', { agent });
  fediverse.setOutage({ share: 1, kind: 'stall' });
  await expect(ask(fediverse, seed, '/robots.txt', { agent })).rejects.toMatchObject({ code: 'ECONNRESET' });
  agent.destroy();
});

test('when it is over, everything is as before; the truth has never changed', async () => {
  const before = fediverse.truth();
  fediverse.setOutage({ share: 1, kind: 'refuse' });
  expect(fediverse.truth()).toEqual(before);
  fediverse.setOutage(null);
  expect(new Set((await askAll()).values())).toEqual(new Set(['answered']));
});

test.for([{ share: 2, kind: 'reset' }, { share: 1, kind: 'nap' }, { kind: 'stall' }, 'all', undefined])(
  'what is no outage is refused and changes nothing: %j',
  (wrong) => {
    expect(() => fediverse.setOutage(wrong as unknown as Outage)).toThrow(RangeError);
    expect(fediverse.outage).toBeNull();
  },
);

test('another process can begin and end it', async () => {
  await using control = await startControl(fediverse);
  const post = async (body: string) => {
    const response = await fetch(`${control.url}/outage`, { method: 'POST', body });
    return { status: response.status, body: await response.json() };
  };
  const outage: Outage = { share: 0.9, kind: 'stall' };
  expect(await post(JSON.stringify(outage))).toEqual({ status: 200, body: { outage } });
  expect(fediverse.outage).toEqual(outage);
  expect(await (await fetch(`${control.url}/outage`)).json()).toEqual({ outage });
  expect((await post('{"share":7,"kind":"stall"}')).status).toBe(400);
  expect((await post('no JSON')).status).toBe(400);
  expect(fediverse.outage).toEqual(outage);
  expect(await post('null')).toEqual({ status: 200, body: { outage: null } });
});
