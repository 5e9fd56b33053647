import type { ImportSummary, ListsSummary } from '../archive/import-summary.ts';
import type { DayOrigin } from '../archive/list-format.ts';

const origins: Readonly<Record<DayOrigin, string>> = {
  given: 'as --at says',
  checks: 'of the newest check in the file',
  now: 'today: neither --at nor the file says when it was taken',
};

const maxColumnsNamed = 20;

/** What an import did, as lines for a person or as one JSON line. */
export function printImport(summary: ImportSummary, asJson: boolean): string {
  return asJson ? `${JSON.stringify(toJson(summary))}\n` : toLines(summary).join('\n').concat('\n');
}

function toLines({ read, taken, changed, refused, lists }: ImportSummary): readonly string[] {
  if (lists === undefined)
    return [`${read} rows read, ${taken} taken (${changed} new or changed).`, ...listed('refused', refused)];
  const { days, dayOfAll, mended, merged, contradicting } = lists;
  const ofDays = `${changed} of ${days} days new or changed`;
  const lines = [
    `${read} rows read, ${taken} taken (${ofDays}).`,
    ...(dayOfAll === null ? [] : [`  day: ${dayOfAll.day}, ${origins[dayOfAll.from]}`]),
    ...listed('refused', refused),
  ];
  if (mended > 0) lines.push(`  names mended: ${mended}`);
  if (merged > 0)
    lines.push(`  merged with another row of the same server: ${merged}${otherFigures(contradicting)}`);
  return [...lines, ...leftOut(lists)];
}

function otherFigures(contradicting: number): string {
  return contradicting === 0 ? '' : ` (${contradicting} with other figures)`;
}

function leftOut({ quarantined, unread, tooLargeSums, ignoredColumns }: ListsSummary): readonly string[] {
  return [
    ...listed('quarantined', quarantined),
    ...listed('not read', unread),
    ...(tooLargeSums > 0 ? [`  days whose raw sum is too large to be kept: ${tooLargeSums}`] : []),
    ...(ignoredColumns.length > 0 ? [`  columns ignored: ${firstOf(ignoredColumns).join(', ')}`] : []),
  ];
}

/** A header can be anything, and the answer should still be read. */
function firstOf(columns: readonly string[]): readonly string[] {
  const rest = columns.length - maxColumnsNamed;
  return rest > 0 ? [...columns.slice(0, maxColumnsNamed), `and ${rest} more`] : columns;
}

function listed(what: string, counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).map(([reason, count]) => `  ${what}, ${reason}: ${count}`);
}

function toJson({ read, taken, changed, refused, lists }: ImportSummary): object {
  if (lists === undefined) return { read, taken, changed, refused };
  const { days, dayOfAll, mended, merged, contradicting, quarantined, unread, tooLargeSums, ignoredColumns } =
    lists;
  return {
    read,
    taken,
    changed,
    refused,
    days,
    day: dayOfAll?.day ?? null,
    mended,
    merged,
    merged_with_other_figures: contradicting,
    quarantined,
    not_read: unread,
    sums_too_large: tooLargeSums,
    ignored_columns: ignoredColumns,
  };
}
