import { parseHostName } from '../../../../../../db/model/host-name.ts';
import { csvAnswer } from '../../../../../data/csv-answer.ts';
import { readServer } from '../../../../../data/server.ts';

/** Asked when it is read. */
export const dynamic = 'force-dynamic';

const columns = [
  'day',
  'domain',
  'users_total',
  'users_active_month',
  'users_active_half_year',
  'local_posts',
  'local_comments',
  'peers_count',
  'registrations',
  'quarantine_rule',
] as const;

/** What one server reported, one row a day. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ readonly domain: string }> },
): Promise<Response> {
  const host = parseHostName((await params).domain);
  const fileName = host.ok ? `${host.value}.csv` : 'unknown.csv';
  return csvAnswer(fileName, columns, async () => {
    const server = host.ok ? await readServer(host.value) : null;
    return server?.history ?? null;
  });
}
