import type { UtcDay } from '../../db/model/utc-day.ts';
import type { Population, SimulatedHost } from './population.ts';
import { type Random, randomFor, uniformOf } from './random.ts';

/** How well known a name is that leads nowhere; real servers are about 1. */
const deadNameFame = 0.5;

/**
 * Whether a server's list holds a name on a day. Lists only grow: a name stays after its server has died.
 *
 * @param target index of a host, or, beyond the hosts, of a dead name.
 */
export function isListed(
  population: Population,
  publisher: SimulatedHost,
  target: number,
  day: UtcDay,
): boolean {
  if (target === publisher.index) return false;
  const { hosts, introducers, settings } = population;
  const host = hosts[target];
  if (host !== undefined && host.bornOn > day) return false;
  // Whoever introduced a server knows it, and is known to it.
  if (introducers.get(target)?.has(publisher.index) === true) return true;
  if (introducers.get(publisher.index)?.has(target) === true) return true;
  const chance = Math.min(0.98, publisher.peerShare * (host?.fame ?? deadNameFame));
  return uniformOf(settings.seed, publisher.index, target) < chance;
}

/** A server's peer list as it publishes it on a day: names, and here and there something that is none. */
export function listPeers(population: Population, publisher: SimulatedHost, day: UtcDay): unknown[] {
  const { hosts, deadNames, settings } = population;
  const all = hosts.length + deadNames.length;
  const random = randomFor(settings.seed, 'peers', publisher.index);
  // Not every list begins with the same names: each database numbers them in the order it met them.
  const start = random.below(all);
  const names: unknown[] = [];
  for (let step = 0; step < all; step += 1) {
    const target = (start + step) % all;
    if (!isListed(population, publisher, target, day)) continue;
    names.push(hosts[target]?.host ?? deadNames[target - hosts.length]);
  }
  return publisher.hasGarbage ? withGarbage(random, names, population) : names;
}

/**
 * Entries that real lists hold and that are no host names, or not such as may be contacted: addresses, local names,
 * ports, paths, and other spellings of names that are in the list anyway.
 */
function withGarbage(random: Random, names: readonly unknown[], population: Population): unknown[] {
  const known = String(names[0] ?? 'localhost');
  const international = population.hosts.find(({ host, unicodeHost }) => host !== unicodeHost);
  const garbage = [
    '127.0.0.1',
    '[::1]',
    'localhost',
    '10.0.0.5',
    '192.168.178.20',
    `${known}:8443`,
    `${known}/users`,
    `admin@${known}`,
    `https://${known}`,
    '',
    ` ${known}`,
    `${known}.`,
    known.toUpperCase(),
    `${'a'.repeat(64)}.org`,
    'metadata.google.internal',
    'hidden.onion',
    'router.local',
    'mastodon.example',
    '_dmarc.example.org',
    '-dash.net',
    'fediverse',
    '2130706433',
    'social.unknown-suffix-of-nobody',
    ...(international === undefined || international.bornOn > population.settings.firstDay
      ? []
      : [international.unicodeHost]),
    null,
    42,
    { domain: known },
  ];
  const list = [...names];
  for (const entry of random.sample(garbage, 1 + random.below(6))) {
    list.splice(random.below(list.length + 1), 0, entry);
  }
  return list;
}
