import type { NetworkRecord } from '../../db/model/records.ts';
import type { RegistrationMode } from '../../db/model/status.ts';
import { countRegistrations } from '../../db/queries/count-by-facet.ts';
import { type UsualSize, usualSize } from '../../db/queries/instance-sizes.ts';
import { defaultClasses, defaultStatuses } from './directory.ts';
import { type HomeData, readHome } from './home.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Figures for the page for newcomers. */
export interface FirstStepsData {
  /** Null before the first roll-up, and all that follows says nothing yet. */
  readonly newest: NetworkRecord | null;
  readonly rules: HomeData['rules'];
  /** Of the servers that the directory shows. */
  readonly size: UsualSize;
  /** Servers that the directory shows under each way of getting an account. */
  readonly registrations: Readonly<Record<RegistrationMode, number>>;
}

const cache = createShortCache<Omit<FirstStepsData, 'newest' | 'rules'>>({
  timeToLiveMs: 60_000,
  maxEntries: 1,
});

/** Reads the figures for newcomers; at most once a minute from the database. */
export async function readFirstSteps(): Promise<FirstStepsData> {
  const [{ newest, rules }, counted] = await Promise.all([readHome(), cache.get('all', loadCounts)]);
  return { newest, rules, ...counted };
}

async function loadCounts(): Promise<Omit<FirstStepsData, 'newest' | 'rules'>> {
  const { database } = getSiteContext();
  const shown = { status: defaultStatuses, class: defaultClasses };
  const [size, counts] = await Promise.all([usualSize(database, shown), countRegistrations(database, shown)]);
  const of = (mode: RegistrationMode) => counts.find(({ value }) => value === mode)?.instances ?? 0;
  return {
    size,
    registrations: {
      open: of('open'),
      approval: of('approval'),
      invite: of('invite'),
      closed: of('closed'),
    },
  };
}
