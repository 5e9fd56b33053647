import type { Day, Instant, Json, NullableInstant } from './column-values.ts';
import type { SizeClass } from './model/size-class.ts';

/** How unevenly active users are spread over the instances that count on a day. Days on which nobody states any have none. */
export interface ConcentrationDayTable {
  readonly day: Day;
  /** Instances that count and state how many users are active, zero included. */
  readonly servers: number;
  /** Those with at least one. */
  readonly inhabited: number;
  readonly users_active_month: number;
  /** Shares from 0 to 1. */
  readonly top_1_share: number;
  readonly top_10_share: number;
  readonly top_100_share: number;
  readonly hhi: number;
  readonly shannon: number;
  readonly evenness: number | null;
  readonly gini: number;
  /** The Lorenz curve: so large a share of the servers … */
  readonly lorenz_servers: number[];
  /** … the smallest first, has so large a share of the users. */
  readonly lorenz_users: number[];
  readonly partial: boolean;
  readonly revised_at: NullableInstant;
}

/** Instances observed on a day and on an earlier one, quarantined on neither. */
export interface PanelDayTable {
  readonly day: Day;
  readonly days_back: number;
  /** The earlier day is the newest one before on which anything was observed: a link of the chained index. */
  readonly is_link: boolean;
  readonly servers: number;
  /** Instances observed on the earlier day, and on the later. */
  readonly servers_then: number;
  readonly servers_now: number;
  /** Of the panel, those that state the figure on both days, and their sums. */
  readonly servers_stating_total: number;
  readonly users_total_then: number;
  readonly users_total_now: number;
  readonly servers_stating_active_month: number;
  readonly users_active_month_then: number;
  readonly users_active_month_now: number;
  readonly partial: boolean;
  readonly revised_at: NullableInstant;
}

/** Who came and went on a finished day. */
export interface VitalDayTable {
  readonly day: Day;
  readonly alive: number;
  readonly births: number;
  readonly revivals: number;
  readonly deaths: number;
  readonly departures: number;
}

/** A point of a survival curve. */
export interface SurvivalPointValues {
  readonly days: number;
  readonly at_risk: number;
  readonly deaths: number;
  readonly survival: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** How long the instances live that were born in one month. */
export interface SurvivalCohortTable {
  /** Its first day. */
  readonly month: Day;
  readonly servers: number;
  readonly deaths: number;
  readonly followed_days: number;
  readonly median_days: number | null;
  readonly points: Json<readonly SurvivalPointValues[]>;
}

/** Who came and went in a month, by active users. */
export interface ChurnMonthTable {
  /** Its first day. */
  readonly month: Day;
  readonly size: SizeClass;
  readonly births: number;
  readonly revivals: number;
  readonly deaths: number;
  readonly departures: number;
  readonly server_days: number;
  readonly deaths_per_server_day: number | null;
  readonly deaths_per_server: number | null;
  readonly births_per_server: number | null;
}

/** From what vital days, cohorts and churn were reckoned; one row at most. */
export interface VitalReckoningTable {
  readonly first_day: Day;
  readonly through_day: Day;
  /** Who was first observed by then was found, not born. */
  readonly found_until: Day;
  readonly left_truncated: number;
  readonly idle_days: string[];
  /** MD5 over the day figures that it rests on. */
  readonly fingerprint: string;
  readonly reckoned_at: Instant;
}
