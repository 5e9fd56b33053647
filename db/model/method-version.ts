import { methodChanges } from './method-changes.ts';
import type { UtcDay } from './utc-day.ts';

/**
 * Which definitions, thresholds and quirks the figures were made with: the day on which one of them last changed. Stands in every
 * published file, so that figures of two releases are not compared unawares. Moves when a change is added to {@link methodChanges}.
 */
export const methodVersion: UtcDay = methodChanges[0].day;
