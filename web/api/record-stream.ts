import {
  formatCsvHeader,
  formatCsvRows,
  formatNdjson,
  type PublicRecord,
} from '../../db/model/record-text.ts';
import type { ParamTable } from '../params/param.ts';
import type { ApiRequest, Endpoint } from './endpoint.ts';
import { columnsOfList, isListBody } from './list.ts';
import type { ListForm } from './negotiate.ts';
import type { Problem } from './problem.ts';

/** Records that are read, and held, at once. */
const recordsAtOnce = 500;
/** Records that are handed on at once: about as much as a connection takes. */
const recordsOfPart = 50;

/**
 * A whole list as text, some records at a time. It is walked by its own cursor: nothing is read before the reader has taken
 * what came before, and no connection waits for one that is slow.
 */
export type RecordText = AsyncGenerator<string, void, void>;

/**
 * Begins to write a whole list as NDJSON or CSV. The first records are read at once, so that what is wrong with a request
 * is said before anything is sent.
 *
 * @param request `limit` ends the list early, and `cursor` is where it begins.
 */
export async function openRecordText(
  endpoint: Endpoint,
  request: ApiRequest<ParamTable>,
  form: Exclude<ListForm, 'json'>,
): Promise<{ readonly kind: 'text'; readonly text: RecordText } | Problem> {
  const asked = request.values as { readonly limit?: number; readonly cursor?: string };
  const first = await readPage(endpoint, request, { left: asked.limit ?? Number.POSITIVE_INFINITY });
  if (first.kind === 'problem') return first;
  const wanted = (request.values as { readonly fields?: readonly string[] }).fields;
  const columns = columnsOfList(endpoint.schema)?.filter((name) => wanted?.includes(name) ?? true) ?? [];
  const format = form === 'csv' ? formatCsvRows : formatNdjson;
  async function* write(): RecordText {
    if (form === 'csv') yield formatCsvHeader(columns);
    let page = first as RecordPage;
    let left = (asked.limit ?? Number.POSITIVE_INFINITY) - page.records.length;
    for (;;) {
      for (let start = 0; start < page.records.length; start += recordsOfPart)
        yield format(page.records.slice(start, start + recordsOfPart), columns);
      if (page.next === null || left <= 0) return;
      const following = await readPage(endpoint, request, { cursor: page.next, left });
      // A cursor of ours that is refused, half-way: the reader must see that the list is not whole.
      if (following.kind === 'problem') throw new Error(following.detail);
      page = following;
      left -= page.records.length;
    }
  }
  return { kind: 'text', text: write() };
}

interface RecordPage {
  readonly kind: 'page';
  readonly records: readonly PublicRecord[];
  readonly next: string | null;
}

async function readPage(
  endpoint: Endpoint,
  request: ApiRequest<ParamTable>,
  place: { readonly cursor?: string; readonly left: number },
): Promise<RecordPage | Problem> {
  const most = endpoint.params.limit?.schema.maximum;
  const size = Math.min(recordsAtOnce, place.left, typeof most === 'number' ? most : recordsAtOnce);
  const answer = await endpoint.answer({
    ...request,
    values: {
      ...request.values,
      ...(most === undefined ? {} : { limit: size }),
      ...(place.cursor === undefined ? {} : { cursor: place.cursor }),
    },
  });
  if (answer.kind === 'problem') return answer;
  if (!isListBody(answer.body)) throw new Error(`${endpoint.operationId} is no list`);
  return { kind: 'page', records: answer.body.data, next: answer.body.meta.next_cursor };
}
