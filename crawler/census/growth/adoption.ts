import { compareVersions, parseVersion, type VersionNumbers } from '../../../db/model/version.ts';
import type { DayNumber } from './day-number.ts';

/** A line of releases, `major.minor` without leading zeros: `4.5`, `2025.5`. Compared by {@link compareSeries}. */
export type ReleaseSeries = string;

/** Eight digits that are a date name a release of some software (Firefish: `20240905`). */
const dateAlone = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/**
 * The release series of a version string: its first two numbers, whatever follows them. `4.5.0+glitch` is of 4.5, `2025.5.1` of
 * 2025.5, `2024.08-1571` of 2024.8, `0.19.12-4-gd8445` of 0.19, `2.9.0-compatible; …` of 2.9, and a date alone, `20240905`, of 2024.9. A
 * number alone has no minor one: `7` is of 7.0. A pre-release or a build after a release is of the series that it leads
 * to, or comes from.
 *
 * @returns null when the version is missing, begins with no number (`HEAD-1a2b3c`), or with one that no release can have.
 */
export function seriesOf(version: string | null): ReleaseSeries | null {
  const numbers = version === null ? undefined : parseVersion(version);
  if (numbers === undefined) return null;
  const [year, month] = (numbers.length === 1 ? dateAlone.exec(String(numbers[0])) : null)?.slice(1) ?? [];
  const [major, minor = 0] = year === undefined ? numbers : [Number(year), Number(month)];
  return Number.isSafeInteger(major) && Number.isSafeInteger(minor) ? `${major}.${minor}` : null;
}

/** Orders series by their numbers: negative when the first is the older. */
export function compareSeries(first: ReleaseSeries, second: ReleaseSeries): number {
  return compareVersions(numbersOf(first), numbersOf(second));
}

/** How many servers of one software run a version; null: they do not say which. */
export type VersionCount = readonly [version: string | null, servers: number];

/** The servers of one software that run one series. */
export interface SeriesShare {
  /** Null: those whose version says no series. */
  readonly series: ReleaseSeries | null;
  readonly servers: number;
  /** Of all servers of the software, from 0 to 1. The shares add up to 1. */
  readonly share: number;
}

/**
 * Servers of one software by series, the newest series first, those without last. Empty when there are no servers.
 */
export function sharesBySeries(versions: Iterable<VersionCount>): readonly SeriesShare[] {
  const counts = countBySeries(versions);
  const all = [...counts.values()].reduce((sum, servers) => sum + servers, 0);
  return [...counts]
    .filter(([, servers]) => servers > 0)
    .sort(([first], [second]) => {
      if (first === null || second === null) return first === null ? 1 : -1;
      return compareSeries(second, first);
    })
    .map(([series, servers]) => ({ series, servers, share: servers / all }));
}

function countBySeries(versions: Iterable<VersionCount>): ReadonlyMap<ReleaseSeries | null, number> {
  const counts = new Map<ReleaseSeries | null, number>();
  for (const [version, servers] of versions) {
    const series = seriesOf(version);
    counts.set(series, (counts.get(series) ?? 0) + servers);
  }
  return counts;
}

/** The versions of one software on one day. */
export interface VersionDay {
  readonly day: DayNumber;
  readonly versions: Iterable<VersionCount>;
}

/** A day of an adoption curve. */
export interface AdoptionPoint {
  /** Days since the series was first seen. */
  readonly days: number;
  /** Servers at this series or a newer one, and all whose version says a series. */
  readonly servers: number;
  readonly of: number;
  /** `servers / of`, from 0 to 1. */
  readonly share: number;
}

/** How the servers of a software move to a series. */
export interface Adoption {
  readonly series: ReleaseSeries;
  /** The first day on which enough servers ran it; null: never. */
  readonly firstSeen: DayNumber | null;
  /**
   * Whether it was there on the first day that we have: it is older than that, so that the ages of the curve are too small by
   * nobody knows how much, and {@link daysToHalf} is null.
   */
  readonly isLeftCensored: boolean;
  /** One for each given day from `firstSeen` on; days on which no server says a series have none. */
  readonly points: readonly AdoptionPoint[];
  /** Days until half of the servers were at or above it for the first time; null: not yet, or not known. */
  readonly daysToHalf: number | null;
}

/**
 * The share of a software's servers at or above a series by days since it was first seen. Newer series count as having moved; a
 * server that goes back counts no more.
 *
 * @param days of one software, ascending, each once. After a gap the half may have been reached within it: `daysToHalf` is the
 * first day on which we saw it.
 * @param minServers so many servers at or above the series make it seen: 1 takes a developer's machine for the release.
 * Default 1.
 */
export function adoptionOf(
  series: ReleaseSeries,
  days: Iterable<VersionDay>,
  { minServers = 1 }: { readonly minServers?: number } = {},
): Adoption {
  const points: AdoptionPoint[] = [];
  let firstDay: DayNumber | null = null;
  let firstSeen: DayNumber | null = null;
  for (const { day, versions } of days) {
    const { servers, of } = countAtOrAbove(series, versions);
    if (of === 0) continue;
    firstDay ??= day;
    if (servers >= minServers) firstSeen ??= day;
    if (firstSeen !== null) points.push({ days: day - firstSeen, servers, of, share: servers / of });
  }
  const isLeftCensored = firstSeen !== null && firstSeen === firstDay;
  const half = points.find(({ share }) => share >= 0.5)?.days ?? null;
  return { series, firstSeen, isLeftCensored, points, daysToHalf: isLeftCensored ? null : half };
}

function countAtOrAbove(
  series: ReleaseSeries,
  versions: Iterable<VersionCount>,
): { readonly servers: number; readonly of: number } {
  let [servers, of] = [0, 0];
  for (const [each, count] of countBySeries(versions)) {
    if (each === null) continue;
    of += count;
    if (compareSeries(each, series) >= 0) servers += count;
  }
  return { servers, of };
}

function numbersOf(series: ReleaseSeries): VersionNumbers {
  const numbers = parseVersion(series);
  if (numbers === undefined) throw new RangeError(`${JSON.stringify(series)} is no release series.`);
  return numbers;
}
