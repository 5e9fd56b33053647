import type { AnnotationRecord } from '../../db/model/annotations.ts';
import type {
  ChurnRecord,
  ConcentrationRecord,
  PanelRecord,
  SurvivalRecord,
  VersionRecord,
  VitalRecord,
} from '../../db/model/growth-records.ts';
import type { NetworkRecord } from '../../db/model/records.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import { annotations as readAnnotations } from '../../db/queries/annotations.ts';
import { networkSeries } from '../../db/queries/day-figures.ts';
import {
  concentrationSeries,
  indexSeries,
  type LorenzCurve,
  newestLorenzCurve,
  panelSeries,
} from '../../db/queries/growth-series.ts';
import { largestSoftware, softwareVersionsPage } from '../../db/queries/software-versions.ts';
import {
  churnMonths,
  survivalCohorts,
  type VitalReckoning,
  vitalReckoning,
  vitalSeries,
} from '../../db/queries/vitals.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** The releases of one software on the newest day. */
export interface SoftwareReleases {
  readonly software: string;
  /** All its servers that count. */
  readonly servers: number;
  readonly versions: readonly VersionRecord[];
}

/** All that the page about growth shows. */
export interface GrowthData {
  readonly annotations: readonly AnnotationRecord[];
  /** Our own days on which anybody counted, oldest first; empty before the first of them. */
  readonly network: readonly NetworkRecord[];
  /** The same servers over 30 days. */
  readonly panel: readonly PanelRecord[];
  /** The same servers from day to day, as a chained index. */
  readonly index: readonly { readonly day: UtcDay; readonly index: number | null }[];
  readonly concentration: readonly ConcentrationRecord[];
  readonly lorenz: LorenzCurve | null;
  readonly vital: readonly VitalRecord[];
  readonly reckoning: VitalReckoning | null;
  readonly cohorts: readonly SurvivalRecord[];
  readonly churn: readonly ChurnRecord[];
  /** Of the software with most servers, the most first. */
  readonly releases: readonly SoftwareReleases[];
}

/** The same servers are compared with how they were so many days before. */
export const panelDays = 30;
/** Of so many software the releases are shown. */
const releasesOf = 3;
/** No software has more release series in use. */
const mostSeries = 1_000;

const cache = createShortCache<GrowthData>({
  timeToLiveMs: 60_000,
  maxEntries: 1,
  // While the first census runs, every look should see more.
  isKept: ({ network }) => network.length > 0,
});

/** Reads what the page about growth shows; at most once a minute from the database. */
export function readGrowth(): Promise<GrowthData> {
  return cache.get('growth', loadGrowth);
}

async function loadGrowth(): Promise<GrowthData> {
  const { database } = getSiteContext();
  const [annotations, network, panel, index, concentration, lorenz, vital, reckoning, cohorts, churn] =
    await Promise.all([
      readAnnotations(database),
      networkSeries(database),
      panelSeries(database, panelDays),
      indexSeries(database),
      concentrationSeries(database),
      newestLorenzCurve(database),
      vitalSeries(database),
      vitalReckoning(database),
      survivalCohorts(database),
      churnMonths(database),
    ]);
  const counted = network.filter((day) => day.servers_observed + day.servers_carried > 0);
  const newest = counted.at(-1)?.day as UtcDay | undefined;
  return {
    ...{ annotations, network: counted, panel, index, concentration, vital, cohorts, churn },
    lorenz: lorenz ?? null,
    reckoning: reckoning ?? null,
    releases: newest === undefined ? [] : await releasesOn(newest),
  };
}

async function releasesOn(day: UtcDay): Promise<readonly SoftwareReleases[]> {
  const { database } = getSiteContext();
  const largest = await largestSoftware(database, day, releasesOf);
  return Promise.all(
    largest.map(async ({ software, servers }) => {
      const query = { from: day, to: day, after: null, limit: mostSeries };
      const { items } = await softwareVersionsPage(database, software, query);
      return { software, servers, versions: items.toSorted(newestFirst) };
    }),
  );
}

/** Who is of a newer series has fewer at or above it; those without a series are last. */
function newestFirst(first: VersionRecord, second: VersionRecord): number {
  const place = ({ servers_at_or_above }: VersionRecord) => servers_at_or_above ?? Number.POSITIVE_INFINITY;
  return place(first) === place(second) ? 0 : place(first) - place(second);
}
