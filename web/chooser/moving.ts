import { type SoftwareFamily, softwareFamilies } from '../../db/model/software-families.ts';

/**
 * Can an account move to another server and take its followers along? Posts stay where they are, with all of them. By family,
 * as the projects say; what they do not say, or say with reservations, is null:
 *
 * - mastodon: docs.joinmastodon.org/user/moving
 * - gotosocial: docs.gotosocial.org/en/latest/user_guide/migration, which also names Akkoma and Misskey
 * - pleroma: `POST /api/pleroma/move_account` in its API; the same in Akkoma
 * - misskey: `i/move` in its API
 * - pixelfed: "Account Migrations" in the changelog of 0.11.9
 * - bookwyrm: docs.joinbookwyrm.com/user-migration.html
 * - friendica: null: doc/Move-Account.md calls it an experiment, and contacts elsewhere are not told
 * - lemmy: false: only settings and subscriptions can be carried over (LemmyNet/lemmy#1985)
 * - peertube: false: videos can be exported and imported, followers do not follow
 */
const moving: Readonly<Partial<Record<SoftwareFamily, boolean>>> = {
  mastodon: true,
  gotosocial: true,
  pleroma: true,
  misskey: true,
  pixelfed: true,
  bookwyrm: true,
  lemmy: false,
  peertube: false,
};

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
  return family === undefined ? null : (moving[family] ?? null);
}
