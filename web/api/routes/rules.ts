import { type RuleTextPlace, searchRules } from '../../../db/queries/search-rules.ts';
import { ruleSearchParams, toRuleSearch } from '../../params/rule-params.ts';
import type { Place } from '../cursor.ts';
import { defineEndpoint } from '../endpoint.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, limitParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';

const defaultLimit = 20;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `GET /api/v1/rules`: the texts of rules in force on all servers. */
export const rules = defineEndpoint({
  path: '/api/v1/rules',
  operationId: 'searchRules',
  group: 'rules',
  summary: 'Rules of all servers, searched',
  description:
    'Each text once, word for word, those first that most servers have among their rules in force; of servers that are up or failing. A text may have another explanation, other topics and another language on each of them: those servers are counted on which it matches. A text whose count changes while a list is walked may be given twice or left out.',
  example: { q: 'kind', topic: ['harassment'], limit: 5 },
  params: {
    ...ruleSearchParams,
    limit: limitParam({ byDefault: defaultLimit, max: 100 }, 'rules'),
    cursor: cursorParam,
  },
  schema: listSchema(schemas.ruleText, {}).meta({ id: 'RuleTextList' }),
  datasets: ['instances', 'rules'],
  isSentWhole: false,
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { limit = defaultLimit, cursor } = values;
    const reading = placeOf(cursor, url, 2);
    if (reading.kind === 'problem') return reading;
    const after = reading.place === null ? null : toRuleTextPlace(reading.place);
    if (after === undefined) return badCursor;
    const search = toRuleSearch(values);
    const { rules: items, next } = await searchRules(context.database, { search, after, limit });
    return { kind: 'ok', body: listOf({ items, url, next }) };
  },
});

/** A place in the list; undefined when the values are none. */
function toRuleTextPlace([servers, textKey]: Place): RuleTextPlace | undefined {
  if (typeof servers !== 'number' || typeof textKey !== 'string' || !uuid.test(textKey)) return undefined;
  return [servers, textKey];
}
