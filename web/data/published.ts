import type { Publications } from '../exports/published.ts';
import { getSiteContext } from './site-context.ts';

/** Reads which files there are; from the disk alone, so it works while the database is away. */
export function readPublications(): Promise<Publications> {
  return getSiteContext().published.list();
}
