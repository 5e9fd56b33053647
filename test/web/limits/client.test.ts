import { describe, expect, test } from 'vitest';
import { parseEnvironment } from '../../../db/environment.ts';
import { createClientOf } from '../../../web/limits/client.ts';

function clientOf(proxies: string) {
  const environment = parseEnvironment({ FEDICENSUS_TRUSTED_PROXIES: proxies });
  if (!environment.ok) throw new Error(environment.problems.join());
  return createClientOf(environment.value.trustedProxies);
}

describe('without trusted proxies', () => {
  test.for([
    ['203.0.113.7', null, '203.0.113.7'],
    ['::ffff:203.0.113.7', null, '203.0.113.7'],
    // One customer has a whole /64.
    ['2001:db8:1:2:3:4:5:6', null, '2001:db8:1:2'],
    ['2001:db8:1:2::9', null, '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff::', null, '2001:db8:1:2'],
    ['2001:db8::9', null, '2001:db8:0:0'],
    [undefined, null, ''],
    // What a client writes there itself is not believed, from wherever it connects.
    ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['127.0.0.1', '198.51.100.1', '127.0.0.1'],
    ['10.1.2.3', '198.51.100.1', '10.1.2.3'],
  ] as const)('case 101: %s, forwarded for %s, is the client %s', ([peer, forwarded, client]) => {
    expect(clientOf('')(peer, forwarded)).toBe(client);
  });
});

describe('with trusted proxies', () => {
  test.for([
    ['loopback', '127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['loopback', '::1', '198.51.100.1', '198.51.100.1'],
    ['loopback', '::ffff:127.0.0.1', '2001:db8:1:2::3', '2001:db8:1:2'],
    ['loopback', '127.0.0.1', 'nonsense', '127.0.0.1'],
    ['loopback', '127.0.0.1', null, '127.0.0.1'],
    ['loopback', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['private', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['private', 'fd00::5', '198.51.100.1', '198.51.100.1'],
    ['loopback', '10.1.2.3', '198.51.100.1', '10.1.2.3'],
    // Two proxies in a row: the client stands before the inner one, and what it wrote itself before that.
    ['loopback,192.0.2.0/24', '127.0.0.1', '6.6.6.6, 203.0.113.9, 192.0.2.4', '203.0.113.9'],
    ['2001:db8:ff::/48', '2001:db8:ff::1', '203.0.113.9', '203.0.113.9'],
  ] as const)(
    'case 101: with %s, %s, forwarded for %s, is the client %s',
    ([proxies, peer, forwarded, client]) => {
      expect(clientOf(proxies)(peer, forwarded)).toBe(client);
    },
  );
});
