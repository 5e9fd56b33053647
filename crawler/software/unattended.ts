import { parseUtcDay, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';
import type { About } from './adapter.ts';

/**
 * A server that says since when nobody looks after it (FEP-e4de, `metadata.unattendedSince`) is no place to sign up,
 * whatever else it says about registrations.
 */
export function withUnattended(about: About, nodeInfo: NodeInfo): About {
  const since = dayOf(own(nodeInfo.metadata, 'unattendedSince'));
  if (since === null) return about;
  return { ...about, registrations: 'closed', details: { ...about.details, unattended_since: since } };
}

/** A day or an instant in ISO 8601; null for anything else. */
function dayOf(raw: unknown): UtcDay | null {
  if (typeof raw !== 'string' || raw.length > 40 || !/^\d{4}-\d{2}-\d{2}/.test(raw)) return null;
  const instant = new Date(raw);
  return Number.isNaN(instant.getTime())
    ? null
    : (parseUtcDay(raw.slice(0, 10)) ?? null) && utcDayOf(instant);
}
