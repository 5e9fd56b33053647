/** How the crawl stands, judged by what it has left in the census. */
export const crawlStates = [
  /** Nothing has ever been visited. */
  'none',
  /** Visits are made, and no living instance waits for long. */
  'running',
  /** Visits are made, and a living instance has been due for {@link behindAfterMs}. */
  'behind',
  /** No visit for {@link quietAfterMs}, and no living instance is due: there was nothing to do. */
  'idle',
  /** Our own network fails: visits are held back. */
  'outage',
  /** No visit for {@link quietAfterMs} although living instances are due. */
  'stopped',
] as const;

/** One of {@link crawlStates}. */
export type CrawlState = (typeof crawlStates)[number];

const hourMs = 3_600_000;
/** From then on a crawl without a visit is called idle or stopped, in milliseconds. */
export const quietAfterMs = 3 * hourMs;
/** A living instance that has been due for so long, in milliseconds, was not visited within the day it should have been. */
export const behindAfterMs = 4 * hourMs;

/** What the state is judged by. Instants are by the clock of the crawl. */
export interface CrawlSigns {
  /** Start of the newest recorded visit; null before the first. */
  readonly lastVisitAt: Date | null;
  /** Since when the living instance is due that has waited longest; null: none is due. */
  readonly oldestDueAt: Date | null;
  /** The newest of our own outages; null: there was none. */
  readonly lastOutage: { readonly beganAt: Date; readonly endedAt: Date | null } | null;
}

/** How does the crawl stand? Says what was observed, not whether a process runs somewhere. */
export function crawlState({ lastVisitAt, oldestDueAt, lastOutage }: CrawlSigns, now: Date): CrawlState {
  if (lastOutage !== null && isGoingOn(lastOutage, lastVisitAt)) return 'outage';
  if (lastVisitAt === null) return 'none';
  const dueForMs = oldestDueAt === null ? 0 : now.getTime() - oldestDueAt.getTime();
  const isQuiet = now.getTime() - lastVisitAt.getTime() > quietAfterMs;
  // What became due a moment ago may still be picked up by a crawl that has only rested.
  if (isQuiet) return dueForMs > quietAfterMs ? 'stopped' : 'idle';
  return dueForMs > behindAfterMs ? 'behind' : 'running';
}

/**
 * Whether an outage still goes on. Nothing is recorded during one, so a visit that began later shows that it is over,
 * though the crawler that noticed it did not live to say so.
 */
export function isGoingOn(
  outage: { readonly beganAt: Date; readonly endedAt: Date | null },
  lastVisitAt: Date | null,
): boolean {
  if (outage.endedAt !== null) return false;
  return lastVisitAt === null || lastVisitAt.getTime() <= outage.beganAt.getTime();
}
