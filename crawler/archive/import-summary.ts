import type { UtcDay } from '../../db/model/utc-day.ts';
import type { DayOrigin } from './list-format.ts';

/** What an import did; `read` is `taken` plus all refused rows, and for lists plus the merged ones. */
export interface ImportSummary {
  /** Rows of the file, without its header. */
  readonly read: number;
  /** Rows that are now in the archive; for lists of servers: servers, those that a rule leaves out included. */
  readonly taken: number;
  /** Days that were new or had other values before. Zero when a file is imported again. */
  readonly changed: number;
  /** Rows left out, by reason; only reasons that occurred. */
  readonly refused: Readonly<Record<string, number>>;
  /** Of lists of servers only. */
  readonly lists?: ListsSummary;
}

/** What else there is to say of lists of servers; numbers are of rows unless they say otherwise. */
export interface ListsSummary {
  /** Days that have a list. */
  readonly days: number;
  /** When the file had one day for all rows: which, and how it was found. */
  readonly dayOfAll: { readonly day: UtcDay; readonly from: DayOrigin } | null;
  /** Names that were mended. */
  readonly mended: number;
  /** Rows of a server that had another row on that day. */
  readonly merged: number;
  /** Of those, the ones whose figures were others. */
  readonly contradicting: number;
  /** Servers that a rule left out of the sums, by rule, added up over all days. */
  readonly quarantined: Readonly<Record<string, number>>;
  /** Figures that were stated and could not be read, by column and reason. */
  readonly unread: Readonly<Record<string, number>>;
  /** Days whose `users_total_raw` is beyond the safe integers, and therefore null. */
  readonly tooLargeSums: number;
  /** Columns that the format does not know. */
  readonly ignoredColumns: readonly string[];
}

/** A summary, or why the file as a whole could not be read: a sentence that names no file. */
export type ImportResult =
  | { readonly ok: true; readonly summary: ImportSummary }
  | { readonly ok: false; readonly problem: string };

/** How far the reading of a file is. */
export interface ImportProgress {
  readonly bytesRead: number;
  /** Null for a pipe. */
  readonly totalBytes: number | null;
  readonly rows: number;
}

/** What every import is given. */
export interface ImportOptions {
  readonly file: string;
  /** Written to the rows that change. */
  readonly now: Date;
  /** When the file was taken; null: not said. Days that lie more than a day later are refused. */
  readonly takenAt: Date | null;
  /** Default: by format. */
  readonly source?: string;
  /** Ends the import with its reason; nothing is recorded then. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}
