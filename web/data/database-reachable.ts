import { hasHosts } from '../../db/queries/hosts.ts';
import { getSiteContext } from './site-context.ts';

/** How long a page waits for a sign of life of the database before it says that it is away. */
const patienceMs = 3_000;

/** Whether the database answers the cheapest question there is, in time. Never throws. */
export async function isDatabaseReachable(): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), patienceMs);
  try {
    return await Promise.race([hasHosts(getSiteContext().database).then(() => true), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
