import type { QuirkName } from '../../db/model/quirks.ts';
import { type QuirkSoftware, quirkSoftware } from '../../db/queries/quirk-software.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** The software at which each quirk holds now, the most common first; a quirk that holds nowhere has no entry. */
export type SoftwareByQuirk = ReadonlyMap<QuirkName, readonly QuirkSoftware[]>;

const cache = createShortCache<SoftwareByQuirk>({ timeToLiveMs: 60_000, maxEntries: 1 });

/** Reads which software counts in a way of its own; at most once a minute from the database. */
export function readQuirkSoftware(): Promise<SoftwareByQuirk> {
  return cache.get('', async () =>
    Map.groupBy(await quirkSoftware(getSiteContext().database), ({ quirk }) => quirk),
  );
}
