import type { InstanceFilter } from '../../db/queries/instance-filter.ts';
import type { AskedOrder } from '../../db/queries/list-instances.ts';
import { oneOf } from './choice-params.ts';
import {
  formatInstanceFilter,
  instanceFilterParams,
  pairs,
  seedParam,
  sortParam,
  toInstanceFilter,
} from './instance-params.ts';
import { wholeNumberParam } from './number-params.ts';
import { type ParamProblem, readParams } from './param.ts';

/** How the directory shows servers: each as an entry to read, or all in a table to compare. */
export const directoryViews = ['cards', 'table'] as const;

/** One of {@link directoryViews}. */
export type DirectoryView = (typeof directoryViews)[number];

/** What the directory shows: which instances, in which order, which page, and how. */
export interface DirectoryQuery {
  readonly filter: InstanceFilter;
  readonly order: AskedOrder;
  /** From 1 to {@link maxDirectoryPage}. */
  readonly page: number;
  /** By which lots the order is drawn, if it is by lot. Absent: the day in UTC. */
  readonly seed?: string;
  /** Absent: cards. */
  readonly view?: DirectoryView;
}

/**
 * The order when the address names none: by lot, anew each day. A list that always begins with the largest makes them larger, and
 * one by name sends everybody to the letter A.
 */
export const defaultInstanceOrder: AskedOrder = { by: 'random', direction: 'asc' };

/** Beyond it, an offset costs more than any reader gains; the API's cursor walks the whole list. */
export const maxDirectoryPage = 10_000;

const pageParam = wholeNumberParam(
  'page',
  { min: 1, max: maxDirectoryPage, example: 2 },
  'Page of the directory, from 1.',
);

const viewParam = oneOf('view', directoryViews, 'How the servers are shown.');

const directoryParams = {
  ...instanceFilterParams,
  sort: sortParam,
  seed: seedParam,
  view: viewParam,
  page: pageParam,
} as const;

/**
 * Reads the directory's query string. Lenient: what is bad or unknown is left out, and `problems` says what and why,
 * so that an old link still shows something; a page may show those of kind `bad-value`.
 */
export function parseDirectoryParams(
  params: URLSearchParams,
): DirectoryQuery & { readonly problems: readonly ParamProblem[] } {
  const { values, problems } = readParams(params, directoryParams);
  const { seed, view } = values;
  return {
    filter: toInstanceFilter(values),
    order: values.sort ?? defaultInstanceOrder,
    page: values.page ?? 1,
    ...(seed === undefined ? {} : { seed }),
    ...(view === undefined || view === 'cards' ? {} : { view }),
    problems,
  };
}

/** Writes a directory query as a query string, the inverse of {@link parseDirectoryParams}; defaults are left out. */
export function formatDirectoryParams({ filter, order, page, seed, view }: DirectoryQuery): URLSearchParams {
  const isDefaultOrder =
    order.by === defaultInstanceOrder.by && order.direction === defaultInstanceOrder.direction;
  return new URLSearchParams(
    [
      ...formatInstanceFilter(filter),
      ...(isDefaultOrder ? [] : pairs(sortParam, order)),
      ...(seed === undefined ? [] : pairs(seedParam, seed)),
      ...(view === undefined || view === 'cards' ? [] : pairs(viewParam, view)),
      ...(page === 1 ? [] : pairs(pageParam, page)),
    ].map(([name, value]): [string, string] => [name, value]),
  );
}
