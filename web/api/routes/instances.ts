import { z } from 'zod';
import {
  countInstances,
  type InstanceOrder,
  type InstancePlace,
  listInstancesAfter,
} from '../../../db/queries/list-instances.ts';
import { defaultInstanceOrder } from '../../params/directory-params.ts';
import {
  instanceFilterParams,
  searchParam,
  sortParam,
  toInstanceFilter,
} from '../../params/instance-params.ts';
import type { Place } from '../cursor.ts';
import { defineEndpoint } from '../endpoint.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, limitParam } from '../list-params.ts';
import { badParameters } from '../problem.ts';
import { schemas } from '../schemas.ts';

/** `GET /api/v1/instances`: the servers that match a filter, in an order. */
export const instances = defineEndpoint({
  path: '/api/v1/instances',
  operationId: 'listInstances',
  group: 'instances',
  summary: 'Servers, filtered and ordered',
  description:
    'All servers that have answered at least once and have not opted out, also those that answer no more (see `status`). Follow `links.next` for the whole list: nothing is given twice or left out while the crawl goes on, but for servers whose sort value changes meanwhile.',
  example: { software: ['mastodon', 'lemmy'], sort: '-users_active_month', limit: 5 },
  params: {
    ...instanceFilterParams,
    search: { ...searchParam, name: 'search', description: 'Another name of `q`.' },
    sort: sortParam,
    limit: limitParam({ byDefault: 50, max: 1_000 }, 'servers'),
    cursor: cursorParam,
  },
  schema: listSchema(schemas.instance, {
    total: z
      .number()
      .int()
      .nonnegative()
      .nullable()
      .describe('All servers that match; null on all answers but the first.'),
  }).meta({ id: 'InstanceList' }),
  datasets: ['instances'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { search, sort: order = defaultInstanceOrder, limit = 50, cursor, ...filters } = values;
    if (search !== undefined && filters.q !== undefined && search !== filters.q)
      return badParameters([
        { parameter: 'search', detail: '"search" is another name of "q"; give one of them.' },
      ]);
    const q = filters.q ?? search;
    const filter = toInstanceFilter({ ...filters, ...(q === undefined ? {} : { q }) });
    const reading = placeOf(cursor, url, 2);
    if (reading.kind === 'problem') return reading;
    const after = reading.place === null ? null : toInstancePlace(reading.place, order);
    if (after === undefined) return badCursor;
    const [page, total] = await Promise.all([
      listInstancesAfter(context.database, { filter, order, limit, after }),
      after === null ? countInstances(context.database, filter) : null,
    ]);
    const next = page.next === null ? null : [page.next.value, page.next.hostId];
    const list = listOf({ items: page.instances, url, next });
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, total } } };
  },
});

/** A place in an order; undefined when the values are not of its column's type. */
function toInstancePlace(place: Place, order: InstanceOrder): InstancePlace | undefined {
  const [value = null, hostId] = place;
  if (typeof hostId !== 'number') return undefined;
  const isText = order.by === 'domain' || order.by === 'first_seen_at';
  if (value !== null && typeof value !== (isText ? 'string' : 'number')) return undefined;
  if (order.by === 'first_seen_at' && (value === null || Number.isNaN(Date.parse(String(value)))))
    return undefined;
  return { value, hostId };
}
