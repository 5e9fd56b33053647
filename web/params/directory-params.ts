import type { InstanceFilter } from '../../db/queries/instance-filter.ts';
import type { InstanceOrder } from '../../db/queries/list-instances.ts';
import {
  formatInstanceFilter,
  instanceFilterParams,
  pairs,
  sortParam,
  toInstanceFilter,
} from './instance-params.ts';
import { wholeNumberParam } from './number-params.ts';
import { type ParamProblem, readParams } from './param.ts';

/** What the directory shows: which instances, in which order, which page. */
export interface DirectoryQuery {
  readonly filter: InstanceFilter;
  readonly order: InstanceOrder;
  /** From 1 to {@link maxDirectoryPage}. */
  readonly page: number;
}

/** The order when the URL names none: what people use, not what signed up once. */
export const defaultInstanceOrder: InstanceOrder = { by: 'users_active_month', direction: 'desc' };

/** Beyond it, an offset costs more than any reader gains; the API's cursor walks the whole list. */
export const maxDirectoryPage = 10_000;

const pageParam = wholeNumberParam(
  'page',
  { min: 1, max: maxDirectoryPage, example: 2 },
  'Page of the directory, from 1.',
);

const directoryParams = { ...instanceFilterParams, sort: sortParam, page: pageParam } as const;

/**
 * Reads the directory's query string. Lenient: what is bad or unknown is left out, and `problems` says what and why,
 * so that an old link still shows something; a page may show those of kind `bad-value`.
 */
export function parseDirectoryParams(
  params: URLSearchParams,
): DirectoryQuery & { readonly problems: readonly ParamProblem[] } {
  const { values, problems } = readParams(params, directoryParams);
  return {
    filter: toInstanceFilter(values),
    order: values.sort ?? defaultInstanceOrder,
    page: values.page ?? 1,
    problems,
  };
}

/** Writes a directory query as a query string, the inverse of {@link parseDirectoryParams}; defaults are left out. */
export function formatDirectoryParams({ filter, order, page }: DirectoryQuery): URLSearchParams {
  const isDefaultOrder =
    order.by === defaultInstanceOrder.by && order.direction === defaultInstanceOrder.direction;
  return new URLSearchParams(
    [
      ...formatInstanceFilter(filter),
      ...(isDefaultOrder ? [] : pairs(sortParam, order)),
      ...(page === 1 ? [] : pairs(pageParam, page)),
    ].map(([name, value]): [string, string] => [name, value]),
  );
}
