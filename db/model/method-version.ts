import type { UtcDay } from './utc-day.ts';

/**
 * Which definitions, thresholds and quirks the figures were made with: the day on which one of them last changed. Stands in every
 * published file, so that figures of two releases are not compared unawares. To be set anew whenever what a figure means or which
 * figures count changes: a quarantine rule, a quirk, the days that a value is carried, what a column holds.
 */
export const methodVersion = '2026-11-29' as UtcDay;
