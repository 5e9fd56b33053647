import { hashText } from '../random.ts';
import type { Fault } from './fault.ts';

/** What is wrong with a peer list. */
export const peerListKinds = [
  'peers-refused-names',
  'peers-long-entry',
  'peers-one-domain',
  'peers-dead-names',
  'peers-doubles',
] as const;

/** Characters of an entry that is none. */
const longEntry = 1_000_000;
/** So many names of the flood come in a list of dead names. */
const deadPart = 1 / 20;
/** Whose thousands of subdomains some lists hold. */
export const floodedDomain = 'flooded-meadow.town';

const poisoned = (poison: NonNullable<Fault['poison']>): Fault => ({
  condition: 'healthy',
  isOfMastodon: true,
  poison,
});

/** Entries that no census may contact, in the spellings that real lists and attackers have for them. */
export const refusedEntries: readonly unknown[] = [
  'localhost',
  'localhost.localdomain',
  '127.0.0.1',
  '127.1',
  '0177.0.0.1',
  '0x7f.1',
  '2130706433',
  '0',
  '①②⑦.0.0.1',
  '169.254.169.254',
  '10.0.0.5',
  '[::1]',
  '[::ffff:127.0.0.1]',
  'census.town:8443',
  'census.town:22',
  'admin:secret@census.town',
  'https://admin@census.town/',
  'https://census.town/users/admin',
  'census.town/../..',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'metadata.google.internal',
  'router.local',
  'hidden.onion',
  'census.test',
  'a..town',
  '-a.town',
  'a_b.town',
  `${'a'.repeat(64)}.town`,
  `${'a.'.repeat(126)}town`,
  'xn--a.town',
  'co.uk',
  'census.town\u0000.social',
  "'; drop table host; --",
  '__proto__',
  null,
  true,
  42,
  1e308,
  ['nested.town'],
  { domain: 'object.town' },
  '',
];

/** The faults of {@link peerListKinds}: beside the poison, each list holds what it would hold anyway. */
export const peerListFaults: Readonly<Record<(typeof peerListKinds)[number], Fault>> = {
  'peers-refused-names': poisoned((list) => [...refusedEntries, ...list]),
  'peers-long-entry': poisoned((list) => [`${'a'.repeat(longEntry)}.town`, ...list]),
  // Nobody answers at any of them.
  'peers-one-domain': poisoned((list, _, floodNames) => [...list, ...floodOf(floodNames)]),
  'peers-dead-names': poisoned((list, host, floodNames) => {
    const count = Math.round(floodNames * deadPart);
    const key = hashText(host.host).toString(36);
    return [...list, ...Array.from({ length: count }, (_, index) => `lost-${key}-${index}.social`)];
  }),
  'peers-doubles': poisoned((list, { host }) => [
    host,
    ...list,
    host,
    ...list,
    host.toUpperCase(),
    `${host}.`,
  ]),
};

/** All lists hold the same ones, so that they take their memory once. */
const flood: string[] = [];
function floodOf(count: number): readonly string[] {
  for (let index = flood.length; index < count; index += 1) flood.push(`n${index}.${floodedDomain}`);
  return flood.slice(0, count);
}
