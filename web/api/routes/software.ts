import { softwarePage } from '../../../db/queries/page-records.ts';
import { softwareParam } from '../../params/instance-params.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { asOfParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { readSeries, seriesParams, spanOrNewestDay } from './series-params.ts';

/** `GET /api/v1/software`: each software on the newest day, or over a span of days. */
export const software = defineEndpoint({
  path: '/api/v1/software',
  operationId: 'listSoftwareDays',
  group: 'software',
  summary: 'Each software, day by day',
  description:
    'Without `from` and `to`, the newest day; else every day of the span, oldest first, by name within a day.',
  example: { software: ['mastodon', 'lemmy'], from: '2026-11-01' },
  params: { ...seriesParams, software: softwareParam, as_of: asOfParam },
  schema: listSchema(schemas.software, {}).meta({ id: 'SoftwareDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { software: names, as_of: asOf, ...rest } = values;
    const series = readSeries(rest, url, 2);
    if (series.kind === 'problem') return series;
    const { limit, after } = series;
    const page = await softwarePage(context.database, {
      ...(await spanOrNewestDay(context.database, series.span, asOf)),
      limit,
      after: after === null ? null : [after[0] ?? '', after[1] ?? ''],
      ...(names === undefined ? {} : { software: names }),
    });
    return { kind: 'ok', body: listOf({ items: page.items, url, next: page.next }) };
  },
});
