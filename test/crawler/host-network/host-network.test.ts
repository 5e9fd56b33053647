import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openCountryDatabase } from '../../../crawler/host-network/country-database.ts';
import { findHostNetwork } from '../../../crawler/host-network/host-network.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const findCountry = openCountryDatabase();

test.for([
  ['193.0.6.139', { prefix: '193.0.6.0/24', country: 'NL' }],
  ['2001:67c:2e8:22::c100:68b', { prefix: '2001:67c:2e8:22::/64', country: 'NL' }],
  ['2001:67c:2e8::1', { prefix: '2001:67c:2e8:0::/64', country: 'NL' }],
] as const)('%s is in the network %j', ([address, network]) => {
  expect(findHostNetwork(address, findCountry)).toEqual(network);
});

test.for([
  ['192.0.2.1', 'documentation'],
  ['198.51.100.7', 'documentation, which the database takes for Australian'],
  ['203.0.113.9', 'documentation'],
  ['2001:db8::1', 'documentation, which the database takes for Japanese'],
  ['10.0.0.1', 'private'],
  ['127.0.0.1', 'loopback'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['::1', 'loopback'],
  ['fd00::1', 'local'],
  ['::ffff:8.8.8.8', 'IPv4-mapped'],
  ['::8.8.8.8', 'IPv4-compatible, which the database takes for American'],
  ['2002:808:808::1', '6to4'],
  ['64:ff9b::808:808', 'NAT64'],
  ['2001::1', 'Teredo'],
  ['fe80::1%eth0', 'with a zone'],
  ['1.2.3', 'no address, which the reader takes for one'],
  ['', 'nothing'],
  ['server.town', 'a name'],
] as const)('%s (%s) is in no network, and is not looked up', ([address]) => {
  const refuse = () => {
    throw new Error(`${address} was looked up.`);
  };
  expect(findHostNetwork(address, refuse)).toBeNull();
});

test('a public network of which the database knows no country keeps its prefix', () => {
  expect(findHostNetwork('8.8.8.8', () => null)).toEqual({ prefix: '8.8.8.0/24', country: null });
});

test('PostgreSQL reads every prefix as a network that holds its address', async () => {
  await using database = await createTestDatabase();
  for (const address of [
    '8.8.8.8',
    '255.1.0.255',
    '2001:67c:2e8::1',
    '2a01:4f8:1:2:3:4:5:6',
    '2600::',
    '2607:f8b0:0:1::',
  ]) {
    const prefix = findHostNetwork(address, () => null)?.prefix ?? null;
    const isPublic = address !== '255.1.0.255';
    const { rows } = await sql<{ holds: boolean | null }>`
      select ${prefix}::cidr >> ${address}::inet as holds`.execute(database.db);
    expect([address, rows[0]?.holds]).toEqual([address, isPublic ? true : null]);
  }
});
