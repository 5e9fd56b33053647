import { type SoftwareFamily, softwareFamilies } from '../../db/model/software-families.ts';

/** Whether accounts on a family of software can move, by what its project says. */
export interface MovingFact {
  readonly family: SoftwareFamily;
  /** With their followers; posts stay where they are, with all of them. Null: it is said with reservations. */
  readonly moves: boolean | null;
  /** Where the project says so, or shows it. */
  readonly source: string;
}

/**
 * Can an account move to another server and take its followers along? What projects do not say is not in here.
 *
 * - gotosocial also names Akkoma and Misskey; pleroma: `POST /api/pleroma/move_account`, the same in Akkoma; misskey: `i/move`
 * - pixelfed: "Account Migrations" in 0.11.9
 * - friendica calls it an experiment, and not all contacts elsewhere are told
 * - lemmy carries over settings and subscriptions only; peertube imports videos, and followers have to follow again
 */
export const movingFacts: readonly MovingFact[] = [
  { family: 'mastodon', moves: true, source: 'https://docs.joinmastodon.org/user/moving/' },
  {
    family: 'gotosocial',
    moves: true,
    source: 'https://docs.gotosocial.org/en/latest/user_guide/migration/',
  },
  {
    family: 'pleroma',
    moves: true,
    source: 'https://git.pleroma.social/pleroma/pleroma/-/blob/develop/docs/development/API/pleroma_api.md',
  },
  { family: 'misskey', moves: true, source: 'https://github.com/misskey-dev/misskey/pull/10507' },
  {
    family: 'pixelfed',
    moves: true,
    source: 'https://github.com/pixelfed/pixelfed/blob/dev/CHANGELOG.md',
  },
  { family: 'bookwyrm', moves: true, source: 'https://docs.joinbookwyrm.com/user-migration.html' },
  {
    family: 'friendica',
    moves: null,
    source:
      'https://git.friendi.ca/friendica/friendica/src/commit/a233ce16588add49b593f60959c7943eecdfed69/doc/Move-Account.md',
  },
  { family: 'lemmy', moves: false, source: 'https://github.com/LemmyNet/lemmy/issues/1985' },
  {
    family: 'peertube',
    moves: false,
    source:
      'https://github.com/Chocobozzz/PeerTube/blob/develop/client/src/app/%2Bmy-account/my-account-import-export/my-account-import.component.html',
  },
];

/** Forks that left their family before it could move accounts, or are not kept up: nobody says whether they can. */
const untold: ReadonlySet<string> = new Set([
  'ecko',
  'corgidon',
  'wildebeest',
  'pl',
  'foundkey',
  'meisskey',
  'nexkey',
  'fedired',
  'yojo-art',
  'tanukey',
]);

/** Can an account on this software move to another server later, with its followers? Null: not known. */
export function canMove(software: string): boolean | null {
  if (untold.has(software)) return null;
  const families = Object.entries(softwareFamilies) as readonly [SoftwareFamily, readonly string[]][];
  const family = families.find(([, names]) => names.includes(software))?.[0];
  return movingFacts.find((each) => each.family === family)?.moves ?? null;
}
