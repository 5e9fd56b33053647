/** What an import did; `read` is `taken` plus all refused rows. */
export interface ImportSummary {
  /** Rows of the file, without its header. */
  readonly read: number;
  /** Rows that are now in the archive. */
  readonly taken: number;
  /** Of those, the ones that were new or had other values before. Zero when a file is imported again. */
  readonly changed: number;
  /** Rows left out, by reason; only reasons that occurred. */
  readonly refused: Readonly<Record<string, number>>;
}

/** A summary, or why the file as a whole could not be read: a sentence that names no file. */
export type ImportResult =
  | { readonly ok: true; readonly summary: ImportSummary }
  | { readonly ok: false; readonly problem: string };
