import { type FigureName, type Figures, figureNames } from '../../db/model/figures.ts';
import type { QuirkName } from '../../db/model/quirks.ts';
import type { VersionRange } from '../../db/model/version.ts';
import { softwareOfClass } from './software-class.ts';

/**
 * What a quirk does to the figures that it is about.
 * `tell`: they stay as reported, and the quirk is only named. `absent`: what stands there is a placeholder (a zero, a
 * one, the total once more), so the software says nothing. `invalid`: it counts something else, or was made up.
 */
export const quirkEffects = ['tell', 'absent', 'invalid'] as const;

/** A way in which the figures of some software do not mean what their names say. */
export interface Quirk {
  /** Names as NodeInfo gives them, in lower case. */
  readonly software: readonly string[];
  /** The releases that have it; all of them when left out. */
  readonly versions?: VersionRange;
  /** It is about figures that hold just this value; about any value when left out. */
  readonly value?: number;
  /** What else must be so in the figures that the server reports; said in words for people. */
  readonly condition?: { readonly says: string; readonly holds: (reported: Figures) => boolean };
  readonly name: QuirkName;
  readonly effect: (typeof quirkEffects)[number];
  readonly figures: readonly FigureName[];
  /** Where it is known from: repository and path, an issue, or a list of servers with its date. */
  readonly source: string;
}

/** Raised by one whenever a row is added or changed, since figures before and after may then differ. */
export const quirksVersion = 1;

const total = ['users_total'] as const;
const active = ['users_active_month', 'users_active_half_year'] as const;
const users = [...total, ...active] as const;
const posts = ['local_posts'] as const;
const comments = ['local_comments'] as const;

/** Whether fewer (1), as many (0) or more (-1) are active in the month than in the half year; null when it does not say. */
const halfYearAgainstMonth = ({ users_active_month: month, users_active_half_year: halfYear }: Figures) =>
  month.value === null || halfYear.value === null ? null : Math.sign(halfYear.value - month.value);

/**
 * Every quirk that we know of. A server's figures are held against each row as it reported them.
 *
 * Not in it, though other directories have it: that Calckey and Firefish of 2023 counted remote users as their own
 * (TheKinrar/instances issues 147 and 165). Only their imitation of Mastodon's API did; their NodeInfo, which is all
 * that we count from, asked for users without a host (jclaudan/firefish packages/backend/src/server/nodeinfo.ts).
 */
export const quirkTable: readonly Quirk[] = [
  {
    software: ['mastodon', 'hometown', 'fedibird', 'kmyblue', 'ecko', 'corgidon'],
    name: 'counts-logins-roughly',
    effect: 'tell',
    figures: active,
    source: 'mastodon/mastodon app/lib/activity_tracker.rb, issues 18861 and 22374',
  },
  {
    software: ['gotosocial', 'takahe', 'mobilizon', 'gancio', 'plume', 'bonfire', 'wildebeest', 'emissary'],
    value: 0,
    name: 'activity-not-counted',
    effect: 'absent',
    figures: active,
    source:
      'superseriousbusiness/gotosocial internal/api/model/well-known.go, jointakahe/takahe users/views/activitypub.py, ' +
      'Plume-org/Plume src/routes/instance.rs, EmissarySocial/emissary handler/nodeInfo.go, ' +
      'bonfire-networks/bonfire-app issue 1623, ricci/distributed-social-networks nodeinfo-quirks.yaml',
  },
  // Their one user is true by nature, and kept; that this user was active is not known.
  {
    software: ['owncast', 'betula', 'sutty-distributed-press'],
    value: 1,
    name: 'activity-not-counted',
    effect: 'absent',
    figures: active,
    source:
      'owncast/owncast activitypub/controllers/nodeinfo.go, ricci/distributed-social-networks nodeinfo-quirks.yaml, ' +
      'fedilist.com 2025-11-09 (every sutty-distributed-press says 1 of 1)',
  },
  {
    software: ['snac'],
    versions: { before: '2.41' },
    name: 'activity-not-counted',
    effect: 'absent',
    figures: active,
    source: 'Yonle/snac2 httpd.c (all accounts are active), RELEASE_NOTES.md of 2.41',
  },
  {
    software: ['snac'],
    versions: { before: '2.41' },
    value: 0,
    name: 'posts-not-counted',
    effect: 'absent',
    figures: posts,
    source: 'Yonle/snac2 httpd.c (to be implemented), RELEASE_NOTES.md of 2.41',
  },
  {
    software: ['emissary', 'birdsitelive'],
    value: 0,
    name: 'posts-not-counted',
    effect: 'absent',
    figures: [...posts, ...comments],
    source:
      'EmissarySocial/emissary handler/nodeInfo.go, ' +
      'NicolasConstant/BirdsiteLive src/BirdsiteLive/Controllers/WellKnownController.cs',
  },
  {
    software: [
      ...['misskey', 'cherrypick', 'sharkey', 'firefish', 'calckey', 'iceshrimp', 'catodon', 'foundkey'],
      ...['meisskey', 'nexkey', 'yojo-art', 'pixelfed'],
    ],
    value: 0,
    name: 'posts-not-counted',
    effect: 'absent',
    figures: comments,
    source:
      'misskey-dev/misskey packages/backend/src/server/NodeinfoServerService.ts, ' +
      'jclaudan/firefish packages/backend/src/server/nodeinfo.ts, pixelfed/pixelfed app/Util/Site/Nodeinfo.php',
  },
  // An administrator's switch. A server without a single account says the same, and loses nothing by it.
  {
    software: ['gotosocial'],
    value: 0,
    name: 'hidden-figures',
    effect: 'absent',
    figures: total,
    source: 'superseriousbusiness/gotosocial docs/configuration/instance.md, instance-stats-mode "zero"',
  },
  {
    software: ['funkwhale'],
    value: 0,
    condition: { says: 'it states no users at all', holds: (reported) => reported.users_total.value === 0 },
    name: 'hidden-figures',
    effect: 'absent',
    figures: users,
    source: 'RYGhub/funkwhale api/funkwhale_api/instance/nodeinfo.py',
  },
  {
    software: ['hubzilla', 'redmatrix'],
    versions: { before: '0.1' },
    value: 1,
    name: 'hidden-figures',
    effect: 'absent',
    figures: figureNames,
    source: 'neonkingfr/hubzilla-addons statistics/nodeinfo.php, hide_in_statistics',
  },
  {
    software: ['forte', 'streams', 'tootik'],
    value: 0,
    name: 'fixed-figures',
    effect: 'absent',
    figures: [...users, ...posts],
    source: 'dimkr/tootik fed/nodeinfo.go, fedilist.com 2025-11-09 (every Forte says 0 of 0)',
  },
  {
    software: ['wellesley'],
    name: 'fixed-figures',
    effect: 'invalid',
    figures: [...users, ...posts],
    source:
      'ricci/distributed-social-networks nodeinfo-quirks.yaml, fedilist.com 2025-11-09 (each says 25 of 100)',
  },
  // An account for every character of Unicode. Its "active" are those of them that somebody follows.
  {
    software: ['yellbot'],
    name: 'fixed-figures',
    effect: 'invalid',
    figures: users,
    source: 'akirchner333/yellbot app/controllers/node_info_controller.rb',
  },
  // From its first federation on, until it learnt to tell its own from the others.
  {
    software: ['lemmy'],
    versions: { from: '0.8.0', before: '0.9.0' },
    name: 'counts-remote-users',
    effect: 'invalid',
    figures: [...total, ...posts, ...comments],
    source: 'LemmyNet/lemmy issue 1340',
  },
  {
    software: ['lemmy'],
    versions: { before: '0.19.0' },
    name: 'counts-writers',
    effect: 'tell',
    figures: active,
    source: 'LemmyNet/lemmy crates/db_schema/src/source/local_site.rs',
  },
  {
    software: ['lemmy'],
    versions: { from: '0.19.0' },
    name: 'counts-writers-and-voters',
    effect: 'tell',
    figures: active,
    source: 'LemmyNet/lemmy migrations of 2023-12-06',
  },
  // It does count, though some directories say that it does not. Who has signed up in the time is in it too.
  {
    software: ['gnusocial'],
    name: 'counts-writers-and-voters',
    effect: 'tell',
    figures: active,
    source: 'diogogithub/gnu-social plugins/Nodeinfo/actions/nodeinfo_2_0.php',
  },
  {
    software: softwareOfClass.bridge,
    name: 'counts-bridged-accounts',
    effect: 'tell',
    figures: total,
    source:
      'snarfed/bridgy-fed pages.py, NicolasConstant/BirdsiteLive src/BirdsiteLive/Controllers/WellKnownController.cs, ' +
      'importantimport/hatsu README.md, ricci/distributed-social-networks nodeinfo-quirks.yaml',
  },
  {
    software: softwareOfClass.relay,
    name: 'counts-servers',
    effect: 'invalid',
    figures: users,
    source:
      'yukimochi/Activity-Relay models/models.go, astro/buzzrelay src/main.rs, fedilist.com 2025-11-09 (1 or the ' +
      'number of subscribers), ricci/distributed-social-networks nodeinfo-quirks.yaml',
  },
  {
    software: ['buzzrelay'],
    name: 'counts-servers',
    effect: 'invalid',
    figures: posts,
    source: 'astro/buzzrelay src/main.rs (the number of those whom it follows)',
  },
  {
    software: ['wordpress'],
    name: 'counts-authors',
    effect: 'tell',
    figures: total,
    source: 'Automattic/wordpress-activitypub includes/functions.php get_total_users, issue 209',
  },
  // Until about the end of 2025 the ActivityPub plugin asked for posts *before* the month or half year, not since. The
  // version in NodeInfo is WordPress's, not the plugin's, so only the figures themselves can give it away: who wrote
  // before the half year wrote before the month too, and who wrote in the month wrote in the half year too.
  {
    software: ['wordpress'],
    condition: {
      says: 'more in the month than in the half year',
      holds: (reported) => halfYearAgainstMonth(reported) === -1,
    },
    name: 'counts-old-posts',
    effect: 'invalid',
    figures: active,
    source:
      'Automattic/wordpress-activitypub includes/functions.php get_active_users, pull requests 530 and 2943',
  },
  {
    software: ['wordpress'],
    condition: {
      says: 'as many in the month as in the half year, or one of the two only',
      holds: (reported) => (halfYearAgainstMonth(reported) ?? 0) === 0,
    },
    name: 'counts-old-posts',
    effect: 'tell',
    figures: active,
    source:
      'Automattic/wordpress-activitypub includes/functions.php get_active_users, pull requests 530 and 2943',
  },
  {
    software: ['wordpress'],
    condition: {
      says: 'fewer in the month than in the half year',
      holds: (reported) => halfYearAgainstMonth(reported) === 1,
    },
    name: 'counts-writers',
    effect: 'tell',
    figures: active,
    source: 'Automattic/wordpress-activitypub pull request 2943',
  },
  {
    software: ['writefreely', 'ghost', 'goblog'],
    name: 'counts-blogs',
    effect: 'tell',
    figures: users,
    source:
      'writefreely/writefreely nodeinfo.go, TryGhost/ActivityPub src/activitypub/nodeinfo.service.ts, ' +
      'jlelse/GoBlog nodeinfo.go',
  },
  {
    software: ['peertube'],
    name: 'counts-new-logins',
    effect: 'tell',
    figures: active,
    source: 'Chocobozzz/PeerTube issue 3525, server/core (lastLoginDate)',
  },
  {
    software: ['piefed', 'mbin', 'kbin', 'bookwyrm', 'wafrn', 'nodebb'],
    name: 'counts-calendar-months',
    effect: 'tell',
    figures: active,
    source:
      'theatl-social/pyfedi app/activitypub/routes.py, MbinOrg/mbin src/Factory/ActivityPub/NodeInfoFactory.php, ' +
      'bookwyrm-social/bookwyrm bookwyrm/views/wellknown.py, NodeBB/NodeBB src/routes/well-known.js, ' +
      'gabboman/wafrn packages/backend/routes/activitypub/well-known.ts',
  },
  {
    software: ['pixelfed'],
    name: 'overcounts-activity',
    effect: 'tell',
    figures: active,
    source: 'pixelfed/pixelfed app/Util/Site/Nodeinfo.php, issue 1800',
  },
  {
    software: ['nodebb'],
    name: 'posts-are-topics',
    effect: 'tell',
    figures: [...posts, ...comments],
    source: 'NodeBB/NodeBB src/routes/well-known.js',
  },
];
