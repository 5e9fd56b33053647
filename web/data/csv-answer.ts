import { formatCsvHeader, formatCsvRows } from '../../db/model/record-text.ts';
import { attempt } from './attempt.ts';
import { retryAfterSeconds } from './page-status.ts';

/**
 * Records as a CSV download; see `record-text.ts`.
 *
 * @param columns names and order of the columns.
 * @param load a database that cannot answer makes it 503, without a word of why; any other failure is a bug and is thrown.
 */
export async function csvAnswer<Row extends Readonly<Record<string, unknown>>>(
  fileName: string,
  columns: readonly (keyof Row & string)[],
  load: () => Promise<readonly Row[] | null>,
): Promise<Response> {
  const read = await attempt(load);
  if (!read.ok)
    return plain(503, 'The database does not answer at the moment.', {
      'retry-after': String(retryAfterSeconds),
    });
  const rows = read.value;
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
