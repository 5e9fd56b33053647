import { networkPage } from '../../../db/queries/page-records.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { asOfParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { readSeries, seriesParams } from './series-params.ts';

/** `GET /api/v1/network`: the whole network, day by day. */
export const network = defineEndpoint({
  path: '/api/v1/network',
  operationId: 'listNetworkDays',
  group: 'network',
  summary: 'The whole network, day by day',
  description:
    'Oldest first. Every figure also by its two parts: observed on that day, and carried from a day at most 14 days earlier.',
  example: { from: '2026-11-01', limit: 30 },
  params: { ...seriesParams, as_of: asOfParam },
  schema: listSchema(schemas.network, {}).meta({ id: 'NetworkDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { as_of: asOf, ...rest } = values;
    const series = readSeries(rest, url, 1);
    if (series.kind === 'problem') return series;
    const { span, limit, after } = series;
    const page = await networkPage(context.database, {
      ...span,
      ...(asOf === undefined ? {} : { asOf }),
      limit,
      after: after?.[0] ?? null,
    });
    return {
      kind: 'ok',
      body: listOf({ items: page.items, url, next: page.next === null ? null : [page.next] }),
    };
  },
});
