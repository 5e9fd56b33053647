import { instanceRecord } from '../../../db/model/records.ts';
import { findInstance } from '../../../db/queries/find-instance.ts';
import { defineEndpoint } from '../endpoint.ts';
import { fieldsParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';
import { notListed } from './not-listed.ts';

/** `GET /api/v1/instances/{domain}`: one server. */
export const instance = defineEndpoint({
  path: '/api/v1/instances/{domain}',
  operationId: 'getInstance',
  group: 'instances',
  summary: 'One server',
  description: 'What a server said most recently, and what we saw of it.',
  example: {},
  params: { fields: fieldsParam(Object.keys(instanceRecord.shape)) },
  schema: schemas.instance,
  datasets: ['instances'],
  maxAgeSeconds: 60,
  answer: async ({ context, host }) => {
    const record = await findInstance(context.database, host);
    return record === undefined ? notListed(context.database, host) : { kind: 'ok', body: record };
  },
});
