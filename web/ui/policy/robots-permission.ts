import { isAllowed, type Robots } from '../../../db/model/robots.ts';
import { policyFacts } from './policy-facts.ts';
import { type AskedDocument, familyRequests } from './requests.ts';

/** How much of what we would ask for a robots.txt allows. */
export type Permission = 'all' | 'some' | 'none';

/** What a robots.txt allows us, by what we ask for; null: this software is not asked for it. */
export interface RobotsPermission {
  readonly nodeInfo: Permission;
  /** Description, sign-up and rules. */
  readonly about: Permission | null;
  readonly peers: Permission | null;
  /** Whether it asks for longer pauses than a visit waits, which leaves NodeInfo alone. */
  readonly isTooSlow: boolean;
}

/**
 * What we make of a robots.txt. NodeInfo stands for its discovery document: where that leads is known only when it is
 * read.
 *
 * @param software as NodeInfo names it; null: no instance, of which nothing but NodeInfo is asked.
 */
export function robotsPermission(robots: Robots, software: string | null): RobotsPermission {
  const family = familyRequests.find((each) => software !== null && each.software.includes(software));
  const isTooSlow = (robots.crawlDelaySeconds ?? 0) > policyFacts.crawlDelaySeconds;
  const permissionFor = (documents: readonly AskedDocument[]): Permission | null => {
    if (documents.length === 0) return null;
    const allowed = isTooSlow ? [] : documents.filter(({ path }) => isAllowed(robots, path));
    if (allowed.length === documents.length) return 'all';
    return allowed.length === 0 ? 'none' : 'some';
  };
  return {
    nodeInfo: isAllowed(robots, '/.well-known/nodeinfo') ? 'all' : 'none',
    about: permissionFor(family?.about ?? []),
    peers: permissionFor(family?.peers ?? []),
    isTooSlow,
  };
}
