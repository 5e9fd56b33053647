import { vitalSeries } from '../../../db/queries/vitals.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { pageOf, readSeries, seriesParams } from './series-params.ts';
import { readVitalMeta, vitalMeta } from './vital-meta.ts';

/** `GET /api/v1/network/vital`. */
export const networkVital = defineEndpoint({
  path: '/api/v1/network/vital',
  operationId: 'listVitalDays',
  group: 'network',
  summary: 'Who came and went, day by day',
  description:
    'Oldest first, finished days alone. A server counts on a day on which it was observed and on the 14 days after it; days on which nobody was asked do not count among these, so that our own outages kill nobody.',
  example: { from: '2026-11-01' },
  params: seriesParams,
  schema: listSchema(schemas.vital, vitalMeta).meta({ id: 'VitalDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const series = readSeries(values, url, 1);
    if (series.kind === 'problem') return series;
    const [items, reckoning] = await Promise.all([
      vitalSeries(context.database, series.span),
      readVitalMeta(context.database),
    ]);
    const list = listOf({ ...pageOf(items, series, ({ day }) => day), url });
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, ...reckoning } } };
  },
});
