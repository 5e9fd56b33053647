import { describe, expect, test } from 'vitest';
import { clientOf } from '../../../web/submission/client.ts';
import { readFormField } from '../../../web/submission/form-field.ts';
import { createRateLimit } from '../../../web/submission/rate-limit.ts';
import { isFromOwnPages } from '../../../web/submission/same-origin.ts';

const site = 'https://census.net/';

test.for([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://census.net' }, false],
  [{ origin: 'https://census.net' }, true],
  [{ origin: 'https://evil.net' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
  [{ origin: 'https://evil.net', host: 'census.net' }, false],
  [{}, true],
] as const)('case 106: a form with %j is taken: %s', ([headers, isTaken]) => {
  expect(isFromOwnPages(new Headers({ ...headers }), site)).toBe(isTaken);
});

describe('the limit', () => {
  function limited(departures = {}) {
    let nowMs = 0;
    const options = { perClient: 2, inAll: 5, windowMs: 1_000, maxClients: 3, ...departures };
    const limit = createRateLimit({ ...options, now: () => nowMs });
    return {
      takes: (client: string) => limit.takes(client),
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
});

test.for([
  ['203.0.113.7', null, '203.0.113.7'],
  ['::ffff:203.0.113.7', null, '203.0.113.7'],
  // What a client writes there itself is not believed.
  ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::1', 'nonsense', '0:0:0:0'],
  ['10.1.2.3', null, '10.1.2.3'],
  // One customer has a whole /64.
  ['2001:db8:1:2:3:4:5:6', null, '2001:db8:1:2'],
  ['2001:db8:1:2::9', null, '2001:db8:1:2'],
  ['2001:0db8:0001:0002:ffff::', null, '2001:db8:1:2'],
  ['2001:db8::9', null, '2001:db8:0:0'],
  ['127.0.0.1', '2001:db8:1:2::3', '2001:db8:1:2'],
  [undefined, null, ''],
] as const)('%s, forwarded for %s, is the client %s', ([peer, forwarded, client]) => {
  expect(clientOf(peer, forwarded)).toBe(client);
});

describe('a field of a form', () => {
  const form = (body: string, type = 'application/x-www-form-urlencoded;charset=UTF-8') =>
    new Request('https://census.net/', { method: 'POST', body, headers: { 'content-type': type } });

  test('is read as browsers write it', async () => {
    expect(await readFormField(form('a=1&host=b%C3%BCcher.net+'), 'host')).toBe('bücher.net ');
    expect(await readFormField(form('a=1'), 'host')).toBeNull();
  });

  test('is not looked for in other kinds of body, nor in one that is larger than a form', async () => {
    expect(await readFormField(form('{"host":"a.net"}', 'application/json'), 'host')).toBeNull();
    expect(await readFormField(form(`host=a.net&pad=${'x'.repeat(5_000)}`), 'host')).toBeNull();
    const empty = new Request('https://census.net/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await readFormField(empty, 'host')).toBeNull();
  });
});
