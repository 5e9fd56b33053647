import type { InstanceFilter } from '../../db/queries/instance-filter.ts';
import { filterNames, filterValues } from './instance-params.ts';

/** A filter that narrows a list now, and the filter that is left without it. */
export interface ActiveFilter {
  readonly name: keyof InstanceFilter;
  /** What the list is narrowed to, as the address has it; at least one. */
  readonly values: readonly string[];
  readonly without: InstanceFilter;
}

/** The filters that are set, in the order of their parameters. */
export function activeFilters(filter: InstanceFilter): readonly ActiveFilter[] {
  return filterNames.flatMap((name) => {
    const values = filterValues(filter, name);
    if (values.length === 0) return [];
    const { [name]: _removed, ...without } = filter;
    return [{ name, values, without }];
  });
}

/** Each value of each filter that is set, by itself, with the filter that is left without it. */
export function activeValues(filter: InstanceFilter): readonly ActiveFilter[] {
  return activeFilters(filter).flatMap(({ name, values, without }) =>
    values.length === 1
      ? [{ name, values, without }]
      : values.map((value) => ({
          name,
          values: [value],
          // Of a filter that takes several values, the others.
          without: { ...without, [name]: values.filter((each) => each !== value) } as InstanceFilter,
        })),
  );
}
