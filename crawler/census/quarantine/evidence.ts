import type { Report } from './report.ts';

/** Misskey and its forks, which do not say who is active (misskey-dev/misskey 10852). */
const misskeyFamily = [
  ...[
    'misskey',
    'cherrypick',
    'sharkey',
    'firefish',
    'calckey',
    'iceshrimp',
    'catodon',
    'foundkey',
    'meisskey',
  ],
  ...['nexkey', 'yojo-art', 'tanukey'],
];

/**
 * Software whose users write: an account that has never posted is a rare one, so that many of them together are told
 * from people by their silence alone. Elsewhere (video, music, forums, events, blogs) most people only watch or read.
 */
const writersSoftware: ReadonlySet<string> = new Set([
  ...[
    'mastodon',
    'hometown',
    'fedibird',
    'kmyblue',
    'ecko',
    'corgidon',
    'takahe',
    'hollo',
    'mitra',
    'smithereen',
  ],
  ...[
    'pleroma',
    'akkoma',
    'rebased',
    'gotosocial',
    'friendica',
    'gnusocial',
    'snac',
    'wafrn',
    'iceshrimp.net',
  ],
  ...misskeyFamily,
]);

/** Whether a server's posts are all that it says of its activity, whoever asks. */
export const statesPostsOnly = ({ software }: Report) => misskeyFamily.includes(software);

/** Whether most of the people on servers of a software write (see the set above). */
export const isForWriters = ({ software }: Report) => writersSoftware.has(software);

/** Posts and comments together; null when the server states no posts. */
export function postsOf({ localPosts, localComments }: Report): number | null {
  return localPosts === null ? null : localPosts + (localComments ?? 0);
}

/** Whether its accounts live elsewhere: they come by program, in any number, and do nothing here. */
export const hasForeignAccounts = ({ class: kind }: Report) => kind === 'bridge' || kind === 'relay';
