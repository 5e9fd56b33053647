import { formatCsvHeader, formatCsvRows } from '../../db/model/record-text.ts';
import { retryAfterSeconds } from './page-status.ts';

/**
 * Records as a CSV download; see `record-text.ts`.
 *
 * @param columns names and order of the columns.
 * @param load a failure of it answers 503; what failed is not told.
 */
export async function csvAnswer<Row extends Readonly<Record<string, unknown>>>(
  fileName: string,
  columns: readonly (keyof Row & string)[],
  load: () => Promise<readonly Row[] | null>,
): Promise<Response> {
  let rows: readonly Row[] | null;
  try {
    rows = await load();
  } catch {
    return plain(503, 'The database does not answer at the moment.', {
      'retry-after': String(retryAfterSeconds),
    });
  }
  if (rows === null) return plain(404, 'No such server is in the census.');
  const body = formatCsvHeader(columns) + formatCsvRows(rows, columns);
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'public, max-age=60',
      'access-control-allow-origin': '*',
    },
  });
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}
