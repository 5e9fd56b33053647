import { type AnnotationKind, annotationKinds } from '../../../db/model/annotations.ts';
import { annotations as readAnnotations } from '../../../db/queries/annotations.ts';
import type { Param } from '../../params/param.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { fromParam, toParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { readSpan } from './series-params.ts';

const kindParam: Param<readonly AnnotationKind[]> = {
  name: 'kind',
  description: 'Only annotations of this kind; repeated: of any of these.',
  schema: { type: 'array', items: { type: 'string', enum: [...annotationKinds] } },
  isRepeatable: true,
  parse: (values) => {
    const kinds = values.flatMap((value) => annotationKinds.filter((kind) => kind === value));
    return kinds.length === values.length
      ? { ok: true, value: kinds }
      : { ok: false, allowed: `one of ${annotationKinds.join(', ')}` };
  },
  format: (kinds) => kinds,
};

/** `GET /api/v1/annotations`: what a reader of charts has to know. */
export const annotations = defineEndpoint({
  path: '/api/v1/annotations',
  operationId: 'listAnnotations',
  group: 'service',
  summary: 'What a reader of charts has to know, by day',
  description:
    'Changes of method, outages of our own, days on which nothing was crawled, events in the world, and changes in what other people count. Oldest first, all in one answer: those that touch the span.',
  example: { from: '2026-01-01', kind: ['method', 'outage'] },
  params: { from: fromParam, to: toParam, kind: kindParam },
  schema: listSchema(schemas.annotation, {}).meta({ id: 'AnnotationList' }),
  datasets: ['figures'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { kind, ...days } = values;
    const spanned = readSpan(days);
    if (spanned.kind === 'problem') return spanned;
    const all = await readAnnotations(context.database, spanned.span);
    const items = all.filter((each) => kind === undefined || kind.includes(each.kind));
    return { kind: 'ok', body: listOf({ items, url, next: null }) };
  },
});
