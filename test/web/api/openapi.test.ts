import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '../../../web/api/endpoints.ts';
import { fillSmallCensus, smallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, addressOf, siteUrl, startApi } from './api-server.ts';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>
  >;
}

let database: TestDatabase;
let api: ApiServer;
let description: Description;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillSmallCensus(database.db);
  api = await startApi(database.db);
  description = await api.json('/api/v1/openapi.json');
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** A response's schema as a validator, made from the published description alone. */
function validatorOf(path: string, status: string, type: string) {
  const schema = description.paths[path]?.get?.responses[status]?.content?.[type]?.schema;
  if (schema === undefined) throw new Error(`${path} has no schema for ${status} ${type}.`);
  const text = JSON.stringify({ ...schema, $defs: description.components.schemas });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as JsonSchema);
}

test('every address is described, and nothing else', () => {
  expect(description.openapi).toBe('3.1.0');
  expect(description.servers).toEqual([{ url: siteUrl.slice(0, -1) }]);
  expect(Object.keys(description.paths).toSorted()).toEqual(endpoints.map(({ path }) => path).toSorted());
  const ids = Object.values(description.paths).map((path) => path.get?.operationId);
  expect(new Set(ids).size).toBe(endpoints.length);
});

test.for(endpoints.map(({ path, params }) => [path, params] as const))(
  'the parameters of %s are described as they are checked',
  async ([path, params]) => {
    const described = description.paths[path]?.get?.parameters ?? [];
    const inQuery = described.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    expect(inQuery).toEqual(Object.keys(params));
    const inPath = described.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect(inPath).toEqual([...path.matchAll(/\{([a-z]+)\}/g)].map((match) => match[1]));
  },
);

test.for(
  endpoints.flatMap(({ path }) =>
    (path.includes('{domain}') ? [smallCensus.birch, smallCensus.silent, smallCensus.quarantined] : ['']).map(
      (domain) => [path, domain] as const,
    ),
  ),
)('the answer of %s %s is what the description promises, field by field', async ([path, domain]) => {
  const { mediaType = 'application/json', schema } = endpoints.find((each) => each.path === path) ?? {};
  const response = await api.get(addressOf(path, domain));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, mediaType]);
  const body: unknown = await (mediaType === 'application/json' ? response.json() : response.text());
  expect(validatorOf(path, '200', mediaType).parse(body)).toEqual(body);
  // The endpoint's own schema drops what it does not know, so equality means that no field is undescribed.
  expect(schema?.parse(body)).toEqual(body);
});

test('the description is strict enough to tell a wrong answer', async () => {
  const validator = validatorOf('/api/v1/instances/{domain}', '200', 'application/json');
  const body = await api.json(`/api/v1/instances/${smallCensus.birch}`);
  expect(validator.safeParse(body).success).toBe(true);
  for (const wrong of [
    { status: 'opted-out' },
    { users_total: '12' },
    { users_total: -1 },
    { domain: undefined },
  ])
    expect(validator.safeParse({ ...body, ...wrong }).success).toBe(false);
});

test.for([
  ['/api/v1/instances', '400', '/api/v1/instances?limit=0'],
  ['/api/v1/instances/{domain}', '404', '/api/v1/instances/nobody-ever-named.net'],
] as const)(
  'the problem of %s with status %s is what the description promises',
  async ([path, status, address]) => {
    const response = await api.get(address);
    expect(response.status).toBe(Number(status));
    const body: unknown = await response.json();
    expect(validatorOf(path, status, 'application/problem+json').parse(body)).toEqual(body);
  },
);
