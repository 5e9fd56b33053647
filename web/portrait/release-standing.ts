import { compareSeries, parseReleaseLine } from '../../db/model/release-line.ts';
import type { LineServers } from '../../db/queries/release-lines.ts';

/** With fewer servers of a software that state a version, nothing is said about how current one is. */
export const fewestServersToTell = 10;
/** A line of releases counts once servers under so many registrable domains run a release of it: a version is easily made up. */
export const fewestDomainsOfLine = 3;

/** How current a server's version is, measured by what other servers of its software run. */
export type ReleaseStanding =
  /** The server states no version. */
  | { readonly kind: 'unstated' }
  /** Its version begins with no number. */
  | { readonly kind: 'unreadable' }
  /** Too few servers run that software. */
  | { readonly kind: 'few' }
  /** Its line is newer than any that counts. */
  | { readonly kind: 'ahead'; readonly series: string; readonly newest: string }
  /** It is of the newest line that counts, or a step towards it. */
  | {
      readonly kind: 'newest';
      readonly series: string;
      readonly isPreRelease: boolean;
      /** Of all servers with a version, those on that line, itself among them. */
      readonly share: number;
    }
  | {
      readonly kind: 'behind';
      readonly series: string;
      readonly newest: string;
      /** Lines that count and are newer, at least 1. */
      readonly lines: number;
      /** Of all servers with a version, those on a newer line. */
      readonly newerShare: number;
      /** Whether those are more than half. */
      readonly isOlderThanMost: boolean;
    };

/**
 * Says how current a version is. Lines are compared, not single releases: `4.5.3` and `4.5.0` are of one line. Forks that go
 * by the name of their origin (`4.5.0+glitch`) are compared with it, those with a name of their own with themselves. Pure.
 *
 * @param lines of all servers of the same software.
 */
export function releaseStanding(version: string | null, lines: readonly LineServers[]): ReleaseStanding {
  if (version === null) return { kind: 'unstated' };
  const own = parseReleaseLine(version);
  if (own === undefined) return { kind: 'unreadable' };
  const stated = lines.flatMap(({ series, ...line }) => (series === null ? [] : [{ series, ...line }]));
  const all = stated.reduce((sum, { servers }) => sum + servers, 0);
  const counting = countingSeries(stated);
  const newest = counting[0];
  if (all < fewestServersToTell || newest === undefined) return { kind: 'few' };
  const shareWhere = (isMeant: (series: string) => boolean) =>
    stated.reduce((sum, { series, servers }) => sum + (isMeant(series) ? servers : 0), 0) / all;
  const { series, isPreRelease } = own;
  const order = compareSeries(series, newest);
  if (order > 0) return { kind: 'ahead', series, newest };
  if (order === 0)
    return {
      kind: 'newest',
      series,
      isPreRelease,
      share: shareWhere((each) => compareSeries(each, series) === 0),
    };
  const newerShare = shareWhere((each) => compareSeries(each, series) > 0);
  return {
    kind: 'behind',
    ...{ series, newest, newerShare },
    lines: counting.filter((each) => compareSeries(each, series) > 0).length,
    isOlderThanMost: newerShare > 0.5,
  };
}

/** The lines that count, the newest first. */
function countingSeries(lines: readonly (LineServers & { readonly series: string })[]): readonly string[] {
  return lines
    .filter(({ isPreRelease, domains }) => !isPreRelease && domains >= fewestDomainsOfLine)
    .map(({ series }) => series)
    .toSorted((first, second) => compareSeries(second, first))
    .filter((series, index, sorted) => {
      const before = sorted[index - 1];
      return before === undefined || compareSeries(before, series) !== 0;
    });
}
