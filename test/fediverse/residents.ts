import { type Alias, namesOfAlias } from './aliases.ts';
import { drawHost } from './draw-host.ts';
import { noFaults, type ProviderOptions, type Settings } from './options.ts';
import type { SimulatedHost } from './population.ts';

/** A hosting domain: honest servers of many people, each with a name below it. */
export interface Provider extends ProviderOptions {
  readonly domain: string;
}

/** The hosting domains that are asked for. */
export function foundProviders({ providers }: Settings): readonly Provider[] {
  return providers.map((provider, index) => ({ ...provider, domain: `hosting-${index + 1}.net` }));
}

/** The aliases that are asked for. */
export function foundAliases({ aliases }: Settings): readonly Alias[] {
  return Array.from({ length: aliases }, (_, ordinal) => namesOfAlias(ordinal));
}

/**
 * The servers at hosting domains and those with a second name. They come after all others: healthy, there from before
 * the first day on, and Mastodon, as such hosting companies offer.
 */
export function drawResidents(
  settings: Settings,
  { providers, aliases }: { readonly providers: readonly Provider[]; readonly aliases: readonly Alias[] },
  taken: Set<string>,
): SimulatedHost[] {
  const rented = providers.flatMap(({ domain, instances }) =>
    Array.from({ length: instances }, (_, ordinal) => ({ host: `${customerLabel(ordinal)}.${domain}` })),
  );
  const named = aliases.map(({ kind, host, of }) => ({
    host: of,
    ...(kind === 'account-domain' ? { accountDomain: host } : {}),
  }));
  const ofResidents = {
    ...settings,
    birthShare: 0,
    deathShare: 0,
    softwareShares: { mastodon: 1 },
    faults: noFaults,
  };
  return [...rented, ...named].map((own, position) => {
    const index = settings.hosts + position;
    const drawn = drawHost(ofResidents, index, taken);
    return { ...drawn, ...own, unicodeHost: own.host };
  });
}

const customers = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'inlet', 'jetty'];

function customerLabel(ordinal: number): string {
  return `${customers[ordinal % customers.length]}-${Math.floor(ordinal / customers.length) + 1}`;
}
