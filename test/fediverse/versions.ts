import { distributions } from './distributions.ts';
import type { Random } from './random.ts';

type Weighted = readonly (readonly [version: string, share: number])[];

/** Where the source of the fitted versions says something else than NodeInfo does, or cuts it off. */
const ownVersions: ReadonlyMap<string, Weighted> = new Map<string, Weighted>([
  // The list holds the version of Mastodon's API that Pixelfed claims.
  [
    'pixelfed',
    [
      ['0.12.6', 0.6],
      ['0.12.5', 0.25],
      ['0.11.13', 0.15],
    ],
  ],
  [
    'hometown',
    [
      ['4.2.17+hometown-1.1.1', 0.85],
      ['4.0.15+hometown-1.1.1', 0.15],
    ],
  ],
]);

/** Releases of the simulated world, which goes its own way after the first day: days after it, and version. */
const mastodonReleases: readonly (readonly [afterDays: number, version: string])[] = [
  [10, '4.5.4'],
  [45, '4.5.5'],
  [100, '4.5.6'],
  [150, '4.6.0'],
  [165, '4.6.1'],
  [220, '4.6.2'],
  [280, '4.6.3'],
  [330, '4.6.4'],
];

/** Other software brings out a patch every so many days. */
const patchEveryDays = 90;

function versionsOf(software: string): Weighted {
  const own = ownVersions.get(software) ?? distributions.software[software]?.versions;
  if (own === undefined || own.length === 0) throw new RangeError(`No versions of ${software} are known.`);
  return own;
}

/** A version on the first day, as fitted. */
export function drawVersion(random: Random, software: string): string {
  return random.pickWeighted(versionsOf(software));
}

/** Major and minor number of a version; zeros where it has none. */
export function minorOf(version: string): readonly [major: number, minor: number] {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}

/** Whether a version is of at least this major and minor number. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [ownMajor, ownMinor] = minorOf(version);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/**
 * The version on a later day of a server that had `version` on the first day and takes up each release after
 * `lagDays`; null: it never does. Servers that were behind on the first day stay where they are.
 */
export function versionAfter(
  software: string,
  { version, lagDays }: { readonly version: string; readonly lagDays: number | null },
  days: number,
): string {
  if (lagDays === null || !isCurrent(software, version)) return version;
  if (software !== 'mastodon') return patched(version, Math.floor((days - lagDays) / patchEveryDays));
  const taken = mastodonReleases.findLast(([afterDays]) => afterDays + lagDays <= days);
  if (taken === undefined) return version;
  return taken[1] + (/\+.*$/.exec(version)?.[0] ?? '');
}

/** Whether a version belongs to the line that most servers ran on the first day. */
function isCurrent(software: string, version: string): boolean {
  const [newest] = versionsOf(software)[0] ?? [''];
  return minorOf(newest).join() === minorOf(version).join();
}

function patched(version: string, releases: number): string {
  const parts = /^(\d+\.\d+)\.(\d+)$/.exec(version);
  if (parts === null || releases <= 0) return version;
  return `${parts[1]}.${Number(parts[2]) + releases}`;
}
