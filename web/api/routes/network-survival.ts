import { survivalCohorts } from '../../../db/queries/vitals.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { pageOf, readSeries, seriesParams } from './series-params.ts';
import { readVitalMeta, vitalMeta } from './vital-meta.ts';

/** `GET /api/v1/network/survival`. */
export const networkSurvival = defineEndpoint({
  path: '/api/v1/network/survival',
  operationId: 'listSurvivalCohorts',
  group: 'network',
  summary: 'How long servers live, by month of birth',
  description:
    'Oldest month first; months without a birth are left out. Kaplan-Meier estimates to the first death.',
  example: {},
  params: seriesParams,
  schema: listSchema(schemas.survival, vitalMeta).meta({ id: 'SurvivalCohortList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const series = readSeries(values, url, 1);
    if (series.kind === 'problem') return series;
    const [items, reckoning] = await Promise.all([
      survivalCohorts(context.database, series.span),
      readVitalMeta(context.database),
    ]);
    const list = listOf({ ...pageOf(items, series, ({ month }) => month), url });
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, ...reckoning } } };
  },
});
