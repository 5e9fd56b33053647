import { softwareVersionsPage } from '../../../db/queries/software-versions.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { readSeries, seriesParams, spanOrNewestDay } from './series-params.ts';
import { readSoftware, softwareSegment } from './software-segment.ts';

/** `GET /api/v1/software/{name}/versions`: how the servers of a software move to its releases. */
export const softwareVersions = defineEndpoint({
  path: '/api/v1/software/{name}/versions',
  operationId: 'listVersionDays',
  group: 'software',
  summary: 'How the servers of a software move to its releases',
  description:
    'Without `from` and `to`, the newest day; else every day of the span, oldest first, by release series within a day.',
  example: { name: 'mastodon' },
  segment: softwareSegment,
  params: seriesParams,
  schema: listSchema(schemas.version, {}).meta({ id: 'VersionDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url, segment }) => {
    const series = readSeries(values, url, 2);
    if (series.kind === 'problem') return series;
    const software = await readSoftware(context.database, segment);
    if (software.kind === 'problem') return software;
    const { limit, after, span } = series;
    const page = await softwareVersionsPage(context.database, software.name, {
      ...(await spanOrNewestDay(context.database, span)),
      limit,
      after: after === null ? null : [after[0] ?? '', after[1] ?? ''],
    });
    return { kind: 'ok', body: listOf({ items: page.items, url, next: page.next }) };
  },
});
