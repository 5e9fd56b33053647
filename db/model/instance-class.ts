/**
 * What kind of thing an instance is, for lists and sums that are about people.
 * `community`: a server for several people; a forum is one. `personal`: a server of one person, by its software or since
 * it has one user. `bridge`: accounts of another network, or websites, made visible here. `relay`: passes posts on
 * between servers and has no people. `cms`: the site, blog or newsletter of its own authors, not of those who read it.
 * Stored under a CHECK constraint.
 */
export const instanceClasses = ['community', 'personal', 'bridge', 'relay', 'cms'] as const;

/** One of {@link instanceClasses}. */
export type InstanceClass = (typeof instanceClasses)[number];
