import { directoryPageSize } from '../../data/directory.ts';
import { type DirectoryQuery, formatDirectoryParams } from '../../params/directory-params.ts';

/** Where the results stand on the page: who has filtered begins to read there. */
export const resultsAnchor = 'results';

/** Parameters that the form has a field for; all others of an address go along unseen. */
export const formFields = [
  'q',
  'registrations',
  'size',
  'language',
  'software',
  'rule_topic',
  'rule_topic_not',
  'age_min_days',
  'uptime_min',
  'country',
  'class',
  'sort',
] as const;

/** Path and query of a directory page, below the locale. */
export function directoryPath(query: DirectoryQuery): string {
  const params = formatDirectoryParams(query).toString();
  return params === '' ? '/servers' : `/servers?${params}`;
}

/** An address of the directory at its results, for links on its pages. */
export function resultsHref(locale: string, query: DirectoryQuery): string {
  return `/${locale}${directoryPath(query)}#${resultsAnchor}`;
}

/**
 * What an address says beyond the fields of the form and the page: sent along, so that a form never drops it.
 *
 * @param hasOrder whether there is a field for the order: where no server is shown, there is none.
 */
export function unseenParams(
  query: DirectoryQuery,
  { hasOrder }: { readonly hasOrder: boolean },
): readonly (readonly [name: string, value: string])[] {
  const seen: ReadonlySet<string> = new Set(formFields.filter((name) => hasOrder || name !== 'sort'));
  return [...formatDirectoryParams({ ...query, page: 1 })].filter(([name]) => !seen.has(name));
}

/** The page numbers to link to: the first, the last and those around the current one; null where some are left out. */
export function pageNumbers(page: number, pages: number): readonly (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages);
  const shown = [...new Set(wanted)].sort((left, right) => left - right);
  return shown.flatMap((number, index) => {
    const previous = shown[index - 1] ?? 0;
    if (number - previous === 2) return [number - 1, number];
    return number - previous > 2 ? [null, number] : [number];
  });
}

/** Number of the first server on a page. */
export function firstNumber(page: number): number {
  return (page - 1) * directoryPageSize + 1;
}
