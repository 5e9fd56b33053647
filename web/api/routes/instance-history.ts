import { findInstance } from '../../../db/queries/find-instance.ts';
import { historyPage } from '../../../db/queries/page-records.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { notListed } from './not-listed.ts';
import { readSeries, seriesParams } from './series-params.ts';

/** `GET /api/v1/instances/{domain}/history`: what one server reported, day by day. */
export const instanceHistory = defineEndpoint({
  path: '/api/v1/instances/{domain}/history',
  operationId: 'listInstanceHistory',
  group: 'instances',
  summary: 'What one server reported, day by day',
  description: 'Oldest first. A day without an answer has no row; a figure that was not stated is null.',
  example: { from: '2026-11-01', limit: 30 },
  params: seriesParams,
  schema: listSchema(schemas.snapshot, {}).meta({ id: 'SnapshotList' }),
  datasets: ['instances', 'history'],
  maxAgeSeconds: 60,
  answer: async ({ context, host, values, url }) => {
    const series = readSeries(values, url, 1);
    if (series.kind === 'problem') return series;
    const { span, limit, after } = series;
    const [record, page] = await Promise.all([
      findInstance(context.database, host),
      historyPage(context.database, host, { ...span, limit, after: after?.[0] ?? null }),
    ]);
    if (record === undefined) return notListed(context.database, host);
    return {
      kind: 'ok',
      body: listOf({ items: page.items, url, next: page.next === null ? null : [page.next] }),
    };
  },
});
