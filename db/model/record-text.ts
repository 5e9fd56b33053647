import { type Options, stringify } from 'csv-stringify/sync';

/** Any of the public records: a flat object, whose values may be lists or objects. */
export type PublicRecord = Readonly<Record<string, unknown>>;

const options: Options = {
  // RFC 4180, section 2.1.
  record_delimiter: 'windows',
  // Quoted: what the formula guard has touched, so that no reader strips the apostrophe's neighbours; and a lone CR or
  // LF, which the writer would leave bare since neither is the line end of the file (RFC 4180, section 2.6).
  quoted_match: /^'|[\r\n]/,
  cast: { boolean: String },
};

/** The header line, with its line end. */
export function formatCsvHeader(columns: readonly string[]): string {
  return stringify([[...columns]], options);
}

/**
 * Records as CSV lines (RFC 4180: CRLF, quotes doubled): null is an empty cell, a list or an object its JSON text, and
 * `quarantined` of an archive day the number of its entries. Texts are guarded, see {@link guardFormula}.
 */
export function formatCsvRows(records: readonly PublicRecord[], columns: readonly string[]): string {
  const rows = records.map((record) => columns.map((column) => formatCell(column, record[column])));
  return stringify(rows, options);
}

function formatCell(column: string, value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return guardFormula(value);
  if (column === 'quarantined' && Array.isArray(value)) return value.length;
  return JSON.stringify(value);
}

/**
 * Begins as a formula (`=`, `+`, `-`, `@`, also in full width), maybe after blanks, or with a tab or a line end. A
 * later line that begins so is one too for readers that split at every line end; a minus is left out there, since
 * lists in plain text begin with it.
 */
const formula =
  /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]|[\r\n][\s\u00a0]*[=+@\uff1d\uff0b\uff20]/;

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula (OWASP, "CSV injection"): names, rules and
 * descriptions are written by strangers. Numbers are not texts and stay as they are.
 */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Records as NDJSON: a JSON text a line. Listed columns only: keys come in one order, and nothing beside them gets out. */
export function formatNdjson(records: readonly PublicRecord[], columns: readonly string[]): string {
  return records
    .map(
      (record) =>
        `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, record[column]])))}\n`,
    )
    .join('');
}
