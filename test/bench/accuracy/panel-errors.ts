import { comparePanel, linkDays, type Reports } from '../../../crawler/census/growth/panel.ts';
import { chainIndex } from '../../../db/model/chain-index.ts';
import { addDays, daysBetween, type UtcDay } from '../../../db/model/utc-day.ts';
import type { CastSize } from './cast.ts';
import type { MeasuredCensus } from './measure-accuracy.ts';
import { standingOf } from './truth.ts';

/** Growth between two days by the panel, and what it truly was. */
export interface PanelError {
  readonly from: UtcDay;
  readonly to: UtcDay;
  /** `ratio - 1` of what was reported on both days and counts. */
  readonly panel: number;
  /** The same of all servers that are in the truth of both days. */
  readonly truth: number;
}

/** How long panels are, in days. */
export const panelDays = 30;

/** Panels of {@link panelDays} days, links from day to day, and the index that these make: 100 on the first day. */
export interface PanelErrors {
  readonly long: readonly PanelError[];
  readonly links: readonly PanelError[];
  readonly chain: { readonly panel: number; readonly truth: number };
}

/** Every panel of a census beside the truth. @param ofHonest leaves servers aside from the day of their first lie on. */
export function panelErrors(census: MeasuredCensus, { firstDay }: CastSize, ofHonest: boolean): PanelErrors {
  const reported = census.days.map(({ day }, number) => ({
    day,
    reports: reportsOf(census, day, ofHonest ? number : Number.NEGATIVE_INFINITY),
  }));
  const reportsOn = new Map(reported.map(({ day, reports }) => [day, reports]));
  const errorOf = (from: UtcDay, to: UtcDay, ratio: number | null): PanelError[] =>
    ratio === null ? [] : [{ from, to, panel: ratio - 1, truth: trueRatio(census, firstDay, from, to) - 1 }];
  const long = reported.flatMap(({ day, reports }) => {
    const then = reportsOn.get(addDays(day, -panelDays));
    return then === undefined
      ? []
      : errorOf(addDays(day, -panelDays), day, comparePanel(then, reports).ratio);
  });
  const links = linkDays(reported);
  const truth = links.reduce((index, { from, to }) => index * trueRatio(census, firstDay, from, to), 100);
  return {
    long,
    links: links.flatMap(({ from, to, ratio }) => errorOf(from, to, ratio)),
    chain: { panel: chainIndex(links).at(-1)?.index ?? Number.NaN, truth },
  };
}

/** What counts on a day and was reported on it, but for what has lied by day number `lyingBy`. */
function reportsOf({ byDay, cast }: MeasuredCensus, day: UtcDay, lyingBy: number): Reports {
  const liars = new Set(
    cast.filter(({ liesOn }) => liesOn !== null && liesOn <= lyingBy).map(({ host }) => host),
  );
  const counting = (byDay.get(day) ?? []).filter(
    ({ host, isObserved, isQuarantined }) => isObserved && !isQuarantined && !liars.has(host),
  );
  return new Map(counting.map(({ host, usersActiveMonth }) => [host, usersActiveMonth]));
}

function trueRatio({ cast }: MeasuredCensus, firstDay: UtcDay, from: UtcDay, to: UtcDay): number {
  const [then, now] = [daysBetween(firstDay, from), daysBetween(firstDay, to)];
  let [before, after] = [0, 0];
  for (const server of cast) {
    if (standingOf(server, then) !== 'counted' || standingOf(server, now) !== 'counted') continue;
    before += server.life[then]?.truth.month ?? 0;
    after += server.life[now]?.truth.month ?? 0;
  }
  return after / before;
}
