import { instanceRecord } from '../../../db/model/records.ts';
import { utcDayOf } from '../../../db/model/utc-day.ts';
import type { InstanceFilter } from '../../../db/queries/instance-filter.ts';
import {
  type AskedOrder,
  type InstanceOrder,
  type InstancePlace,
  orderWith,
  sortKindOf,
} from '../../../db/queries/list-instances.ts';
import { instanceOrder, instancesInOrder } from '../../../db/queries/walk-instances.ts';
import {
  instanceFilterParams,
  searchParam,
  seedParam,
  sortParam,
  toInstanceFilter,
} from '../../params/instance-params.ts';
import type { Place } from '../cursor.ts';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import type { InstanceWalk } from '../instance-walks.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, fieldsParam, limitParam } from '../list-params.ts';
import { badParameters } from '../problem.ts';
import { schemas } from '../schemas.ts';

/** When a request names no order; a promise, whatever the pages begin with. */
const defaultOrder: AskedOrder = { by: 'users_active_month', direction: 'desc' };

/** `GET /api/v1/instances`: the servers that match a filter, in an order. */
export const instances = defineEndpoint({
  path: '/api/v1/instances',
  operationId: 'listInstances',
  group: 'instances',
  summary: 'Servers, filtered and ordered',
  description:
    'All servers that have answered at least once and have not opted out, also those that answer no more (see `status`). Follow `links.next` for the whole list: the order is the one in which the walk began, so that no server is given twice or left out while the crawl goes on, and each is told as it is now. A server that meanwhile matches no more is left out, so an answer may hold fewer than `limit`.',
  example: { software: ['mastodon', 'lemmy'], sort: '-users_active_month', limit: 5 },
  params: {
    ...instanceFilterParams,
    search: { ...searchParam, name: 'search', description: 'Another name of `q`.' },
    sort: {
      ...sortParam,
      description: `${sortParam.description} Absent: -users_active_month.`,
    },
    seed: seedParam,
    fields: fieldsParam(Object.keys(instanceRecord.shape)),
    limit: limitParam({ byDefault: 50, max: 1_000 }, 'servers'),
    cursor: cursorParam,
  },
  schema: listSchema(schemas.instance, {}).meta({ id: 'InstanceList' }),
  datasets: ['instances'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { search, sort = defaultOrder, seed, limit = 50, cursor, fields: _, ...filters } = values;
    if (search !== undefined && filters.q !== undefined && search !== filters.q)
      return badParameters([
        { parameter: 'search', detail: '"search" is another name of "q"; give one of them.' },
      ]);
    const q = filters.q ?? search;
    const filter = toInstanceFilter({ ...filters, ...(q === undefined ? {} : { q }) });
    const reading = placeOf(cursor, url, sort.by === 'random' ? 5 : 4);
    if (reading.kind === 'problem') return reading;
    // A walk that goes on after midnight keeps the lots by which it began.
    const drawn = reading.place?.[4];
    const order = orderWith(sort, seed ?? (typeof drawn === 'string' ? drawn : utcDayOf(context.now())));
    const asked = { filter, order, limit, url };
    if (reading.place === null) return goOn(context, asked, await begin(context, asked, null));
    const step = readStep(reading.place, order);
    if (step === undefined) return badCursor;
    const walk = context.walks.find(step.name);
    if (walk !== undefined) return goOn(context, asked, { ...step, walk });
    // Without the order, and without the values of a server to go on from, nobody knows where it was.
    return step.after === null ? badCursor : goOn(context, asked, await begin(context, asked, step.after));
  },
});

interface Asked {
  readonly filter: InstanceFilter;
  readonly order: InstanceOrder;
  readonly limit: number;
  readonly url: URL;
}

/** Where a walk goes on. */
interface Step {
  /** Of the walk. */
  readonly name: string;
  /** Servers of its order that have been given. */
  readonly start: number;
  /** The last one that was given; null: none of them is there any more. */
  readonly after: InstancePlace | null;
}

async function begin(
  { database, walks }: ApiContext,
  { filter, order, limit }: Asked,
  after: InstancePlace | null,
): Promise<Step & { readonly walk: InstanceWalk }> {
  const hostIds = await instanceOrder(database, { filter, order, after });
  const walk = { hostIds, total: after === null ? hostIds.length : null };
  // A list that ends with its first answer is gone on with by nobody.
  return { name: hostIds.length > limit ? walks.begin(walk) : '', start: 0, after, walk };
}

/** The next part of a walk, as it is now. */
async function goOn(
  { database }: ApiContext,
  { filter, order, limit, url }: Asked,
  { name, start, after, walk }: Step & { readonly walk: InstanceWalk },
) {
  const { hostIds, total } = walk;
  const end = start + limit;
  const { instances: items, last } = await instancesInOrder(database, {
    ...{ filter, order, hostIds: hostIds.slice(start, end) },
  });
  const place = last ?? after;
  const step = [name, end, place?.value ?? null, place?.hostId ?? null];
  const next = end >= hostIds.length ? null : order.by === 'random' ? [...step, order.seed] : step;
  const list = listOf({ items, url, next });
  return { kind: 'ok' as const, body: { ...list, meta: { ...list.meta, total } } };
}

/** Undefined when the values are no step of a walk in this order. */
function readStep([name, start, value = null, hostId]: Place, order: InstanceOrder): Step | undefined {
  if (typeof name !== 'string' || typeof start !== 'number' || start < 0) return undefined;
  if (hostId === null) return { name, start, after: null };
  if (typeof hostId !== 'number') return undefined;
  const kind = sortKindOf(order);
  if (value !== null && typeof value !== (kind === 'number' ? 'number' : 'string')) return undefined;
  if (kind === 'instant' && (value === null || Number.isNaN(Date.parse(String(value))))) return undefined;
  return { name, start, after: { value, hostId } };
}
