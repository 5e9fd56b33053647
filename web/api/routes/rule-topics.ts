import { z } from 'zod';
import { ruleTopicCounts } from '../../../db/queries/rule-topics.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';

const count = z.number().int().nonnegative();

/** `GET /api/v1/rules/topics`: what servers have rules on, and had at the ends of past months. */
export const ruleTopicList = defineEndpoint({
  path: '/api/v1/rules/topics',
  operationId: 'listRuleTopics',
  group: 'rules',
  summary: 'What servers have rules on',
  description:
    'How many servers that are up or failing have a rule on each topic, by the patterns of today, and how many had one at the ends of the last twelve months. At the end of a month a server counts that had answered by then and has answered later, or had at most 14 days before; servers that have gone or moved since are among them, those that were forgotten are not. A rule counts from when we first read it, which may be long after it was made: growth is in part that of the census, so compare with `meta.month_ends`.',
  example: {},
  params: {},
  schema: listSchema(schemas.ruleTopic, {
    servers_known: count.describe(
      'Servers that are up or failing and whose rules are known, also when they have none.',
    ),
    servers_with_rules: count.describe('Of these, those that have rules.'),
    month_ends: z
      .array(
        z.object({
          day: z.string().meta({ format: 'date', description: 'Last day of a month, UTC.' }),
          servers_with_rules: count
            .nullable()
            .describe('Servers that had any rules when that day ended; null: no rules had been read yet.'),
        }),
      )
      .describe('The same for rules on whatever topic, to compare with.'),
  }).meta({ id: 'RuleTopicList' }),
  datasets: ['instances', 'rules'],
  // It names nobody and costs most of a second: five minutes do no harm.
  maxAgeSeconds: 300,
  answer: async ({ context, url }) => {
    const { topics, serversKnown, serversWithRules, monthEnds } = await ruleTopicCounts(
      context.database,
      context.now(),
    );
    const list = listOf({ items: topics, url, next: null });
    const known = {
      servers_known: serversKnown,
      servers_with_rules: serversWithRules,
      month_ends: monthEnds.map(({ day, servers }) => ({ day, servers_with_rules: servers })),
    };
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, ...known } } };
  },
});
