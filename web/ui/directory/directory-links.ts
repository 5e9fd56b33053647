import type { InstanceFilter } from '../../../db/queries/instance-filter.ts';
import { directoryPageSize } from '../../data/directory.ts';
import { type DirectoryQuery, formatDirectoryParams } from '../../params/directory-params.ts';

/** The filters that the form offers; the API has more, which an address may hold too. */
type OfferedFilter = Extract<
  keyof InstanceFilter,
  'search' | 'software' | 'registrations' | 'language' | 'status' | 'ruleTopics' | 'class'
>;

/** A filter that narrows the list now, and the query without it. */
export interface ActiveFilter {
  readonly name: OfferedFilter;
  /** What it is narrowed to, as the address has it. */
  readonly values: readonly string[];
  readonly without: InstanceFilter;
}

/** The filters that are set, in the order of the form. */
export function activeFilters(filter: InstanceFilter): readonly ActiveFilter[] {
  const { search, software, registrations, language, status, ruleTopics } = filter;
  const set: readonly (readonly [OfferedFilter, readonly string[]])[] = [
    ['search', search === undefined ? [] : [search]],
    ['software', software ?? []],
    ['registrations', registrations ?? []],
    ['language', language === undefined ? [] : [language]],
    ['status', status ?? []],
    ['ruleTopics', ruleTopics ?? []],
    ['class', filter.class ?? []],
  ];
  return set.flatMap(([name, values]) => {
    if (values.length === 0) return [];
    const { [name]: _removed, ...without } = filter;
    return [{ name, values, without }];
  });
}

/** Path and query of a directory page, below the locale. */
export function directoryPath(query: DirectoryQuery): string {
  const params = formatDirectoryParams(query).toString();
  return params === '' ? '/servers' : `/servers?${params}`;
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
