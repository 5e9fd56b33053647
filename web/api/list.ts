import { z } from 'zod';
import { formatCursor, type Place, parseCursor } from './cursor.ts';
import { badParameters, type Problem } from './problem.ts';

const links = z.object({
  self: z.url().describe('This answer.'),
  next: z.url().nullable().describe('The answer that goes on; null: this was the last one.'),
});

const listMeta = {
  count: z.number().int().nonnegative().describe('Entries in this answer.'),
  next_cursor: z.string().nullable().describe('Value of `cursor` for the answer that goes on.'),
};

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
