/** The dotted numbers that a version begins with, the most significant first. */
export type VersionNumbers = readonly [number, ...number[]];

/** Versions from one, inclusive, to before another. An end that is missing is open. */
export interface VersionRange {
  readonly from?: string;
  readonly before?: string;
}

const dottedNumbers = /^v?(\d+(?:\.\d+)*)/i;

/**
 * Reads the numbers that a version begins with, whatever follows them: `4.5.0+glitch`, `2023.12.14`, `13.1.4-beta`,
 * `0.20.1+git-1a2b3c`, `v0.1.0-master`, `2.7.2 (compatible; Pleroma 2.9.1)`. Undefined when it begins with no number
 * (`unknown version`, `HEAD-1a2b3c`).
 *
 * A pre-release counts as the release that it leads to: the ranges here say when a way of counting came in, and
 * pre-releases bring it along.
 */
export function parseVersion(text: string): VersionNumbers | undefined {
  const numbers = dottedNumbers.exec(text.trim())?.[1]?.split('.').map(Number);
  const [first, ...rest] = numbers ?? [];
  return first === undefined ? undefined : [first, ...rest];
}

/** Orders versions: negative when the first is the older. Missing numbers are zeros, so 10.6 is 10.6.0. */
export function compareVersions(first: VersionNumbers, second: VersionNumbers): number {
  for (let place = 0; place < Math.max(first.length, second.length); place += 1) {
    const [a, b] = [first[place] ?? 0, second[place] ?? 0];
    // No subtraction: endless digits are Infinity, and the difference of two of those is no number.
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/**
 * Whether a version lies in a range. One that cannot be read lies in none that has an end; a range without ends holds
 * every version, and a missing one too.
 */
export function isVersionWithin(version: string | null, { from, before }: VersionRange): boolean {
  if (from === undefined && before === undefined) return true;
  const numbers = version === null ? undefined : parseVersion(version);
  if (numbers === undefined) return false;
  const isFrom = from === undefined || compareVersions(numbers, endOf(from)) >= 0;
  return isFrom && (before === undefined || compareVersions(numbers, endOf(before)) < 0);
}

function endOf(text: string): VersionNumbers {
  const numbers = parseVersion(text);
  if (numbers === undefined) throw new Error(`${JSON.stringify(text)} is no end of a range of versions.`);
  return numbers;
}
