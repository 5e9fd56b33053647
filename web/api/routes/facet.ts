import { readableFacets } from '../../../db/model/growth-records.ts';
import { facetPage } from '../../../db/queries/page-records.ts';
import { nearestName } from '../../params/nearest-name.ts';
import type { Param } from '../../params/param.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { asOfParam } from '../list-params.ts';
import { problem } from '../problem.ts';
import { schemas } from '../schemas.ts';
import { readSeries, seriesParams, spanOrNewestDay } from './series-params.ts';

const maxValues = 50;
const maxValueLength = 200;

const valueParam: Param<readonly string[]> = {
  name: 'value',
  description: 'A value of the facet, such as "mastodon/4.5", "open" or "de"; repeat it for alternatives.',
  schema: {
    type: 'array',
    maxItems: maxValues,
    items: { type: 'string', maxLength: maxValueLength, examples: ['de'] },
  },
  isRepeatable: true,
  parse: (values) =>
    values.length <= maxValues && values.every((value) => value.length <= maxValueLength)
      ? { ok: true, value: [...new Set(values)] }
      : { ok: false, allowed: `at most ${maxValues} values of at most ${maxValueLength} characters` },
  format: (values) => values,
};

/** `GET /api/v1/facets/{facet}`: the parts of the network that share one value of a facet. */
export const facet = defineEndpoint({
  path: '/api/v1/facets/{facet}',
  operationId: 'listFacetDays',
  group: 'software',
  summary: 'Parts of the network, day by day',
  description:
    'By release series, registration mode, kind of server, language or network country. Without `from` and `to`, the newest day; else every day of the span, oldest first, by value within a day.',
  example: { facet: 'language', value: ['en', 'fr'] },
  segment: {
    name: 'facet',
    description: 'What the parts are told apart by.',
    schema: { type: 'string', enum: [...readableFacets] },
  },
  params: { ...seriesParams, value: valueParam, as_of: asOfParam },
  schema: listSchema(schemas.facet, {}).meta({ id: 'FacetDayList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url, segment }) => {
    const name = readableFacets.find((each) => each === segment);
    if (name === undefined) return noFacet(segment);
    const { value, as_of: asOf, ...rest } = values;
    const series = readSeries(rest, url, 2);
    if (series.kind === 'problem') return series;
    const { limit, after, span } = series;
    const page = await facetPage(context.database, name, {
      ...(await spanOrNewestDay(context.database, span, asOf)),
      limit,
      after: after === null ? null : [after[0] ?? '', after[1] ?? ''],
      ...(value === undefined ? {} : { value }),
    });
    return { kind: 'ok', body: listOf({ items: page.items, url, next: page.next }) };
  },
});

function noFacet(text: string) {
  const nearest = nearestName(text, readableFacets);
  const advice =
    nearest === undefined ? `Known: ${readableFacets.join(', ')}.` : `Did you mean "${nearest}"?`;
  return problem(404, `There is no facet ${JSON.stringify(text.slice(0, 100))}. ${advice}`);
}
