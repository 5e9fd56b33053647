import type { ArchiveRecord, NetworkRecord, SnapshotRecord } from '../../../db/model/records.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { type TimeChart, type TimePoint, timeChart } from './time-chart.ts';

interface DayRecord {
  readonly day: string;
  readonly users_active_month: number | null;
}

/** The people active within a month, a point a day; days on which nobody stated it have none. */
export function toPoints(records: readonly DayRecord[]): readonly TimePoint[] {
  return records.flatMap(({ day, users_active_month }) =>
    users_active_month === null ? [] : [{ day: day as UtcDay, value: users_active_month }],
  );
}

/** Our own totals alone. */
export function ownChart(network: readonly NetworkRecord[]): TimeChart {
  return timeChart([{ id: 'own', points: toPoints(network) }]);
}

/** Our own totals and somebody else's history as two series on one scale. */
export function growthChart(network: readonly NetworkRecord[], archive: readonly ArchiveRecord[]): TimeChart {
  return timeChart([
    { id: 'archive', points: toPoints(archive) },
    { id: 'own', points: toPoints(network) },
  ]);
}

/** What one server reported; quarantined days are not drawn, since their figures cannot be true. */
export function serverChart(history: readonly SnapshotRecord[]): TimeChart {
  const counted = history.filter(({ quarantine_rule }) => quarantine_rule === null);
  return timeChart([{ id: 'reported', points: toPoints(counted) }]);
}
