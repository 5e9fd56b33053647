import { churnMonths, churnPlace } from '../../../db/queries/vitals.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { pageOf, readSeries, seriesParams } from './series-params.ts';
import { readVitalMeta, vitalMeta } from './vital-meta.ts';

/** `GET /api/v1/network/churn`. */
export const networkChurn = defineEndpoint({
  path: '/api/v1/network/churn',
  operationId: 'listChurnMonths',
  group: 'network',
  summary: 'Who came and went, by month and size',
  description:
    'Oldest month first, the smallest servers first. Rates are deaths, or births and revivals, over the days at risk.',
  example: { from: '2026-10-01' },
  params: seriesParams,
  schema: listSchema(schemas.churn, vitalMeta).meta({ id: 'ChurnMonthList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const series = readSeries(values, url, 1);
    if (series.kind === 'problem') return series;
    const [items, reckoning] = await Promise.all([
      churnMonths(context.database, series.span),
      readVitalMeta(context.database),
    ]);
    const list = listOf({ ...pageOf(items, series, churnPlace), url });
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, ...reckoning } } };
  },
});
