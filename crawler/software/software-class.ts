import type { Figure } from '../../db/model/figures.ts';
import type { InstanceClass } from '../../db/model/instance-class.ts';

/**
 * Software that is of a class by nature, by the names in its NodeInfo. Not here: WriteFreely, Plume and micro.blog,
 * where people sign up to write and read each other; forums; Ktistec, which is for a few who trust each other. Of these,
 * too, a server with one user is personal.
 */
export const softwareOfClass = {
  relay: [
    ...['aoderelay', 'activityrelay', 'activity-relay', 'activity-pub-relay', 'pub-relay', 'buzzrelay'],
    ...['selective-relay', 'feditools-relay', 'unciarelay'],
  ],
  // Hatsu's accounts are websites that need not know of it.
  bridge: ['bridgy-fed', 'mostr', 'momostr', 'birdsitelive', 'ccworld-ap-bridge', 'hatsu'],
  cms: ['wordpress', 'ghost', 'drupal', 'sutty-distributed-press'],
  personal: ['owncast', 'microblogpub', 'betula', 'postmarks', 'goblog'],
} as const satisfies Record<Exclude<InstanceClass, 'community'>, readonly string[]>;

/** A Map, so that a server calling itself "constructor" finds nothing. */
const classBySoftware: ReadonlyMap<string, InstanceClass> = new Map(
  (['relay', 'bridge', 'cms', 'personal'] as const).flatMap((name) =>
    softwareOfClass[name].map((software) => [software, name] as const),
  ),
);

/**
 * What kind of thing a server is. One user makes it personal; none does not, since it is then new, empty, or does not
 * say.
 *
 * @param usersTotal after the quirks of its software, so that a one that stands for "hidden" is no user.
 */
export function classOf(software: string, usersTotal: Figure): InstanceClass {
  return classBySoftware.get(software) ?? (usersTotal.value === 1 ? 'personal' : 'community');
}
