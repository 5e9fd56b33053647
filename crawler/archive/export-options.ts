import {
  type ExportFormat,
  type ExportSubject,
  exportFormats,
  exportSubjects,
} from '../../db/model/record-columns.ts';
import { parseUtcDay, type UtcDay } from '../../db/model/utc-day.ts';

/** A checked export. Days are UTC, both ends included; an absent end is open. */
export interface ExportOptions {
  readonly what: ExportSubject;
  readonly format: ExportFormat;
  readonly from?: UtcDay;
  readonly to?: UtcDay;
}

/** The options, or every problem, a sentence each. */
export type ParsedExportOptions =
  | { readonly ok: true; readonly value: ExportOptions }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks what was typed behind `export`. */
export function parseExportOptions(
  what: string,
  typed: {
    readonly format?: string | undefined;
    readonly day?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
): ParsedExportOptions {
  const problems: string[] = [];
  const subject = exportSubjects.find((each) => each === what);
  if (subject === undefined)
    problems.push(`WHAT is ${JSON.stringify(what)}, but must be one of ${exportSubjects.join(', ')}.`);
  const format = exportFormats.find((each) => each === (typed.format ?? 'ndjson'));
  if (format === undefined)
    problems.push(
      `--format is ${JSON.stringify(typed.format)}, but must be one of ${exportFormats.join(', ')}.`,
    );
  const span = readSpan(typed, problems);
  if (subject === 'instances' && (span.from !== undefined || span.to !== undefined))
    problems.push(
      'export instances prints what is known now, and takes no days; export snapshots prints what was reported on a day.',
    );
  if (subject === undefined || format === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { what: subject, format, ...span } };
}

function readSpan(
  typed: {
    readonly day?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
  problems: string[],
): { readonly from?: UtcDay; readonly to?: UtcDay } {
  const read = (name: 'day' | 'from' | 'to') => {
    const text = typed[name];
    const day = parseUtcDay(text);
    if (text !== undefined && day === undefined)
      problems.push(`--${name} is ${JSON.stringify(text)}, but must be a day in UTC, such as 2026-03-01.`);
    return day;
  };
  const day = read('day');
  const from = read('from');
  const to = read('to');
  if (typed.day !== undefined && (typed.from !== undefined || typed.to !== undefined))
    problems.push('--day names one day; leave it out, or leave out --from and --to.');
  if (from !== undefined && to !== undefined && to < from)
    problems.push(`--to (${to}) lies before --from (${from}).`);
  const first = day ?? from;
  const last = day ?? to;
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) };
}
