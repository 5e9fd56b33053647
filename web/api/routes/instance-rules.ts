import { z } from 'zod';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { instanceRules as rulesInForce } from '../../../db/queries/instance-rules.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { schemas } from '../schemas.ts';
import { notListed } from './not-listed.ts';

/** `GET /api/v1/instances/{domain}/rules`: the rules in force. */
export const instanceRules = defineEndpoint({
  path: '/api/v1/instances/{domain}/rules',
  operationId: 'listInstanceRules',
  group: 'rules',
  summary: 'The rules of one server that are in force',
  description: "Word for word, in the server's own order.",
  example: {},
  params: {},
  schema: listSchema(schemas.rule, {
    rules_count: z
      .number()
      .int()
      .nonnegative()
      .nullable()
      .describe('0: the server has no rules. Null: they could not be read.'),
  }).meta({ id: 'RuleList' }),
  datasets: ['instances', 'rules'],
  maxAgeSeconds: 60,
  answer: async ({ context, host, url }) => {
    const [record, rules] = await Promise.all([
      findInstance(context.database, host),
      rulesInForce(context.database, host),
    ]);
    if (record === undefined) return notListed(context.database, host);
    const list = listOf({ items: rules, url, next: null });
    return { kind: 'ok', body: { ...list, meta: { ...list.meta, rules_count: record.rules_count } } };
  },
});
