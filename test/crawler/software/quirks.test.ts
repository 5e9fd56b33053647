import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NodeInfo, parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { quirkEffects, quirksVersion, quirkTable } from '../../../crawler/software/quirk-table.ts';
import { heldQuirks, interpretFigures } from '../../../crawler/software/quirks.ts';
import { softwareOfClass } from '../../../crawler/software/software-class.ts';
import { type FigureName, figureNames, type Provenance } from '../../../db/model/figures.ts';
import type { InstanceClass } from '../../../db/model/instance-class.ts';
import { type QuirkName, quirkNames } from '../../../db/model/quirks.ts';
import { parseVersion } from '../../../db/model/version.ts';

/** What a server states: total, active in the month and in the half year, posts, comments; null is stated as null. */
type Stated = readonly [
  total?: unknown,
  month?: unknown,
  halfYear?: unknown,
  posts?: unknown,
  comments?: unknown,
];

interface Server {
  readonly name: string;
  readonly version?: string;
  readonly stated: Stated;
}

/** A server's document as it comes, read as the crawler reads it. */
function nodeInfoOf({ name, version = '1.0.0', stated }: Server): NodeInfo {
  const [total, activeMonth, activeHalfyear, localPosts, localComments] = stated;
  const reading = parseNodeInfo({
    version: '2.0',
    software: { name, version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: false,
    usage: { users: { total, activeMonth, activeHalfyear }, localPosts, localComments },
    metadata: {},
  });
  return reading.ok ? reading.value : expect.unreachable(reading.reason);
}

const absent = 'absent' satisfies Provenance;
const invalid = 'invalid' satisfies Provenance;

/** What the figures come to, in the order of {@link Stated}: a number, or why there is none. */
const comesTo = (server: Server) => {
  const { figures } = interpretFigures(nodeInfoOf(server));
  return figureNames.map((name) => figures[name].value ?? figures[name].provenance);
};

const missing = undefined;
const roughly = ['counts-logins-roughly'] as const;
const months = ['counts-calendar-months'] as const;
const nothingKnown = [absent, absent, absent, absent, absent];

/** Name and version, what the server states, what the figures come to, the quirks that are named. */
const cases: readonly (readonly [string, Stated, readonly unknown[], readonly QuirkName[]])[] = [
  ['mastodon 4.5.0', [4, 11, 11, 401], [4, 11, 11, 401, absent], roughly],
  ['mastodon 4.5.0+glitch', [10, 4, 7, 90], [10, 4, 7, 90, absent], roughly],
  ['mastodon 4.5.0', [10, 0, 0, 90], [10, 0, 0, 90, absent], roughly],
  ['mastodon 4.5.0', [10, null, missing, 90], [10, absent, absent, 90, absent], []],
  ['hometown 4.0.2+hometown-1.1.1', [10, 4, 7, 90], [10, 4, 7, 90, absent], roughly],

  [
    'gotosocial 0.20.1+git-1a2b3c',
    [3, 0, missing, 5120],
    [3, absent, absent, 5120, absent],
    ['activity-not-counted'],
  ],
  ['gotosocial 0.20.1', [3, missing, missing, 5120], [3, absent, absent, 5120, absent], []],
  // Random figures, which a rule of the quarantine sees to.
  [
    'gotosocial 0.20.1',
    [713_204, 313_377, missing, 7_612_345],
    [713_204, 313_377, absent, 7_612_345, absent],
    [],
  ],
  ['gotosocial 0.20.1', [0], nothingKnown, ['hidden-figures']],
  ['takahe 0.11.0', [40, missing, missing, 9_000], [40, absent, absent, 9_000, absent], []],
  ['takahe 0.11.0', [40, 0, 0, 9_000], [40, absent, absent, 9_000, absent], ['activity-not-counted']],
  ['Mobilizon 5.1.0', [12, 0, 0, 30, 4], [12, absent, absent, 30, 4], ['activity-not-counted']],
  ['gancio 1.9', [12, 0, 0, 30, 4], [12, absent, absent, 30, 4], ['activity-not-counted']],
  ['plume 0.7.2', [12, 0, 0, 30, 4], [12, absent, absent, 30, 4], ['activity-not-counted']],
  ['bonfire 1.0.0', [12, 0, 0, 30], [12, absent, absent, 30, absent], ['activity-not-counted']],
  [
    'Emissary 0.9.0',
    [7, 0, 0, 0, 0],
    [7, absent, absent, absent, absent],
    ['activity-not-counted', 'posts-not-counted'],
  ],
  ['Emissary 1.0.0', [7, 2, 3, 40, 5], [7, 2, 3, 40, 5], []],

  ['Owncast 0.1.3', [1, 1, 1, 12], [1, absent, absent, 12, absent], ['activity-not-counted']],
  ['owncast 9.0.0', [1, 0, missing, 12], [1, 0, absent, 12, absent], []],
  ['betula 1.5.0', [1, 1, 1, 377], [1, absent, absent, 377, absent], ['activity-not-counted']],
  ['sutty-distributed-press 0.1.0', [1, 1, 1, 5], [1, absent, absent, 5, absent], ['activity-not-counted']],

  [
    'snac 2.36-dev',
    [3, 3, 3, 0],
    [3, absent, absent, absent, absent],
    ['activity-not-counted', 'posts-not-counted'],
  ],
  ['snac 2.09', [3, 3, 3], [3, absent, absent, absent, absent], ['activity-not-counted']],
  ['snac 2.40', [3, missing, missing, 12], [3, absent, absent, 12, absent], []],
  ['snac 2.41', [3, 3, 3, 0], [3, 3, 3, 0, absent], []],
  ['snac 2.80', [3, 2, 3, 900], [3, 2, 3, 900, absent], []],
  ['snac trunk', [3, 3, 3, 0], [3, 3, 3, 0, absent], []],

  [
    'misskey 2025.2.0',
    [321, null, null, 40_000, 0],
    [321, absent, absent, 40_000, absent],
    ['posts-not-counted'],
  ],
  [
    'meisskey 10.102.699-m544',
    [1_123, 89, 305, 268_739, 0],
    [1_123, 89, 305, 268_739, absent],
    ['posts-not-counted'],
  ],
  ['sharkey 2025.5.2', [321, 20, 40, 40_000, 12], [321, 20, 40, 40_000, 12], []],
  // Their NodeInfo never had what their imitation of Mastodon's API had.
  ['calckey 13.1.4.1', [49, 31, 40, 14_049], [49, 31, 40, 14_049, absent], []],
  ['firefish 1.0.4-beta3', [49, 31, 40, 14_049, 0], [49, 31, 40, 14_049, absent], ['posts-not-counted']],

  ['funkwhale 1.4.0', [0, 0, 0], nothingKnown, ['hidden-figures']],
  ['funkwhale 1.4.0', [0, 3, 0], [absent, 3, absent, absent, absent], ['hidden-figures']],
  ['funkwhale 1.4.0', [20, 0, 4, 0], [20, 0, 4, 0, absent], []],
  ['hubzilla 0.0', [1, 1, 1, 1, 1], nothingKnown, ['hidden-figures']],
  ['redmatrix 0.0', [1, 1, 1, 1, 1], nothingKnown, ['hidden-figures']],
  ['hubzilla 0.0', [140, 20, 31, 5_000, 900], [140, 20, 31, 5_000, 900], []],
  ['hubzilla 8.8', [1, 1, 1, 40, 1], [1, 1, 1, 40, 1], []],
  ['hubzilla unknown', [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], []],

  ['forte 0.0.0', [0, 0, 0], nothingKnown, ['fixed-figures']],
  ['streams 25.1.1', [5, 0, 0, 12], [5, absent, absent, 12, absent], ['fixed-figures']],
  ['tootik 0.19.9', [0, 0, 0, 0], nothingKnown, ['fixed-figures']],
  ['tootik 1.0.0', [5, 2, 3, 12], [5, 2, 3, 12, absent], []],
  ['wellesley 0.0.1', [100, 25, 25, 525], [invalid, invalid, invalid, invalid, absent], ['fixed-figures']],
  ['Yellbot 1.0', [1_114_112, 4, 4, 11_029], [invalid, invalid, invalid, 11_029, absent], ['fixed-figures']],

  [
    'lemmy 0.8.10',
    [333, 4, 5, 900, 2_000],
    [invalid, 4, 5, invalid, invalid],
    ['counts-remote-users', 'counts-writers'],
  ],
  ['lemmy 0.7.9', [10, missing, missing, 9, 2], [10, absent, absent, 9, 2], []],
  ['lemmy 0.9.0', [10, 4, 5, 9, 2], [10, 4, 5, 9, 2], ['counts-writers']],
  ['lemmy 0.18.5', [10, 4, 5, 9, 2], [10, 4, 5, 9, 2], ['counts-writers']],
  ['lemmy 0.19.0-rc.1', [10, 4, 5, 9, 2], [10, 4, 5, 9, 2], ['counts-writers-and-voters']],
  ['lemmy 1.0.0-alpha.5', [10, 4, 5, 9, 2], [10, 4, 5, 9, 2], ['counts-writers-and-voters']],
  ['lemmy unknown version', [10, 4, 5, 9, 2], [10, 4, 5, 9, 2], []],
  [
    'gnusocial 2.0.2-dev',
    [-431, 71, 80, 11_283],
    [invalid, 71, 80, 11_283, absent],
    ['counts-writers-and-voters'],
  ],

  ['bridgy-fed 1', [121_974], [121_974, absent, absent, absent, absent], ['counts-bridged-accounts']],
  ['hatsu 0.3.2', [2, missing, missing, 66], [2, absent, absent, 66, absent], ['counts-bridged-accounts']],
  [
    'birdsitelive 1.0.0',
    [47, missing, missing, 0],
    [47, absent, absent, absent, absent],
    ['posts-not-counted', 'counts-bridged-accounts'],
  ],
  ['ccworld-ap-bridge v0.6.5', [], nothingKnown, []],
  ['aoderelay v0.1.0-master', [1, 1, 1, 0, 0], [invalid, invalid, invalid, 0, 0], ['counts-servers']],
  ['activity-relay 2.0.5', [260, 260, 260], [invalid, invalid, invalid, absent, absent], ['counts-servers']],
  ['pub-relay 0.2.1', [1, missing, missing, 0], [invalid, absent, absent, 0, absent], ['counts-servers']],
  ['buzzrelay 0.1.0', [9, 9, 9, 49_452, 0], [invalid, invalid, invalid, invalid, 0], ['counts-servers']],

  ['wordpress 6.8', [2, 3, 2, 40, 7], [2, invalid, invalid, 40, 7], ['counts-authors', 'counts-old-posts']],
  ['wordpress 6.8.3', [2, 1, 1, 40, 7], [2, 1, 1, 40, 7], ['counts-authors', 'counts-old-posts']],
  ['wordpress 6.8', [2, 1, missing, 40], [2, 1, absent, 40, absent], ['counts-authors', 'counts-old-posts']],
  ['wordpress 7.0', [2, 1, 2, 40, 7], [2, 1, 2, 40, 7], ['counts-authors', 'counts-writers']],
  ['wordpress 6.4', [2, missing, missing, 40], [2, absent, absent, 40, absent], ['counts-authors']],

  ['writefreely 0.15.1', [5, 2, 3, 60], [5, 2, 3, 60, absent], ['counts-blogs']],
  ['writefreely 0.15.1', [missing, missing, missing, 60], [absent, absent, absent, 60, absent], []],
  ['ghost 0.1.0', [1, 1, 1, 10], [1, 1, 1, 10, absent], ['counts-blogs']],
  ['goblog 1', [2, missing, missing, 10], [2, absent, absent, 10, absent], ['counts-blogs']],
  ['peertube 7.3.0', [90, 4, 9, 70, 8], [90, 4, 9, 70, 8], ['counts-new-logins']],
  ['piefed 1.2', [90, 4, 9, 70, 8], [90, 4, 9, 70, 8], months],
  ['mbin 1.8.4', [90, 4, 9, 70, 8], [90, 4, 9, 70, 8], months],
  ['bookwyrm 0.7.5', [80, 12, 30, 1_500], [80, 12, 30, 1_500, absent], months],
  ['wafrn 2025.11', [80, 12, 30, 1_500], [80, 12, 30, 1_500, absent], months],
  [
    'NodeBB 4.8.0',
    ['1532', 40, 210, '8120', 90_211],
    [1_532, 40, 210, 8_120, 90_211],
    [...months, 'posts-are-topics'],
  ],
  ['pixelfed 0.12.5', [7, 8, 9, 40, 0], [7, 8, 9, 40, absent], ['posts-not-counted', 'overcounts-activity']],

  ['pleroma 2.9.1', [90, 4, 9, 70], [90, 4, 9, 70, absent], []],
  ['microblogpub 2.0.0', [1, missing, missing, 70], [1, absent, absent, 70, absent], []],
  ['kroeg 1.0', [-15_000_000, -15_000_000, 3, 4], [invalid, invalid, 3, 4, absent], []],
  ['never-heard-of 0.0', [0, 1, 0, 1, 0], [0, 1, 0, 1, 0], []],
  ['constructor 1', [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], []],
];

const serverOf = (software: string, stated: Stated): Server => {
  const [name = '', ...version] = software.split(' ');
  return { name, version: version.join(' '), stated };
};

test.for(cases)('%s that states %j', ([software, stated, figures, quirks]) => {
  const server = serverOf(software, stated);
  expect(comesTo(server)).toEqual(figures);
  expect(interpretFigures(nodeInfoOf(server)).quirks).toEqual(quirks);
});

const nodeInfos = cases.map(([software, stated]) => nodeInfoOf(serverOf(software, stated)));
const rows = quirkTable.map((quirk) => ({ quirk, title: `${quirk.name} of ${quirk.software.join(', ')}` }));

test.for(rows)('the cases show $title: each figure that it is about, and where it ends', ({ quirk }) => {
  const shown = nodeInfos
    .filter((nodeInfo) => quirk.software.includes(nodeInfo.software))
    .map((nodeInfo) => heldQuirks(nodeInfo).find((held) => held.quirk === quirk)?.figures ?? []);
  expect(new Set(shown.flat())).toEqual(new Set(quirk.figures));
  const isBounded = [quirk.versions, quirk.value, quirk.condition].some((bound) => bound !== undefined);
  if (isBounded) expect(shown).toContainEqual([]);
});

test('every row says where it is known from, and of what', () => {
  for (const { software, versions = {}, name, effect, figures, source, condition } of quirkTable) {
    expect(source, name).toMatch(/^[\w.-]+(\/| \d{4}-\d\d-\d\d)/);
    expect(source, name).not.toMatch(/https?:/);
    expect(quirkEffects, name).toContain(effect);
    expect(figures.length, name).toBeGreaterThan(0);
    expect(software.length, name).toBeGreaterThan(0);
    expect(condition?.says ?? 'nothing more', name).not.toBe('');
    for (const end of [versions.from, versions.before])
      expect(end === undefined || parseVersion(end) !== undefined).toBe(true);
    // As NodeInfo names are read: a name with a capital or a blank would never be met.
    for (const known of software) expect(nodeInfoOf({ name: known, stated: [] }).software).toBe(known);
  }
  expect(quirksVersion).toBeGreaterThan(0);
});

test('every name of a quirk is in use', () => {
  expect(new Set(quirkTable.map(({ name }) => name))).toEqual(new Set(quirkNames));
});

test('no software is of two classes, or named twice in a row', () => {
  const lists: readonly (readonly string[])[] = [
    Object.values(softwareOfClass).flat(),
    ...quirkTable.map(({ software }) => software),
  ];
  for (const names of lists) expect(new Set(names).size).toBe(names.length);
});

const kinds: readonly (readonly [string, Stated, InstanceClass])[] = [
  ['mastodon 4.5.0', [10, 4, 7], 'community'],
  ['mastodon 4.5.0', [1, 1, 1], 'personal'],
  ['mastodon 4.5.0', [0, 0, 0], 'community'],
  ['mastodon 4.5.0', [], 'community'],
  ['never-heard-of 1.0', [1], 'personal'],
  ['snac 2.80', [1, 1, 1], 'personal'],
  ['snac 2.80', [3, 2, 3], 'community'],
  ['ktistec 3.0.0', [2], 'community'],
  ['hubzilla 8.8', [1, 1, 1], 'personal'],
  // A one that hides the figures is no user.
  ['hubzilla 0.0', [1, 1, 1, 1, 1], 'community'],
  ['owncast 0.1.3', [1, 1, 1], 'personal'],
  ['microblogpub 2.0.0', [], 'personal'],
  ['goblog 1', [2], 'personal'],
  ['wordpress 6.8', [1, 1, 1], 'cms'],
  ['ghost 0.1.0', [1], 'cms'],
  ['drupal 11.2.3', [4], 'cms'],
  ['sutty-distributed-press 0.1.0', [1, 1, 1], 'cms'],
  ['writefreely 0.15.1', [40], 'community'],
  ['writefreely 0.15.1', [1], 'personal'],
  ['microdotblog 2.1', [219_177, 5_620], 'community'],
  ['NodeBB 4.8.0', [1_532], 'community'],
  ['tootik 0.19.9', [0, 0, 0, 0], 'community'],
  ['aoderelay v0.3.1', [1, 1, 1], 'relay'],
  ['activity-pub-relay 0.8.0', [1], 'relay'],
  ['bridgy-fed 1', [121_974], 'bridge'],
  ['hatsu 0.3.2', [1], 'bridge'],
  ['constructor 1', [2], 'community'],
];

test.for(kinds)('%s with users %j is of the class %s', ([software, stated, kind]) => {
  expect(interpretFigures(nodeInfoOf(serverOf(software, stated))).class).toBe(kind);
});

const knownSoftware = [...new Set(quirkTable.flatMap(({ software }) => software))];
const servers: fc.Arbitrary<Server> = fc.record({
  name: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...knownSoftware) },
    { weight: 1, arbitrary: fc.string() },
  ),
  version: fc.oneof(
    fc.constantFrom('0.0', '0.8.1', '0.18.5', '0.19.0', '2.40', '2.41', 'unknown'),
    fc.string({ maxLength: 20 }),
  ),
  stated: fc
    .array(fc.option(fc.oneof(fc.nat(2), fc.nat(), fc.integer(), fc.jsonValue()), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    })
    .map((values): Stated => [values[0], values[1], values[2], values[3], values[4]]),
});

test('no number is ever invented: a figure keeps its own, or becomes null for a reason that a held row gives', () => {
  fc.assert(
    fc.property(servers, ({ name, ...server }) => {
      const nodeInfo = nodeInfoOf({ ...server, name: /[a-z]/.test(name) ? name : 'x' });
      const { figures, quirks } = interpretFigures(nodeInfo);
      const held = heldQuirks(nodeInfo);
      expect(quirks).toEqual([...new Set(held.map(({ quirk }) => quirk.name))]);
      const reasons = (figure: FigureName): readonly string[] =>
        held.filter((row) => row.figures.includes(figure)).map(({ quirk }) => quirk.effect);
      for (const figure of figureNames) {
        const [before, after] = [nodeInfo.figures[figure], figures[figure]];
        if (after.value !== null || before.value === null) expect(after).toEqual(before);
        else expect(reasons(figure)).toContain(after.provenance);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('interpreting figures twice changes them no more than once', () => {
  fc.assert(
    fc.property(servers, ({ name, ...server }) => {
      const nodeInfo = nodeInfoOf({ ...server, name: /[a-z]/.test(name) ? name : 'x' });
      const { figures } = interpretFigures(nodeInfo);
      expect(interpretFigures({ ...nodeInfo, figures }).figures).toEqual(figures);
    }),
  );
});
