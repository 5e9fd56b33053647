import type { networkRecord } from './records.ts';
import type { UtcDay } from './utc-day.ts';

/** A column of the day figures. */
type DayFigureName = Exclude<keyof typeof networkRecord.shape, 'day' | 'partial' | 'revised_at'>;

/** One change of what a figure means, or of which figures count. */
export interface MethodChange {
  /** The first day to which it was applied. */
  readonly day: UtcDay;
  /** Stands in addresses (`/en/method#change-…`) and in the API: never renamed. */
  readonly id: string;
  /** What changed, in a few words of English for records; pages take theirs from the messages. */
  readonly label: string;
  /** Day figures of the whole network that have other values since, or may have. Empty: none has. */
  readonly figures: readonly DayFigureName[];
}

const totals = [
  'servers_observed',
  'servers_carried',
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
] as const satisfies readonly DayFigureName[];

/**
 * Every change of method, the newest first: a new definition, threshold, quirk or quarantine rule, another number of carried days.
 * Whoever makes one adds it here, with its words in the site's messages (`methodChanges`); the version of the method is the
 * newest day of this table.
 */
export const methodChanges = [
  {
    day: '2026-11-29' as UtcDay,
    id: 'quarantine-by-rule',
    label: 'Figures that cannot be true are left out of totals by named rules',
    figures: [...totals, 'servers_quarantined', 'servers_stating_active_month'],
  },
  {
    day: '2026-11-29' as UtcDay,
    id: 'moved-by-day',
    label: 'Whether a name has moved, or is an alias, is kept for each day',
    figures: totals,
  },
  {
    day: '2026-11-29' as UtcDay,
    id: 'late-visits',
    label: 'A visit that is recorded late counts on the day on which it was made',
    figures: [...totals, 'servers_asked', 'servers_answered', 'servers_failed'],
  },
  {
    day: '2026-11-29' as UtcDay,
    id: 'figures-by-facet',
    label: 'Day figures also by version, registration mode, class, language and network country',
    figures: [],
  },
  {
    day: '2026-11-29' as UtcDay,
    id: 'host-network',
    label: 'The country of the host network is noted',
    figures: [],
  },
  {
    day: '2026-11-24' as UtcDay,
    id: 'first-version',
    label: 'First version of the method',
    figures: [],
  },
] as const satisfies readonly MethodChange[];

/** An `id` of {@link methodChanges}. */
export type MethodChangeId = (typeof methodChanges)[number]['id'];

/** The part of an address that leads to a change on the method page, without its `#`. */
export const changeAnchor = (id: MethodChangeId): string => `change-${id}`;
