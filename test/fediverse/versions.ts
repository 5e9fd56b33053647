import { figuresOf } from './distributions.ts';
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
  // As fitted, rounded, and a few of the version that came after the source.
  [
    'lemmy',
    [
      ['0.19.13', 0.42],
      ['0.19.11', 0.2],
      ['0.19.12', 0.17],
      ['0.19.8', 0.04],
      ['0.19.9', 0.04],
      ['0.19.3', 0.04],
      ['0.18.5', 0.02],
      ['0.17.4', 0.02],
      ['1.0.0', 0.05],
    ],
  ],
  // The list holds the version of Mastodon's API that Friendica claims. What an older release lacks is met with, too.
  [
    'friendica',
    [
      ['2024.12', 0.85],
      ['2022.12', 0.15],
    ],
  ],
  // Too few servers of these in the source, or versions that it cuts off: one is taken for all.
  ['kmyblue', [['4.5.0+kmyblue.21', 1]]],
  ['fedibird', [['0.1', 1]]],
  ['iceshrimp.net', [['2025.1.5', 1]]],
  ['aoderelay', [['0.3.116', 1]]],
  ['microblogpub', [['2.0.0', 1]]],
  ['diaspora', [['0.9.0.0', 1]]],
  ['gnusocial', [['2.0.3', 1]]],
  ['castopod', [['1.13.5', 1]]],
  ['loops', [['0.2.0', 1]]],
  ['smithereen', [['0.9.1', 1]]],
  ['streams', [['25.4.7', 1]]],
  ['calckey', [['13.1.4', 1]]],
  ['foundkey', [['13.0.0', 1]]],
  ['catodon', [['24.05.1', 1]]],
  ['kbin', [['0.10.1', 1]]],
  ['rebased', [['2.7.0', 1]]],
  ['firefish', [['1.0.3', 1]]],
  ['hollo', [['0.6.15', 1]]],
  ['bonfire', [['1.0.0', 1]]],
  ['mbin', [['1.8.4', 1]]],
  ['takahe', [['0.12.0', 1]]],
  ['plume', [['0.7.2', 1]]],
  ['forte', [['25.5.1', 1]]],
  ['wafrn', [['2025.10.1', 1]]],
  ['emissary', [['0.9.0', 1]]],
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
  const own = ownVersions.get(software) ?? figuresOf(software).versions;
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
