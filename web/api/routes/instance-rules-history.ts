import { findInstance } from '../../../db/queries/find-instance.ts';
import { ruleHistoryPage } from '../../../db/queries/page-records.ts';
import { defineEndpoint } from '../endpoint.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, limitParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { notListed } from './not-listed.ts';

/** `GET /api/v1/instances/{domain}/rules/history`: all versions of the rules. */
export const instanceRulesHistory = defineEndpoint({
  path: '/api/v1/instances/{domain}/rules/history',
  operationId: 'listInstanceRulesHistory',
  summary: 'The rules of one server in all their versions',
  description:
    'Newest version first, each in its own order. A version lasts from `valid_from` to `valid_to`; `limit` counts versions, not rules.',
  params: { limit: limitParam({ byDefault: 50, max: 200 }, 'versions'), cursor: cursorParam },
  schema: listSchema(schemas.rule, {}).meta({ id: 'RuleHistoryList' }),
  maxAgeSeconds: 60,
  answer: async ({ context, host, values, url }) => {
    const { limit = 50, cursor } = values;
    const reading = placeOf(cursor, url, 1);
    if (reading.kind === 'problem') return reading;
    const [after = null] = reading.place ?? [];
    if (typeof after === 'string') return badCursor;
    const [record, page] = await Promise.all([
      findInstance(context.database, host),
      ruleHistoryPage(context.database, host, { after, limit }),
    ]);
    if (record === undefined) return notListed(host);
    return {
      kind: 'ok',
      body: listOf({ items: page.items, url, next: page.next === null ? null : [page.next] }),
    };
  },
});
