import { archivePage } from '../../../db/queries/page-records.ts';
import type { Param } from '../../params/param.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { readSeries, seriesParams } from './series-params.ts';

const maxSourceLength = 200;

const sourceParam: Param<string> = {
  name: 'source',
  description: 'Name of one source, such as "joinmastodon.org"; absent: all of them.',
  schema: { type: 'string', maxLength: maxSourceLength, examples: ['joinmastodon.org'] },
  isRepeatable: false,
  parse: ([value = '']) =>
    value.length <= maxSourceLength
      ? { ok: true, value }
      : { ok: false, allowed: `at most ${maxSourceLength} characters` },
  format: (source) => [source],
};

/** `GET /api/v1/archive`: what others have counted. */
export const archive = defineEndpoint({
  path: '/api/v1/archive',
  operationId: 'listArchiveDays',
  group: 'archive',
  summary: 'What others have counted, day by day',
  description:
    'By source, oldest day first. These are the figures of the source that each row names; they are in no total of ours. Days that the source lacks have no row.',
  example: { source: 'joinmastodon.org', from: '2022-10-01', to: '2022-12-31' },
  params: { ...seriesParams, source: sourceParam },
  schema: listSchema(schemas.archive, {}).meta({ id: 'ArchiveDayList' }),
  datasets: ['archive'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { source, ...rest } = values;
    const series = readSeries(rest, url, 2);
    if (series.kind === 'problem') return series;
    const { span, limit, after } = series;
    const page = await archivePage(context.database, {
      ...span,
      limit,
      after: after === null ? null : [after[0] ?? '', after[1] ?? ''],
      ...(source === undefined ? {} : { source }),
    });
    return { kind: 'ok', body: listOf({ items: page.items, url, next: page.next }) };
  },
});
