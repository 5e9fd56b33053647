import { compareVersions, parseVersion, type VersionNumbers } from './version.ts';

/** Of a version: the line of releases that it belongs to. */
export interface ReleaseLine {
  /** Major and minor number, or year and month, as the version writes them: `4.5`, `2026.03`; `8` where there is no more. */
  readonly series: string;
  /** Whether it is a step towards the first release of its numbers: an alpha, a candidate, a nightly build. */
  readonly isPreRelease: boolean;
}

/** Where the series stands in a version; the same in PostgreSQL and here. One group. */
export const seriesPattern = '^[^0-9]{0,2}([0-9]{1,5}([.][0-9]{1,5})?)';

/**
 * What a version of a pre-release matches, without regard to case; the same in PostgreSQL and here. What follows the numbers
 * of a release is none: `4.5.0+glitch`, `0.20.1+git-1a2b3c`, `2.9.1-165-g1a2b3c-develop`.
 */
export const preReleasePattern =
  '^[^0-9]{0,2}[0-9]+([.][0-9]+)*[-~._]?(alpha|beta|rc|pre|prerelease|preview|dev|develop|nightly|snapshot|canary|unstable)([^a-z]|$)';

/** Reads the release line of a version. Undefined when it begins with no number (`unknown version`, `HEAD-1a2b3c`). */
export function parseReleaseLine(version: string): ReleaseLine | undefined {
  const series = new RegExp(seriesPattern).exec(version)?.[1];
  return series === undefined
    ? undefined
    : { series, isPreRelease: new RegExp(preReleasePattern, 'i').test(version) };
}

/** The numbers of a series as it stands in a {@link ReleaseLine}: `2026.03` and `2026.3` have the same. */
export function seriesNumbers(series: string): VersionNumbers {
  const numbers = parseVersion(series);
  if (numbers === undefined) throw new Error(`${JSON.stringify(series)} is no series of releases.`);
  return numbers;
}

/** Orders series: negative when the first is the older. */
export function compareSeries(first: string, second: string): number {
  return compareVersions(seriesNumbers(first), seriesNumbers(second));
}
