import { textLimits } from '../../../db/model/text.ts';
import { hasSoftware, softwareVersionsPage } from '../../../db/queries/software-versions.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { problem } from '../problem.ts';
import { schemas } from '../schemas.ts';
import { readSeries, seriesParams, spanOrNewestDay } from './series-params.ts';

/** `GET /api/v1/software/{name}/versions`: how the servers of a software move to its releases. */
export const softwareVersions = defineEndpoint({
  path: '/api/v1/software/{name}/versions',
  operationId: 'listVersionDays',
  group: 'software',
  summary: 'How the servers of a software move to its releases',
  description:
    'Without `from` and `to`, the newest day; else every day of the span, oldest first, by release series within a day.',
  example: { name: 'mastodon' },
  segment: {
    name: 'name',
    description: 'Name of the software as NodeInfo gives it, such as "mastodon".',
    schema: { type: 'string', maxLength: textLimits.software },
  },
  params: seriesParams,
  schema: listSchema(schemas.version, {}).meta({ id: 'VersionDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url, segment }) => {
    const series = readSeries(values, url, 2);
    if (series.kind === 'problem') return series;
    const software = segment.toLowerCase();
    const { limit, after, span } = series;
    const isName = software.length <= textLimits.software && !software.includes('\0');
    if (!isName || !(await hasSoftware(context.database, software)))
      return problem(404, `No server of ${JSON.stringify(segment.slice(0, 100))} is in the census.`);
    const page = await softwareVersionsPage(context.database, software, {
      ...(await spanOrNewestDay(context.database, span)),
      limit,
      after: after === null ? null : [after[0] ?? '', after[1] ?? ''],
    });
    return { kind: 'ok', body: listOf({ items: page.items, url, next: page.next }) };
  },
});
