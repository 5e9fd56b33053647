import { panelDaysBack } from '../../../db/model/panel-days.ts';
import { panelSeries } from '../../../db/queries/growth-series.ts';
import type { Param } from '../../params/param.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { pageOf, readSeries, seriesParams } from './series-params.ts';

const defaultDaysBack = 30;

const daysBackParam: Param<number> = {
  name: 'days_back',
  description: 'So many days before each day is the one that it is compared with.',
  schema: { type: 'integer', enum: [...panelDaysBack], default: defaultDaysBack },
  isRepeatable: false,
  parse: ([value = '']) => {
    const days = panelDaysBack.find((each) => String(each) === value);
    return days === undefined
      ? { ok: false, allowed: `one of ${panelDaysBack.join(', ')}` }
      : { ok: true, value: days };
  },
  format: (days) => [String(days)],
};

/** `GET /api/v1/network/panel`: growth of the same servers. */
export const networkPanel = defineEndpoint({
  path: '/api/v1/network/panel',
  operationId: 'listPanelDays',
  group: 'network',
  summary: 'How the same servers grew, day by day',
  description:
    'Oldest later day first. Only servers that were observed on both days and are quarantined on neither are compared, so that finding more servers is no growth. Pairs with a day on which nobody was observed have no row.',
  example: { from: '2026-11-01', days_back: 7 },
  params: { ...seriesParams, days_back: daysBackParam },
  schema: listSchema(schemas.panel, {}).meta({ id: 'PanelDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { days_back: daysBack = defaultDaysBack, ...rest } = values;
    const series = readSeries(rest, url, 1);
    if (series.kind === 'problem') return series;
    const days = await panelSeries(context.database, daysBack, series.span);
    return { kind: 'ok', body: listOf({ ...pageOf(days, series, ({ day }) => day), url }) };
  },
});
