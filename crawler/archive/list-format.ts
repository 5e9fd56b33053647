import type { UtcDay } from '../../db/model/utc-day.ts';
import type { FileBytes } from './file-bytes.ts';
import type { RowReading } from './listed-row.ts';

/** When a file was taken, and when it is imported. */
export interface ImportTime {
  /** As the person says; null when they do not. */
  readonly takenAt: Date | null;
  readonly now: Date;
}

/** Rows of a file as they are read. */
export interface ListRows {
  readonly rows: AsyncIterable<RowReading>;
  /** Columns that the format does not know; asked when the rows are read. */
  readonly ignoredColumns: () => readonly string[];
  /** The day of rows without one of their own, and how it was found; asked when the rows are read. */
  readonly dayOfUndated: () => { readonly day: UtcDay; readonly from: DayOrigin };
}

/** `given`: by the person. `checks`: the newest instant at which the list asked a server. `now`: nothing says. */
export type DayOrigin = 'given' | 'checks' | 'now';

/** The fediverse has some 60,000 servers, the dead ones included. */
export const maxRowsOfADay = 1_000_000;

/** A format of server lists. */
export interface ListFormat {
  /** Name of the source when none is given. */
  readonly source: string;
  /** Of content, after unpacking. */
  readonly maxBytes: number;
  /** One day's list is held in memory. */
  readonly maxRowsOfADay: number;
  /** @throws UnreadableFile when the file is of another format; also while the rows are read. */
  readonly read: (file: FileBytes, time: ImportTime) => ListRows;
}
