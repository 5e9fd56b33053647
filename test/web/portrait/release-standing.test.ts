import { describe, expect, test } from 'vitest';
import { parseReleaseLine } from '../../../db/model/release-line.ts';
import type { LineServers } from '../../../db/queries/release-lines.ts';
import {
  fewestDomainsOfLine,
  fewestServersToTell,
  releaseStanding,
} from '../../../web/portrait/release-standing.ts';

const line = (series: string | null, servers: number, rest: Partial<LineServers> = {}): LineServers => ({
  ...{ series, isPreRelease: false, servers, domains: servers },
  ...rest,
});

const mastodon = [line('4.4', 30), line('4.5', 50), line('4.3', 10), line('4.10', 10), line(null, 400)];

describe('how current a version is', () => {
  test.for([
    ['4.10.0', { kind: 'newest', series: '4.10', isPreRelease: false, share: 0.1 }],
    ['4.10.3+glitch', { kind: 'newest', series: '4.10', isPreRelease: false, share: 0.1 }],
    ['4.10.0-rc.1', { kind: 'newest', series: '4.10', isPreRelease: true, share: 0.1 }],
    ['4.5.0+hometown-1.1', { kind: 'behind', lines: 1, newerShare: 0.1, isOlderThanMost: false }],
    ['v4.4.8', { kind: 'behind', lines: 2, newerShare: 0.6, isOlderThanMost: true }],
    ['4.2.0', { kind: 'behind', series: '4.2', newest: '4.10', lines: 4, newerShare: 1 }],
    ['4.11.0-alpha.2+glitch', { kind: 'ahead', series: '4.11', newest: '4.10' }],
    ['5', { kind: 'ahead', series: '5' }],
    ['4', { kind: 'behind', lines: 4 }],
    [null, { kind: 'unstated' }],
    ['unknown version', { kind: 'unreadable' }],
    ['HEAD-1a2b3c', { kind: 'unreadable' }],
    ['', { kind: 'unreadable' }],
  ] as const)('%j: %j', ([version, standing]) => {
    expect(releaseStanding(version, mastodon)).toMatchObject(standing);
  });

  test('nothing is told among too few servers, whatever versions others do not state', () => {
    const few = [line('1.1', fewestServersToTell - 1), line(null, 500)];
    expect(releaseStanding('1.0', few)).toEqual({ kind: 'few' });
    expect(releaseStanding('1.0', [line('1.1', fewestServersToTell)])).toMatchObject({ kind: 'behind' });
    expect(releaseStanding('1.0', [])).toEqual({ kind: 'few' });
  });

  test('a line that too few domains run, or only as a pre-release, is not the newest one', () => {
    const made = line('99.9', 500, { domains: fewestDomainsOfLine - 1 });
    const nightly = line('4.11', 40, { isPreRelease: true });
    const standing = releaseStanding('4.10.1', [...mastodon, made, nightly]);
    expect(standing).toMatchObject({ kind: 'newest', series: '4.10' });
    const counted = line('99.9', 500, { domains: fewestDomainsOfLine });
    expect(releaseStanding('4.10.1', [...mastodon, counted])).toMatchObject({ kind: 'behind', lines: 1 });
  });

  test('lines are told apart by their numbers, however these are written', () => {
    const friendica = [line('2026.03', 8), line('2026.3', 4), line('2025.7', 4)];
    expect(releaseStanding('2026.3.1', friendica)).toMatchObject({ kind: 'newest', share: 0.75 });
    expect(releaseStanding('2025.07', friendica)).toMatchObject({ kind: 'behind', lines: 1 });
  });
});

test.for([
  ['4.5.0', '4.5', false],
  ['4.4.0+glitch', '4.4', false],
  ['4.6.0-nightly.2026-11-01', '4.6', true],
  ['4.4.0rc1', '4.4', true],
  ['2026.06-dev', '2026.06', true],
  ['1.0.0-prerelease', '1.0', true],
  ['2.9.1-165-g1a2b3c-develop', '2.9', false],
  ['0.20.1+git-1a2b3c', '0.20', false],
  ['4.5.0-rcfoo', '4.5', false],
  ['v8', '8', false],
  ['2.7.2 (compatible; Pleroma 2.9.1)', '2.7', false],
] as const)('%j is of the line %s, a pre-release: %s', ([version, series, isPreRelease]) => {
  expect(parseReleaseLine(version)).toEqual({ series, isPreRelease });
});
