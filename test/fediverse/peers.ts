import type { UtcDay } from '../../db/model/utc-day.ts';
import { faults } from './faults.ts';
import { daysSinceFirst } from './options.ts';
import type { Population, SimulatedHost } from './population.ts';
import { type Random, randomFor, uniformSeries } from './random.ts';

/**
 * Whether a server's list holds a name on a day, asked for many names. Lists only grow: a name stays after its server
 * has died.
 *
 * @returns a question about the index of a host or, beyond the hosts, of a dead name.
 */
export function listedBy(
  { names, acquaintances, settings }: Population,
  publisher: SimulatedHost,
  day: UtcDay,
): (target: number) => boolean {
  const days = daysSinceFirst(settings, day);
  const known = acquaintances.get(publisher.index);
  const uniform = uniformSeries(settings.seed, publisher.index);
  return (target) => {
    const name = names[target];
    if (name === undefined || target === publisher.index || name.bornAfterDays > days) return false;
    // Who lives on an island is known by its gatekeeper alone.
    const chance = name.isOnIsland ? 0 : Math.min(0.98, publisher.peerShare * name.fame);
    return uniform(target) < chance || known?.has(target) === true;
  };
}

/** A server's peer list as it publishes it on a day: names, and here and there something that is none. */
export function listPeers(population: Population, publisher: SimulatedHost, day: UtcDay): readonly unknown[] {
  const { names, settings } = population;
  const isListed = listedBy(population, publisher, day);
  const random = randomFor(settings.seed, 'peers', publisher.index);
  // Not every list begins with the same names: each database numbers them in the order it met them.
  const start = random.below(names.length);
  const list: unknown[] = [];
  for (let step = 0; step < names.length; step += 1) {
    const target = (start + step) % names.length;
    if (isListed(target)) list.push(names[target]?.host);
  }
  list.push(...(population.mentions.get(publisher.index) ?? []));
  const asUsual = publisher.hasGarbage ? withGarbage(random, list, population) : list;
  const poison = publisher.fault === null ? undefined : faults[publisher.fault].poison;
  return poison?.(asUsual, publisher, settings.floodNames) ?? asUsual;
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
