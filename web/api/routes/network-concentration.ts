import { z } from 'zod';
import { concentrationSeries, newestLorenzCurve } from '../../../db/queries/growth-series.ts';
import type { Param } from '../../params/param.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { pageOf, readSeries, seriesParams } from './series-params.ts';

const curveParam: Param<boolean> = {
  name: 'curve',
  description: 'Whether `meta.curve` holds the Lorenz curve of the newest day of the span.',
  schema: { type: 'string', enum: ['true', 'false'], default: 'false' },
  isRepeatable: false,
  parse: ([value = '']) =>
    value === 'true' || value === 'false'
      ? { ok: true, value: value === 'true' }
      : { ok: false, allowed: 'true or false' },
  format: (curve) => [String(curve)],
};

const curve = z
  .object({ day: z.string().describe('Day in UTC.'), points: z.array(schemas.lorenzPoint) })
  .nullable()
  .describe('From (0, 0) to (1, 1), at most 101 points; null: not asked for, or nothing to draw.');

/** `GET /api/v1/network/concentration`: how unevenly active users are spread. */
export const networkConcentration = defineEndpoint({
  path: '/api/v1/network/concentration',
  operationId: 'listConcentrationDays',
  group: 'network',
  summary: 'How unevenly active users are spread, day by day',
  description:
    'Oldest first. Over the servers that count on the day, observed or carried, and state their monthly active users. Days on which none does have no row.',
  example: { from: '2026-11-01', curve: 'true' },
  params: { ...seriesParams, curve: curveParam },
  schema: listSchema(schemas.concentration, { curve }).meta({ id: 'ConcentrationDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { curve: isAsked = false, ...rest } = values;
    const series = readSeries(rest, url, 1);
    if (series.kind === 'problem') return series;
    const { items, next } = pageOf(
      await concentrationSeries(context.database, series.span),
      series,
      ({ day }) => day,
    );
    const newest = isAsked ? await newestLorenzCurve(context.database, series.span) : undefined;
    const list = listOf({ items, url, next });
    const drawn = newest === undefined ? null : { day: newest.day, points: [...newest.points] };
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, curve: drawn } } };
  },
});
