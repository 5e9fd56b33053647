import { csvAnswer } from '../../../data/csv-answer.ts';
import { readHome } from '../../../data/home.ts';

/** Asked when it is read. */
export const dynamic = 'force-dynamic';

/** The days of the growth chart: our own and Mastodon's, told apart by `source`. */
export function GET(): Promise<Response> {
  return csvAnswer(
    'fedicensus-growth.csv',
    ['source', 'day', 'servers', 'users_total', 'users_active_month', 'partial'],
    async () => {
      const { network, archive } = await readHome();
      return [
        ...archive.map(({ source, day, servers, users_total, users_active_month }) => ({
          source,
          day,
          servers,
          users_total,
          users_active_month,
          partial: false,
        })),
        ...network.map((record) => ({
          source: 'fedicensus',
          day: record.day,
          servers: record.servers_observed + record.servers_carried,
          users_total: record.users_total,
          users_active_month: record.users_active_month,
          partial: record.partial,
        })),
      ];
    },
  );
}
