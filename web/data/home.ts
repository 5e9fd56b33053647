import type { AnnotationRecord } from '../../db/model/annotations.ts';
import type { ArchiveRecord, NetworkRecord } from '../../db/model/records.ts';
import { annotations as readAnnotations } from '../../db/queries/annotations.ts';
import { type CommonRule, commonRules, countRules } from '../../db/queries/common-rules.ts';
import { archiveSeries, networkSeries } from '../../db/queries/day-figures.ts';
import { instanceSizes } from '../../db/queries/instance-sizes.ts';
import { type DotField, type DotFieldShape, dotField } from '../charts/state/dot-field.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Name under which Mastodon's own statistics are kept in the archive. */
export const mastodonSource = 'joinmastodon.org';

/** All that the home page shows. */
export interface HomeData {
  /** Null before the first roll-up: the first census is under way. */
  readonly newest: NetworkRecord | null;
  /** Our own days, oldest first. */
  readonly network: readonly NetworkRecord[];
  /** Mastodon's own days, oldest first; empty when nobody has imported them. */
  readonly archive: readonly ArchiveRecord[];
  /** What a reader of these days has to know. */
  readonly annotations: readonly AnnotationRecord[];
  readonly rules: { readonly rules: number; readonly instances: number };
  /** Sentences that most servers share, the most shared first. */
  readonly commonRules: readonly CommonRule[];
  /** One dot a server, once for wide and once for narrow screens. */
  readonly field: { readonly wide: DotField; readonly narrow: DotField };
}

/** Servers drawn as dots at most. */
export const maxDots = 1_500;
const wideShape: DotFieldShape = { length: 1280, breadth: 400, smallestRadius: 1.7 };
const narrowShape: DotFieldShape = { length: 520, breadth: 360, smallestRadius: 1.4 };
const commonRuleCount = 6;

const cache = createShortCache<HomeData>({
  timeToLiveMs: 60_000,
  maxEntries: 1,
  // While the first census runs, every look should see more.
  isKept: ({ newest }) => newest !== null,
});

/** Reads the home page's data; at most once a minute from the database. */
export function readHome(): Promise<HomeData> {
  return cache.get('home', loadHome);
}

async function loadHome(): Promise<HomeData> {
  const { database } = getSiteContext();
  const [network, archive, annotations, rules, shared, sizes] = await Promise.all([
    networkSeries(database),
    archiveSeries(database, mastodonSource),
    readAnnotations(database),
    countRules(database),
    commonRules(database, commonRuleCount),
    instanceSizes(database, maxDots),
  ]);
  const newest = network.at(-1);
  const dots = sizes.map(({ domain, users_active_month, status }) => ({
    domain,
    activeUsers: users_active_month,
    isAnswering: status === 'up',
  }));
  return {
    newest: newest === undefined || isUncounted(newest) ? null : newest,
    network: network.filter((day) => !isUncounted(day)),
    archive,
    annotations,
    rules,
    commonRules: shared,
    field: { wide: dotField(dots, wideShape), narrow: dotField(dots, narrowShape) },
  };
}

/** A day on which no server counted: rolled up before anyone had answered. */
function isUncounted({ servers_observed, servers_carried }: NetworkRecord): boolean {
  return servers_observed + servers_carried === 0;
}
