import type { InstanceRecord } from '../../db/model/records.ts';
import type { InstanceStatus } from '../../db/model/status.ts';
import { countByFacet, type FacetCounts } from '../../db/queries/count-by-facet.ts';
import { instanceSizes } from '../../db/queries/instance-sizes.ts';
import { listDirectoryPage } from '../../db/queries/list-directory-page.ts';
import type { InstanceFilter } from '../../db/queries/list-instances.ts';
import { type DirectoryQuery, formatDirectoryParams } from '../params/directory-params.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Servers on one page of the directory. */
export const directoryPageSize = 24;
/** Shown when the address names no status: those that one could join or read today. */
export const defaultStatuses = ['up', 'failing'] as const satisfies readonly InstanceStatus[];

/** One page of the directory. */
export interface DirectoryData {
  readonly instances: readonly InstanceRecord[];
  /** All that match. */
  readonly total: number;
  /** At least 1. */
  readonly pages: number;
  readonly facets: FacetCounts;
  /** People active on the largest server of the census; the others are drawn beside it. */
  readonly largest: number;
}

const pages = createShortCache<DirectoryData>({ timeToLiveMs: 15_000, maxEntries: 500 });

/** Reads one page of the directory with what each filter would show. */
export function readDirectory(query: DirectoryQuery): Promise<DirectoryData> {
  return pages.get(formatDirectoryParams(query).toString(), () => loadDirectory(query));
}

async function loadDirectory({ filter, order, page }: DirectoryQuery): Promise<DirectoryData> {
  const { database } = getSiteContext();
  const shown: InstanceFilter = { ...filter, status: filter.status ?? defaultStatuses };
  const [{ instances, total }, facets, [first]] = await Promise.all([
    listDirectoryPage(database, {
      filter: shown,
      order,
      limit: directoryPageSize,
      offset: (page - 1) * directoryPageSize,
    }),
    countByFacet(database, shown),
    instanceSizes(database, 1),
  ]);
  return {
    instances,
    total,
    pages: Math.max(1, Math.ceil(total / directoryPageSize)),
    facets,
    largest: first?.users_active_month ?? 0,
  };
}
