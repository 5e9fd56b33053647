import type { UtcDay } from '../../db/model/utc-day.ts';

/** The newest dated folders are kept, so many; of older ones the first of each month. */
export const keptFolders = 30;

/** Which of the published days are to be deleted. The first that a month has is the one that stays. */
export function daysToDelete(days: readonly UtcDay[]): readonly UtcDay[] {
  const sorted = days.toSorted();
  const kept = new Set(sorted.slice(-keptFolders));
  for (const month of Map.groupBy(sorted, (day) => day.slice(0, 7)).values())
    for (const first of month.slice(0, 1)) kept.add(first);
  return sorted.filter((day) => !kept.has(day));
}
