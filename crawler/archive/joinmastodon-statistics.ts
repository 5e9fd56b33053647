import { parse } from 'csv-parse/sync';
import { addDays, type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { hasOtherLength } from './has-other-length.ts';
import { looksLike } from './looks-like.ts';
import { readCount } from './read-count.ts';
import { readDay } from './read-day.ts';

/** One day of Mastodon's own statistics, as `api.joinmastodon.org/statistics` gives them. Null: the source lacks it. */
export interface StatisticsDay {
  readonly day: UtcDay;
  readonly servers: number | null;
  readonly usersTotal: number | null;
  readonly usersActiveMonth: number | null;
}

/** Why a row was left out. */
export const statisticsRefusals = [
  /** No object, or a CSV row with more or fewer cells than the header. */
  'bad-row',
  /** No date, or one that is in no calendar or before 2008. */
  'bad-day',
  /** A day after the import. */
  'future-day',
  /** Negative, fractional, too large, or no number. */
  'bad-number',
  /** None of the three figures. */
  'no-figures',
  /** A later row of the same day took its place. */
  'duplicate-day',
] as const;

/** One of {@link statisticsRefusals}. */
export type StatisticsRefusal = (typeof statisticsRefusals)[number];

/** What a file holds, or why it could not be read: a sentence that names no file. */
export type ParsedStatistics =
  | {
      readonly ok: true;
      /** Rows of the file. */
      readonly read: number;
      /** One entry a day, oldest first. */
      readonly days: readonly StatisticsDay[];
      readonly refused: Readonly<Partial<Record<StatisticsRefusal, number>>>;
    }
  | { readonly ok: false; readonly problem: string };

type RowReading =
  | { readonly ok: true; readonly value: StatisticsDay }
  | { readonly ok: false; readonly reason: StatisticsRefusal };

type RawRow = Readonly<Record<'day' | 'servers' | 'usersTotal' | 'usersActiveMonth', unknown>>;

const csvColumns = ['date', 'server_count', 'user_count', 'active_user_count'] as const;
/** The column `archive_day.servers` is an integer of four bytes. */
const maxServers = 2_147_483_647;

/**
 * Reads Mastodon's daily statistics: the API's JSON array of `{period, server_count, user_count, active_user_count}`,
 * or CSV with the header `date,server_count,user_count,active_user_count`, in any order of columns.
 *
 * The API has changed its spelling over the years, so a count may be a number, a string, a string with spaces before
 * it or `"5677157.0"`; a period may be a day or an instant. Of two rows of one day the last counts.
 *
 * @param at when the file was taken: days that lie more than one day after it are refused.
 */
export function parseJoinmastodonStatistics(text: string, at: Date): ParsedStatistics {
  const trimmed = text.replace(/^\ufeff/, '').trimStart();
  const rows = trimmed.startsWith('[') || trimmed.startsWith('{') ? readJson(trimmed) : readCsv(trimmed);
  if (!rows.ok) return rows;
  const days = new Map<UtcDay, StatisticsDay>();
  const refused: Partial<Record<StatisticsRefusal, number>> = {};
  const refuse = (reason: StatisticsRefusal) => {
    refused[reason] = (refused[reason] ?? 0) + 1;
  };
  const lastDay = addDays(utcDayOf(at), 1);
  for (const raw of rows.value) {
    const row = readRow(raw, lastDay);
    if (!row.ok) {
      refuse(row.reason);
      continue;
    }
    if (days.has(row.value.day)) refuse('duplicate-day');
    days.set(row.value.day, row.value);
  }
  const sorted = [...days.values()].sort((left, right) => (left.day < right.day ? -1 : 1));
  return { ok: true, read: rows.value.length, days: sorted, refused };
}

type RawRows =
  | { readonly ok: true; readonly value: readonly (RawRow | null)[] }
  | { readonly ok: false; readonly problem: string };

function readJson(text: string): RawRows {
  const array = parseJson(text);
  if (!Array.isArray(array) || (array.length > 0 && !array.some(hasPeriod)))
    return {
      ok: false,
      problem: `It begins as JSON, but is no JSON array as api.joinmastodon.org/statistics gives it: ${nameLook(text)}.`,
    };
  return { ok: true, value: array.map(fromJson) };
}

/** Whether an entry may be a day of the series; a list of other things has none that is. */
function hasPeriod(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Object.hasOwn(entry, 'period');
}

function nameLook(text: string): string {
  const look = looksLike(Buffer.from(text.slice(0, 8_192)));
  return look === 'the format joinmastodon-statistics' ? 'it may be cut off' : `it looks like ${look}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromJson(entry: unknown): RawRow | null {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return null;
  const { period, server_count, user_count, active_user_count } = entry as Record<string, unknown>;
  return { day: period, servers: server_count, usersTotal: user_count, usersActiveMonth: active_user_count };
}

function readCsv(text: string): RawRows {
  const rows = parseCsv(text);
  const [header, ...body] = rows ?? [];
  const places = csvColumns.map((column) => header?.findIndex((cell) => cell.trim() === column) ?? -1);
  if (rows === undefined || places.includes(-1))
    return {
      ok: false,
      problem: `It is neither a JSON array nor CSV with the header ${csvColumns.join(',')}: ${nameLook(text)}.`,
    };
  const [day = -1, servers = -1, usersTotal = -1, usersActiveMonth = -1] = places;
  return {
    ok: true,
    value: body.map((cells) =>
      hasOtherLength(cells, header?.length ?? 0)
        ? null
        : {
            day: cells[day]?.trim(),
            servers: cells[servers],
            usersTotal: cells[usersTotal],
            usersActiveMonth: cells[usersActiveMonth],
          },
    ),
  };
}

function parseCsv(text: string): string[][] | undefined {
  try {
    return parse(text, { skip_empty_lines: true, relax_column_count: true, max_record_size: 10_000 });
  } catch {
    return undefined;
  }
}

function readRow(raw: RawRow | null, lastDay: UtcDay): RowReading {
  if (raw === null) return { ok: false, reason: 'bad-row' };
  const day = readDay(raw.day);
  if (day === undefined) return { ok: false, reason: 'bad-day' };
  if (day > lastDay) return { ok: false, reason: 'future-day' };
  const servers = readCount(raw.servers, maxServers);
  const usersTotal = readCount(raw.usersTotal);
  const usersActiveMonth = readCount(raw.usersActiveMonth);
  const counts = [servers, usersTotal, usersActiveMonth];
  if (counts.some(({ problem }) => problem !== null)) return { ok: false, reason: 'bad-number' };
  if (counts.every(({ count }) => count === null)) return { ok: false, reason: 'no-figures' };
  return {
    ok: true,
    value: {
      day,
      servers: servers.count,
      usersTotal: usersTotal.count,
      usersActiveMonth: usersActiveMonth.count,
    },
  };
}
