import type {
  ChurnRecord,
  ConcentrationRecord,
  LorenzPointRecord,
  SurvivalRecord,
  VitalRecord,
} from '../../../db/model/growth-records.ts';
import type { NetworkRecord } from '../../../db/model/records.ts';
import type { UtcDay } from '../../../db/model/utc-day.ts';
import { type TimeChart, type TimePoint, timeChart } from './time-chart.ts';
import { countSteps, valueTicks } from './value-ticks.ts';
import type { XyChart } from './xy-chart.ts';

const points = <Row extends { readonly day: string }>(
  rows: readonly Row[],
  read: (row: Row) => number | null,
): readonly TimePoint[] =>
  rows.flatMap((row) => {
    const value = read(row);
    return value === null ? [] : [{ day: row.day as UtcDay, value }];
  });

/** People active within a month, with what is carried and without. */
export function totalChart(network: readonly NetworkRecord[]): TimeChart {
  return timeChart([
    { id: 'observed', points: points(network, (row) => row.users_active_month_observed) },
    { id: 'total', points: points(network, (row) => row.users_active_month) },
  ]);
}

/** A day of the chained index. */
export interface IndexDay {
  readonly day: string;
  readonly index: number | null;
}

/**
 * The same servers as an index, beside all that count as one: both 100 on the first day of the former. What lies between
 * them is servers that were found or lost.
 */
export function indexChart(index: readonly IndexDay[], network: readonly NetworkRecord[]): TimeChart {
  const [first] = index;
  const base = network.find(({ day }) => day === first?.day)?.users_active_month ?? 0;
  const all = first === undefined || base === 0 ? [] : network.filter(({ day }) => day >= first.day);
  return timeChart(
    [
      { id: 'all', points: points(all, (row) => (row.users_active_month / base) * 100) },
      { id: 'same', points: points(index, (row) => row.index) },
    ],
    'index',
  );
}

/** Births and deaths by day, from when finding old servers was over; days on which nobody was asked are gaps. */
export function vitalChart(vital: readonly VitalRecord[], foundUntil: string | null): TimeChart {
  const lived = vital.filter(({ day, idle }) => !idle && (foundUntil === null || day > foundUntil));
  return timeChart([
    { id: 'births', points: points(lived, (row) => row.births) },
    { id: 'deaths', points: points(lived, (row) => row.deaths) },
  ]);
}

/** The share of active users on the ten largest servers. */
export function topShareChart(concentration: readonly ConcentrationRecord[]): TimeChart {
  return timeChart([{ id: 'topShare', points: points(concentration, (row) => row.top_10_share) }], 'share');
}

/** More lines than these cannot be told apart; the others are in the table. */
const mostCurves = 3;
/** Of fewer servers a curve is noise. */
const leastServers = 5;

/** Months whose curves are drawn, oldest first: the oldest, the newest and the one between, of those with enough servers. */
export function drawnCohorts(cohorts: readonly SurvivalRecord[]): readonly SurvivalRecord[] {
  const large = cohorts.filter(({ servers }) => servers >= leastServers);
  if (large.length <= mostCurves) return large;
  const places = [0, Math.floor((large.length - 1) / 2), large.length - 1];
  return places.flatMap((place) => large[place] ?? []);
}

/** Survival by age in days, a line a month of birth; null when there is nothing to draw. */
export function survivalChart(cohorts: readonly SurvivalRecord[]): XyChart | null {
  const drawn = drawnCohorts(cohorts).filter(({ followed_days }) => followed_days > 0);
  if (drawn.length === 0) return null;
  const ticks = valueTicks(Math.max(...drawn.map(({ followed_days }) => followed_days)), countSteps);
  return {
    series: drawn.map(({ month, points: curve, followed_days }) => ({
      id: month,
      points: curve.map(({ days, survival }) => ({ x: days, y: survival })),
      isStep: true,
      until: followed_days,
    })),
    xMax: ticks.at(-1) ?? 1,
    xTicks: ticks,
  };
}

/** The Lorenz curve with the diagonal of perfect equality; null when there is nothing to draw. */
export function lorenzChart(curve: readonly LorenzPointRecord[] | null): XyChart | null {
  if (curve === null || curve.length < 2) return null;
  return {
    series: [
      {
        id: 'equal',
        isStep: false,
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
      { id: 'lorenz', isStep: false, points: curve.map(({ servers, users }) => ({ x: servers, y: users })) },
    ],
    xMax: 1,
    xTicks: [0, 0.25, 0.5, 0.75, 1],
  };
}

/** The share of users that a share of the smallest servers has, by a Lorenz curve: on the line between its points. */
export function usersOfSmallest(curve: readonly LorenzPointRecord[], servers: number): number {
  const after = curve.findIndex((point) => point.servers >= servers);
  const [low, high] = [curve[after - 1], curve[after]];
  if (high === undefined) return 1;
  if (low === undefined || high.servers === low.servers) return high.users;
  return low.users + ((servers - low.servers) / (high.servers - low.servers)) * (high.users - low.users);
}

/** The rows of the newest month in which anything could die; empty when there is none. */
export function newestChurn(churn: readonly ChurnRecord[]): readonly ChurnRecord[] {
  const month = churn.findLast(({ server_days }) => server_days > 0)?.month;
  return churn.filter((row) => row.month === month);
}
