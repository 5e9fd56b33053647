import { parseUtcDay } from '../../../db/model/utc-day.ts';
import { type DayFigureQuery, type DaySpan, newestNetworkDay } from '../../../db/queries/day-figures.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import type { ParamValues } from '../../params/param.ts';
import { placeOf } from '../list.ts';
import { cursorParam, fromParam, limitParam, toParam } from '../list-params.ts';
import { badParameters, type Problem } from '../problem.ts';

const defaultLimit = 1_000;

/** What every series of days takes. */
export const seriesParams = {
  from: fromParam,
  to: toParam,
  limit: limitParam({ byDefault: defaultLimit, max: 5_000 }, 'rows'),
  cursor: cursorParam,
} as const;

/** A series' span, page and place. The place's values are strings, as many as asked for. */
export interface SeriesReading {
  readonly kind: 'series';
  readonly span: DaySpan;
  readonly limit: number;
  readonly after: readonly string[] | null;
}

/** Checks what the parameters of a series mean together. */
export function readSeries(
  values: ParamValues<typeof seriesParams>,
  url: URL,
  size: number,
): SeriesReading | Problem {
  const { limit = defaultLimit, cursor } = values;
  const spanned = readSpan(values);
  if (spanned.kind === 'problem') return spanned;
  const reading = placeOf(cursor, url, size);
  if (reading.kind === 'problem') return reading;
  return { kind: 'series', span: spanned.span, limit, after: reading.place?.map(String) ?? null };
}

/** Checks that a span does not end before it begins. */
export function readSpan({
  from,
  to,
}: Pick<ParamValues<typeof seriesParams>, 'from' | 'to'>):
  | { readonly kind: 'span'; readonly span: DaySpan }
  | Problem {
  if (from !== undefined && to !== undefined && to < from)
    return badParameters([
      { parameter: 'to', detail: `"to" is ${to}, but must not lie before "from" (${from}).` },
    ]);
  return {
    kind: 'span',
    span: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  };
}

/** A span as it was given; without one, the newest day, now or as of an earlier instant. */
export async function spanOrNewestDay(
  db: CensusDatabase,
  span: DaySpan,
  asOf?: Date,
): Promise<DayFigureQuery> {
  const of = asOf === undefined ? {} : { asOf };
  if (span.from !== undefined || span.to !== undefined) return { ...span, ...of };
  const day = parseUtcDay((await newestNetworkDay(db, of))?.day);
  return day === undefined ? of : { from: day, to: day, ...of };
}

/** A page of a series that is at hand as a whole: what comes after a place, which is the last entry's. */
export function pageOf<Item>(
  items: readonly Item[],
  { after, limit }: Pick<SeriesReading, 'after' | 'limit'>,
  placeOfItem: (item: Item) => string,
): { readonly items: readonly Item[]; readonly next: readonly string[] | null } {
  const place = after?.[0];
  const rest = place === undefined ? items : items.filter((item) => placeOfItem(item) > place);
  const kept = rest.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, next: rest.length > limit && last !== undefined ? [placeOfItem(last)] : null };
}
