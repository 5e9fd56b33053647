import { csvAnswer } from '../../../../data/csv-answer.ts';
import { growthTable } from '../../../../data/growth-tables.ts';

/** Asked when it is read. */
export const dynamic = 'force-dynamic';

/** The values of a figure of the page about growth: `/data/growth/panel.csv`. */
export async function GET(_: Request, { params }: RouteContext<'/data/growth/[table]'>): Promise<Response> {
  const { table: file } = await params;
  const name = /^([a-z]+)\.csv$/.exec(file)?.[1] ?? '';
  const table = growthTable(name);
  if (table === undefined)
    return new Response('There is no table of that name.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  return csvAnswer(`fedicensus-${name}.csv`, table.columns, table.read);
}
