/**
 * Software by its family: forks and relatives that say what they are in the same way, by the names in their NodeInfo. Software
 * that is named nowhere here is of no family.
 */
export const softwareFamilies = {
  mastodon: ['mastodon', 'hometown', 'fedibird', 'kmyblue', 'ecko', 'corgidon', 'wildebeest'],
  pleroma: ['pleroma', 'akkoma', 'rebased', 'pl'],
  misskey: [
    'misskey',
    'cherrypick',
    'sharkey',
    'firefish',
    'calckey',
    'iceshrimp',
    'catodon',
    'fedired',
    'foundkey',
    'meisskey',
    'nexkey',
    'yojo-art',
    'tanukey',
  ],
  'iceshrimp.net': ['iceshrimp.net'],
  lemmy: ['lemmy'],
  piefed: ['piefed'],
  mbin: ['mbin', 'kbin'],
  gotosocial: ['gotosocial'],
  bookwyrm: ['bookwyrm'],
  writefreely: ['writefreely'],
  takahe: ['takahe'],
  neodb: ['neodb'],
  mitra: ['mitra'],
  hollo: ['hollo'],
  smithereen: ['smithereen'],
  castopod: ['castopod'],
  peertube: ['peertube'],
  pixelfed: ['pixelfed'],
  friendica: ['friendica'],
  hubzilla: ['hubzilla', 'redmatrix', 'streams', 'forte'],
  gnusocial: ['gnusocial'],
  mobilizon: ['mobilizon'],
  funkwhale: ['funkwhale'],
  relay: ['aoderelay', 'activityrelay', 'activity-relay', 'pub-relay'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The name of a family, which is that of its best known software. */
export type SoftwareFamily = keyof typeof softwareFamilies;

/** All names of {@link softwareFamilies}. */
export const softwareFamilyNames = Object.keys(softwareFamilies) as readonly SoftwareFamily[];
