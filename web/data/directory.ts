import { type InstanceClass, instanceClasses } from '../../db/model/instance-class.ts';
import type { InstanceRecord } from '../../db/model/records.ts';
import { presentStatuses } from '../../db/model/status.ts';
import { utcDayOf } from '../../db/model/utc-day.ts';
import { countByFacet, type FacetCounts } from '../../db/queries/count-by-facet.ts';
import { listDirectoryPage } from '../../db/queries/list-directory-page.ts';
import { countInstances, orderWith } from '../../db/queries/list-instances.ts';
import { type ActiveFilter, activeFilters } from '../params/active-filters.ts';
import { type DirectoryQuery, formatDirectoryParams } from '../params/directory-params.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Servers on one page of the directory. */
export const directoryPageSize = 24;
/** Kinds of server that have no members of their own; an address names them to have them shown. */
const memberless: ReadonlySet<InstanceClass> = new Set(['relay', 'bridge']);
/** Shown when the address names no status or kind: those that one could join or read today, and that people are members of. */
export const directoryDefaults = {
  status: presentStatuses,
  class: instanceClasses.filter((each) => !memberless.has(each)),
} as const;

/** A filter that can be dropped, with the number of servers that are shown then, at least 1. */
export interface WayOut {
  readonly filter: ActiveFilter;
  readonly count: number;
}

/** One page of the directory. */
export interface DirectoryData {
  readonly instances: readonly InstanceRecord[];
  /** All that match. */
  readonly total: number;
  /** At least 1. */
  readonly pages: number;
  /** By which lots the order was drawn, if it is by lot: the address's seed, or the day in UTC. */
  readonly seed: string;
  /** What choosing each value of each filter would show. */
  readonly facets: FacetCounts;
  /** Where nothing matches: the filters that stand in the way by themselves. Empty otherwise. */
  readonly waysOut: readonly WayOut[];
}

const pages = createShortCache<DirectoryData>({ timeToLiveMs: 15_000, maxEntries: 500 });

/** Reads one page of the directory with what each filter would show. */
export function readDirectory(
  { view: _, ...query }: DirectoryQuery,
  now: () => Date = () => new Date(),
): Promise<DirectoryData> {
  const seeded = { ...query, seed: query.seed ?? utcDayOf(now()) };
  return pages.get(formatDirectoryParams(seeded).toString(), () => loadDirectory(seeded));
}

async function loadDirectory({
  filter,
  order,
  page,
  seed,
}: DirectoryQuery & { readonly seed: string }): Promise<DirectoryData> {
  const { database } = getSiteContext();
  const [{ instances, total }, facets] = await Promise.all([
    listDirectoryPage(database, {
      filter: { ...directoryDefaults, ...filter },
      order: orderWith(order, seed),
      limit: directoryPageSize,
      offset: (page - 1) * directoryPageSize,
    }),
    countByFacet(database, filter, directoryDefaults),
  ]);
  return {
    instances,
    total,
    pages: Math.max(1, Math.ceil(total / directoryPageSize)),
    seed,
    facets,
    waysOut: total === 0 ? await findWaysOut(filter) : [],
  };
}

async function findWaysOut(filter: DirectoryQuery['filter']): Promise<readonly WayOut[]> {
  const { database } = getSiteContext();
  const ways = await Promise.all(
    activeFilters(filter).map(async (each) => ({
      filter: each,
      count: await countInstances(database, { ...directoryDefaults, ...each.without }),
    })),
  );
  return ways.filter(({ count }) => count > 0);
}
