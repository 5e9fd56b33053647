import { pipeline } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { cleanLine, textLimits } from '../../db/model/text.ts';
import { addDays, utcDayOf } from '../../db/model/utc-day.ts';
import { UnreadableFile } from './file-bytes.ts';
import { hasOtherLength } from './has-other-length.ts';
import { type ListFormat, maxRowsOfADay } from './list-format.ts';
import { type RawServer, type RowReading, readListedRow } from './listed-row.ts';
import { isLines, looksLike } from './looks-like.ts';
import { readDay } from './read-day.ts';

const columns = [
  'day',
  'domain',
  'software',
  'version',
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
  'peers_count',
  'registrations',
] as const;

type Column = (typeof columns)[number];

/** Longer than any row; a quote that is never closed ends here. */
const maxRowBytes = 100_000;

/**
 * The format `csv`: a header with `day` and `domain` and any of the other columns, in any order; rows in any order. The
 * rows of a day are one list of servers.
 */
export const csvLists: ListFormat = {
  source: 'csv',
  maxBytes: 4_000_000_000,
  maxRowsOfADay,
  read: (file, { takenAt, now }) => {
    const ignored: string[] = [];
    const lastDay = addDays(utcDayOf(takenAt ?? now), 1);
    async function* rows(): AsyncGenerator<RowReading> {
      if (!isLines(file.head)) throw otherFormat(file.head);
      let header: Header | undefined;
      for await (const cells of parseCells(file.parts)) {
        if (header === undefined) {
          header = readHeader(cells, file.head);
          ignored.push(...header.unknown);
        } else yield readRow(cells, header, lastDay);
      }
      if (header === undefined) throw otherFormat(file.head);
    }
    return {
      rows: rows(),
      ignoredColumns: () => ignored,
      // No row is without a day: it would have been refused.
      dayOfUndated: () => ({ day: utcDayOf(takenAt ?? now), from: takenAt === null ? 'now' : 'given' }),
    };
  },
};

interface Header {
  readonly width: number;
  readonly places: Readonly<Partial<Record<Column, number>>>;
  readonly unknown: readonly string[];
}

function readHeader(cells: readonly string[], head: Buffer): Header {
  const names = cells.map((cell) => cell.trim());
  if (!names.includes('day') || !names.includes('domain')) throw otherFormat(head);
  const doubled = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (doubled !== undefined) throw new UnreadableFile(`Its header has two columns "${doubled}".`);
  const known: readonly string[] = columns;
  return {
    width: cells.length,
    places: Object.fromEntries(
      columns.filter((column) => names.includes(column)).map((column) => [column, names.indexOf(column)]),
    ),
    unknown: names
      .filter((name) => !known.includes(name))
      .flatMap((name) => cleanLine(name, textLimits.name) ?? []),
  };
}

function otherFormat(head: Buffer): UnreadableFile {
  return new UnreadableFile(
    `It is no list of servers in CSV, whose header has the columns day and domain, and may have ${columns.slice(2).join(', ')}: it looks like ${looksLike(head)}.`,
  );
}

function readRow(cells: readonly string[], { width, places }: Header, lastDay: string): RowReading {
  if (hasOtherLength(cells, width)) return { ok: false, reason: 'bad-row' };
  const cell = (column: Column) => {
    const place = places[column];
    return place === undefined ? undefined : cells[place];
  };
  const day = readDay(cell('day'));
  if (day === undefined) return { ok: false, reason: 'bad-day' };
  if (day > lastDay) return { ok: false, reason: 'future-day' };
  const raw: RawServer = {
    domain: cell('domain'),
    software: cell('software'),
    version: cell('version'),
    registrations: cell('registrations'),
    users_total: cell('users_total'),
    users_active_month: cell('users_active_month'),
    users_active_half_year: cell('users_active_half_year'),
    local_posts: cell('local_posts'),
  };
  return readListedRow(raw, day);
}

/** Cells by RFC 4180, with any line end; bytes that are no UTF-8 become U+FFFD. */
async function* parseCells(parts: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const parser: Parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
  });
  // A failure destroys the parser, and whoever reads that is told.
  void pipeline(parts, parser).catch(() => undefined);
  try {
    for await (const cells of parser) yield cells;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` at line ${error.lines}` : '';
    throw new UnreadableFile(`It is no CSV${line}: ${describe(error.code)}.`, { cause: error });
  }
}

function describe(code: string): string {
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `a row is longer than ${maxRowBytes / 1e3} kB; maybe a quote is not closed`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is not closed; was the file cut off?';
  return 'a quote stands where none may (RFC 4180); in a quoted cell it is written twice';
}
