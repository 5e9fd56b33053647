import { findInstance } from '../../../db/queries/find-instance.ts';
import { type RulePlace, ruleHistoryPage } from '../../../db/queries/page-records.ts';
import type { Place } from '../cursor.ts';
import { defineEndpoint } from '../endpoint.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, limitParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { notListed } from './not-listed.ts';

/** `GET /api/v1/instances/{domain}/rules/history`: past and present rules. */
export const instanceRulesHistory = defineEndpoint({
  path: '/api/v1/instances/{domain}/rules/history',
  operationId: 'listInstanceRulesHistory',
  group: 'rules',
  summary: 'The rules of one server, past and present',
  description:
    'One entry a rule, those that were first read last come first; `valid_from` to `valid_to` is the time that it was in force. A rule that only moved within the list is the same rule. What changed from one set to the next is told by `rules/changes`.',
  example: { limit: 20 },
  params: { limit: limitParam({ byDefault: 200, max: 1_000 }, 'rules'), cursor: cursorParam },
  schema: listSchema(schemas.rule, {}).meta({ id: 'RuleHistoryList' }),
  datasets: ['instances', 'rules'],
  maxAgeSeconds: 60,
  answer: async ({ context, host, values, url }) => {
    const { limit = 200, cursor } = values;
    const reading = placeOf(cursor, url, 3);
    if (reading.kind === 'problem') return reading;
    const after = reading.place === null ? null : rulePlace(reading.place);
    if (after === undefined) return badCursor;
    const [record, page] = await Promise.all([
      findInstance(context.database, host),
      ruleHistoryPage(context.database, host, { after, limit }),
    ]);
    if (record === undefined) return notListed(context.database, host);
    return {
      kind: 'ok',
      body: listOf({ items: page.items, url, next: page.next }),
    };
  },
});

function rulePlace([validFrom, position, ruleId]: Place): RulePlace | undefined {
  const isPlace =
    typeof validFrom === 'string' && !Number.isNaN(Date.parse(validFrom)) && typeof position === 'number';
  return isPlace && typeof ruleId === 'number' ? [validFrom, position, ruleId] : undefined;
}
