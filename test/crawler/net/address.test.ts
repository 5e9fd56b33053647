import { once } from 'node:events';
import { connect, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isPublicAddress,
  networkOf,
  nonPublicBlockList,
  nonPublicRanges,
} from '../../../crawler/net/address.ts';
import { vetResolution } from '../../../crawler/net/guard.ts';
import { hasSharedData, readSharedJson } from '../../support/shared-data.ts';
import { startTcp } from './servers.ts';

test.skipIf(!hasSharedData)('case 1: the 67 verdicts of the field are ours (needs ../shared)', () => {
  const rows = readSharedJson('corpora/ssrf/ip-verdicts.json') as readonly {
    readonly address: string;
    readonly expect: 'allow' | 'deny' | 'deny-or-unmap';
  }[];
  expect(rows).toHaveLength(67);
  for (const row of rows)
    expect([row.address, isPublicAddress(row.address)]).toEqual([row.address, row.expect === 'allow']);
});

describe('case 1: addresses at the edges of the table', () => {
  test.for([
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.1',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2000::1',
    '2001:200::1',
    '2001:db7:ffff::1',
    '2001:db9::1',
    '2003::1',
    '2620:4f:8001::1',
    '3ffd::1',
    '3fff:1000::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.for([
    '0.0.0.0',
    '0.255.255.255',
    '10.255.255.255',
    '100.64.0.0',
    '100.127.255.255',
    '169.254.169.254',
    '172.16.0.0',
    '172.31.255.255',
    '192.0.0.255',
    '192.168.255.255',
    '198.19.255.255',
    '224.0.0.0',
    '255.255.255.255',
    '::',
    '::1',
    '::8.8.8.8',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '::FFFF:7f00:1',
    '0:0:0:0:0:ffff:7f00:0001',
    '64:ff9b::8.8.8.8',
    '1fff:ffff::1',
    '2001::1',
    '2001:1ff:ffff::1',
    '2001:db8::1',
    '2002:808:808::1',
    '3ffe::1',
    '3fff:fff::1',
    '4000::1',
    'fdff::1',
    'fe80::1',
    'ff02::1',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.for([
    '',
    'localhost',
    '1.2.3',
    '0x7f.1',
    '2130706433',
    '1.2.3.4.5',
    '[2000::1]',
    '8.8.8.8:443',
    '2000::1%eth0',
    ' 8.8.8.8',
    '8.8.8.08',
    '8.8.8.8\0',
  ])('%j is no address, and so not public', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

test('every range of the table names its source, and its first and last address are refused', () => {
  for (const { block, source } of nonPublicRanges) {
    expect(source).toMatch(/RFC \d+/);
    expect([block, block.map((address) => isPublicAddress(address))]).toEqual([block, [false, false]]);
  }
});

test('an IPv4 address inside an IPv6 one is never public', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::'), (address, prefix) => {
      expect(isPublicAddress(prefix + address)).toBe(false);
    }),
  );
});

test('an IPv6 address outside 2000::/3 is never public, however it is written', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
      const first = Number.parseInt(canonical.split(':')[0] || '0', 16);
      if (isPublicAddress(address)) expect(first >> 13).toBe(1);
      expect(isPublicAddress(canonical)).toBe(isPublicAddress(address));
    }),
  );
});

describe('the network of an address', () => {
  test.for([
    ['93.184.216.34', '93.184.216.0/24'],
    ['2001:4860:4860::8888', '2001:4860:4860:0::/64'],
    ['2606:4700::6810:84e5', '2606:4700:0:0::/64'],
    ['2a00:1450:4001:82b:0:0:0:200e', '2a00:1450:4001:82b::/64'],
    ['::1', '0:0:0:0::/64'],
    ['nonsense', null],
    ['fe80::1%eth0', null],
  ] as const)('of %s is %s', ([address, network]) => {
    expect(networkOf(address)).toBe(network);
  });

  test('is the same however the address is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        expect(isIPv4(address) || isIPv6(address)).toBe(true);
        expect(networkOf(address)).toMatch(/^([\d.]+\.0\/24|([\da-f]+:){4}:\/64)$/);
      }),
    );
  });
});

describe('a set of addresses', () => {
  test('case 2: is refused whole when one of them is not public', () => {
    expect(vetResolution({ ok: true, addresses: ['8.8.8.8', '10.0.0.1'] })).toEqual({
      ok: false,
      kind: 'blocked-address',
      code: 'not-public',
    });
    expect(vetResolution({ ok: true, addresses: ['0.0.0.0', '2001:4860::1'] })).toMatchObject({ ok: false });
  });

  test('of public addresses is kept in its order', () => {
    const addresses = ['8.8.8.8', '2001:4860::1'];
    expect(vetResolution({ ok: true, addresses })).toEqual({ ok: true, addresses });
  });

  test('without any address is a name that was not found', () => {
    expect(vetResolution({ ok: true, addresses: [] })).toMatchObject({ ok: false, kind: 'dns-not-found' });
  });
});

test('a socket that holds the list refuses what a look-up slips in', async () => {
  await using server = await startTcp(() => {});
  const socket = connect({
    host: 'server.town',
    port: server.port,
    blockList: nonPublicBlockList,
    lookup: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ERR_IP_BLOCKED' });
  expect(server.connections).toBe(0);
});
