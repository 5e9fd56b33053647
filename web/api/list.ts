import { z } from 'zod';
import { dataLicence } from '../../db/model/data-licence.ts';
import { formatCursor, type Place, parseCursor } from './cursor.ts';
import type { Endpoint } from './endpoint.ts';
import { badParameters, type Problem } from './problem.ts';

const links = z.object({
  self: z.url().describe('This answer.'),
  next: z.url().nullable().describe('The answer that goes on; null: this was the last one.'),
});

const stamped = {
  total: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe('All entries that match, on whatever answer they stand; null: they were not counted.'),
  as_of: z
    .string()
    .meta({ format: 'date-time' })
    .nullable()
    .describe('When the data that this answer is made of last changed, ISO 8601; null: not known.'),
  licence: z.string().describe('Terms of use of the data, by their SPDX name.'),
};

const listMeta = {
  count: z.number().int().nonnegative().describe('Entries in this answer.'),
  next_cursor: z.string().nullable().describe('Value of `cursor` for the answer that goes on.'),
  ...stamped,
};

/** A body before {@link stampList}: an endpoint need not say of a list what holds for every one. */
export type Unstamped<Body> = Body extends { readonly meta: infer Meta }
  ? Omit<Body, 'meta'> & {
      readonly meta: Omit<Meta, keyof typeof stamped> &
        Partial<Pick<Meta, keyof typeof stamped & keyof Meta>>;
    }
  : Body;

/** The shape of every list: `data`, `meta`, `links`. `meta` may have more. */
export function listSchema<Item extends z.ZodType, Meta extends z.ZodRawShape>(item: Item, meta: Meta) {
  return z.object({ data: z.array(item), meta: z.object({ ...listMeta, ...meta }), links });
}

/** The fields that every list has, made from one page of it. */
export function listOf<Item>(page: {
  readonly items: readonly Item[];
  readonly url: URL;
  /** The place of the last item; null: nothing follows. */
  readonly next: Place | null;
}) {
  const { items, url, next } = page;
  const cursor = next === null ? null : formatCursor(next, queryOf(url));
  return {
    data: [...items],
    meta: { count: items.length, next_cursor: cursor },
    links: { self: url.href, next: cursor === null ? null : withCursor(url, cursor) },
  };
}

/** What is read of a list that an endpoint has made. */
interface ListBody {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly meta: {
    readonly count: number;
    readonly next_cursor: string | null;
    readonly total?: number | null;
  };
  readonly links: { readonly next: string | null };
}

/** Whether a body is a list. */
export function isListBody(body: unknown): body is ListBody {
  return body !== null && typeof body === 'object' && 'data' in body && 'meta' in body && 'links' in body;
}

/** Says of a list what holds for every one. One that fits into its first answer has been counted. */
export function stampList(body: ListBody, about: { readonly asOf: Date | null; readonly isFirst: boolean }) {
  const { meta } = body;
  const isAll = about.isFirst && meta.next_cursor === null;
  return {
    ...body,
    meta: {
      ...meta,
      total: meta.total ?? (isAll ? meta.count : null),
      as_of: about.asOf?.toISOString() ?? null,
      licence: dataLicence.id,
    },
  };
}

/** The names of a list's columns, in the order of its record; null when the schema is no list's. */
export function columnsOfList(schema: z.ZodType): readonly string[] | null {
  const data = schema instanceof z.ZodObject ? schema.shape.data : undefined;
  const item = data instanceof z.ZodArray ? data.element : undefined;
  return item instanceof z.ZodObject ? Object.keys(item.shape) : null;
}

/** Whether an endpoint's answer is a list that may be had as a whole. */
export function isSentWhole(endpoint: Pick<Endpoint, 'schema' | 'isSentWhole'>): boolean {
  return endpoint.isSentWhole !== false && columnsOfList(endpoint.schema) !== null;
}

/**
 * Reads the cursor of a request. Null: the request has none, the list begins.
 *
 * @param size how many values the list's order is made of.
 */
export function placeOf(
  cursor: string | undefined,
  url: URL,
  size: number,
): { readonly kind: 'place'; readonly place: Place | null } | Problem {
  if (cursor === undefined) return { kind: 'place', place: null };
  const place = parseCursor(cursor, queryOf(url), size);
  return place === undefined ? badCursor : { kind: 'place', place };
}

/** The answer to a cursor that is none of this list. */
export const badCursor = badParameters([
  {
    parameter: 'cursor',
    detail:
      'The cursor is damaged or belongs to another query: keep all other parameters as they were, or begin again without it.',
  },
]);

/** What a place depends on: everything but the cursor itself and how much is asked for. */
function queryOf(url: URL): string {
  const params = new URLSearchParams(url.searchParams);
  params.delete('cursor');
  params.delete('limit');
  params.sort();
  return `${url.pathname}?${params}`;
}

function withCursor(url: URL, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set('cursor', cursor);
  return next.href;
}
