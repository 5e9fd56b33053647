import type { HostName } from '../../db/model/host-name.ts';
import type { InstanceRecord } from '../../db/model/records.ts';
import type { Size } from '../../db/model/server-size.ts';
import { type HostUptime, hostUptime } from '../../db/queries/host-uptime.ts';
import { type LineServers, releaseLines } from '../../db/queries/release-lines.ts';
import { sizeOf } from '../chooser/candidate.ts';
import { type Audience, ageOf, audienceOf, type KnownAge } from '../portrait/audience.ts';
import { type ReleaseStanding, releaseStanding } from '../portrait/release-standing.ts';
import { readChooserState } from './chooser-state.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** What is said of one server beyond its record. */
export interface Portrait {
  /** Null: it is for nobody any more. */
  readonly audience: Audience | null;
  /** Null: not stated, or its figures do not count. */
  readonly size: Size | null;
  readonly age: KnownAge;
  /** Whole days since we first saw it. */
  readonly knownForDays: number;
  readonly standing: ReleaseStanding;
  readonly uptime: HostUptime;
}

const dayMs = 86_400_000;

/** Releases move within weeks; what all servers of a software run is asked once a minute at most. */
const lines = createShortCache<readonly LineServers[]>({ timeToLiveMs: 60_000, maxEntries: 100 });

/** Reads what is said of a server beyond its record, measured by all others. */
export async function readPortrait(instance: InstanceRecord): Promise<Portrait> {
  const { database } = getSiteContext();
  const now = new Date();
  const { software, version, first_seen_at } = instance;
  const [{ surroundings }, linesOfSoftware, uptime] = await Promise.all([
    readChooserState(database, { now: () => now }),
    lines.get(software, () => releaseLines(database, software)),
    hostUptime(database, instance.domain as HostName, now),
  ]);
  return {
    audience: audienceOf(instance, surroundings),
    size:
      instance.quarantine === null
        ? sizeOf({ usersActiveMonth: instance.users_active_month }, surroundings)
        : null,
    age: ageOf(instance, surroundings),
    knownForDays: Math.max(0, Math.floor((now.getTime() - Date.parse(first_seen_at)) / dayMs)),
    standing: releaseStanding(version, linesOfSoftware),
    uptime,
  };
}
