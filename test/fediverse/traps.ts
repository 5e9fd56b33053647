import type { Population, SimulatedHost } from './population.ts';
import { hashText, type Random, randomFor } from './random.ts';

/**
 * Domains below which any name is an instance, as activitypub-troll.cf was one (CVE-2022-46405; mastodon/mastodon issue
 * 21977): each lists a hundred others, and states more users than the rest of the network together.
 */
export interface Traps {
  /** Each with all its subdomains; the domains themselves answer nothing. */
  readonly domains: readonly string[];
  readonly seed: number;
  /** Names of honest servers, which a trap's lists hold too. */
  readonly honest: readonly string[];
}

/** New names in each list of a trap. */
const namesAtOnce = 100;
/** Other traps that a list names at most, and honest servers. */
const [otherTraps, honestNames] = [5, 10];
/** Honest servers whose lists name a trap. */
const introducersOfTrap = 5;
const [leastUsers, usersSpread] = [50_000, 1_000_000];

const words = ['lantern', 'copper', 'willow', 'thistle', 'saffron', 'otter', 'quarry', 'ferry'];
const suffixes = ['town', 'club', 'space', 'zone', 'org', 'net'];
/** Private suffixes of the public suffix list: to whoever goes by that list, every label is a domain of its own. */
const privateSuffixes = ['repl.co', 'ngrok.app', 'netlify.app', 'pages.dev'];

/** The domains of so many traps: below public suffixes, and being private suffixes themselves. */
export function trapDomains(counts: { readonly traps: number; readonly privateTraps: number }): string[] {
  const own = Array.from({ length: counts.traps }, (_, index) => {
    const number = index < words.length ? '' : `-${index}`;
    return `trap-${words[index % words.length]}${number}.${suffixes[index % suffixes.length]}`;
  });
  return [...own, ...privateSuffixes.slice(0, counts.privateTraps)];
}

/** Private suffixes that can be made a trap. */
export const maxPrivateTraps = privateSuffixes.length;

/** Which honest servers list a name of each trap, by index of the server. */
export function introduceTraps(
  traps: Traps,
  publishers: readonly number[],
): readonly (readonly [publisher: number, name: string])[] {
  return traps.domains.flatMap((domain) => {
    const random = randomFor(traps.seed, 'trap', domain);
    return random
      .sample(publishers, introducersOfTrap)
      .map((publisher) => [publisher, inventName(random, domain)] as const);
  });
}

/** The instance that a trap makes up for a name; null when the name lies below none. */
export function trapInstanceAt({ traps, hosts }: Population, name: string): SimulatedHost | null {
  const [model] = hosts;
  const isTrapped = traps.domains.some((domain) => name.endsWith(`.${domain}`));
  if (!isTrapped || model === undefined) return null;
  const users = leastUsers + (hashText(`trap users ${name}`) % usersSpread);
  return {
    ...model,
    host: name,
    unicodeHost: name,
    title: `Mastodon at ${name}`,
    growth: { ...model.growth, users, monthPerUser: 0.9 },
  };
}

/** The list of an instance in a trap: always the same for one name, and for every name another. */
export function trapPeers({ domains, seed, honest }: Traps, name: string): readonly string[] {
  const random = randomFor(seed, 'trap peers', name);
  const own = domains.find((domain) => name.endsWith(`.${domain}`)) ?? '';
  const others = random.sample(
    domains.filter((domain) => domain !== own),
    otherTraps,
  );
  return [
    ...Array.from({ length: namesAtOnce }, () => inventName(random, own)),
    ...others.map((domain) => inventName(random, domain)),
    ...random.sample(honest, honestNames),
  ];
}

/** A label, or two or three. */
function inventName(random: Random, domain: string): string {
  const labels = random.pickWeighted([
    [1, 0.7],
    [2, 0.2],
    [3, 0.1],
  ] as const);
  const label = () => `${random.pick('abcdefghij'.split(''))}${random.below(0x7fff_ffff).toString(36)}`;
  return `${Array.from({ length: labels }, label).join('.')}.${domain}`;
}
