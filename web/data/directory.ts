import { type InstanceClass, instanceClasses } from '../../db/model/instance-class.ts';
import type { InstanceRecord } from '../../db/model/records.ts';
import { type RuleTopic, ruleTopics } from '../../db/model/rule-topics.ts';
import type { InstanceStatus } from '../../db/model/status.ts';
import { countByFacet, type FacetCount, type FacetCounts } from '../../db/queries/count-by-facet.ts';
import type { InstanceFilter } from '../../db/queries/instance-filter.ts';
import { instanceSizes } from '../../db/queries/instance-sizes.ts';
import { listDirectoryPage } from '../../db/queries/list-directory-page.ts';
import { countInstances } from '../../db/queries/list-instances.ts';
import { type DirectoryQuery, formatDirectoryParams } from '../params/directory-params.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Servers on one page of the directory. */
export const directoryPageSize = 24;
/** Shown when the address names no status: those that one could join or read today. */
export const defaultStatuses = ['up', 'failing'] as const satisfies readonly InstanceStatus[];
/** Kinds of server that have no members of their own; an address names them to have them shown. */
const memberless: ReadonlySet<InstanceClass> = new Set(['relay', 'bridge']);
/** Shown when the address names no kind: those that people are members of. */
export const defaultClasses: readonly InstanceClass[] = instanceClasses.filter(
  (each) => !memberless.has(each),
);

/** One page of the directory. */
export interface DirectoryData {
  readonly instances: readonly InstanceRecord[];
  /** All that match. */
  readonly total: number;
  /** At least 1. */
  readonly pages: number;
  /** What each value of each filter would show, a topic together with the further ones of the address. */
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
  const shown: InstanceFilter = {
    ...filter,
    status: filter.status ?? defaultStatuses,
    class: filter.class ?? defaultClasses,
  };
  const [{ instances, total }, facets, topics, [first]] = await Promise.all([
    listDirectoryPage(database, {
      filter: shown,
      order,
      limit: directoryPageSize,
      offset: (page - 1) * directoryPageSize,
    }),
    countByFacet(database, shown),
    countBesideFurther(shown),
    instanceSizes(database, 1),
  ]);
  return {
    instances,
    total,
    pages: Math.max(1, Math.ceil(total / directoryPageSize)),
    facets: topics === null ? facets : { ...facets, ruleTopics: topics },
    largest: first?.users_active_month ?? 0,
  };
}

/**
 * What each topic shows beside the further topics of the address, which stay when another first one is chosen. Null
 * when there are none, and the facet itself is true.
 */
async function countBesideFurther(shown: InstanceFilter): Promise<readonly FacetCount<RuleTopic>[] | null> {
  const { database } = getSiteContext();
  const further = shown.ruleTopics?.slice(1) ?? [];
  if (further.length === 0) return null;
  const counts = await Promise.all(
    ruleTopics.map(async (value) => ({
      value,
      instances: await countInstances(database, { ...shown, ruleTopics: [value, ...further] }),
    })),
  );
  return counts.filter(({ instances }) => instances > 0);
}
