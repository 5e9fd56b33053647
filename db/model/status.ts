/**
 * What we know of a host. The first five are in no list, export or page, only in counts; the last four are the
 * statuses of an instance.
 */
export const hostStatuses = [
  /** Named by somebody, not visited yet. */
  'new',
  /** Visited, never answered with NodeInfo. */
  'silent',
  /** Its robots.txt does not let us read NodeInfo, or a flag asks to be left out; also while it cannot be reached since. */
  'refused',
  /** Asked to be forgotten; never contacted again. */
  'opted-out',
  /** Below a domain that answers to any name: there is no telling how many servers it is. Not visited. */
  'wildcard',
  'up',
  'failing',
  'gone',
  'moved',
] as const;

/** One of {@link hostStatuses}. */
export type HostStatus = (typeof hostStatuses)[number];

/** Statuses under which a host is listed (CONTRACT: `status` of an instance). */
export const instanceStatuses = ['up', 'failing', 'gone', 'moved'] as const satisfies readonly HostStatus[];

/** An instance that has failed for so many days without a success is `gone`. */
export const goneAfterDays = 14;

/** One of {@link instanceStatuses}. */
export type InstanceStatus = (typeof instanceStatuses)[number];

/** Statuses of an instance that is there: it answers, or has failed for less than 14 days. */
export const presentStatuses = ['up', 'failing'] as const satisfies readonly InstanceStatus[];

/** How one gets an account; null elsewhere means that the server does not say. */
export const registrationModes = ['open', 'approval', 'invite', 'closed'] as const;

/** One of {@link registrationModes}. */
export type RegistrationMode = (typeof registrationModes)[number];

/** How a host came to our knowledge. */
export const hostSources = ['seed', 'peer', 'submission'] as const;

/** One of {@link hostSources}. */
export type HostSource = (typeof hostSources)[number];
