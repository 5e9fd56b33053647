import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '../../../web/api/endpoints.ts';
import { apiGroups } from '../../../web/api/groups.ts';
import { describeApi } from '../../../web/api/openapi.ts';
import { fillSmallCensus, smallCensus } from '../../crawler/archive/small-census.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ApiServer, addressOf, siteUrl, startApi } from './api-server.ts';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly externalDocs: { readonly url: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly headers?: Readonly<Record<string, object>>;
        readonly content?: Readonly<Record<string, { readonly schema: object; readonly example?: object }>>;
      }
    >
  >;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
  readonly example?: unknown;
  readonly schema: { readonly items?: object };
}

let database: TestDatabase;
let api: ApiServer;
let description: Description;

beforeAll(async () => {
  database = await createTestDatabase(fillSmallCensus);
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
  expect(description.servers).toEqual([expect.objectContaining({ url: siteUrl.slice(0, -1) })]);
  expect(Object.keys(description.paths).toSorted()).toEqual(endpoints.map(({ path }) => path).toSorted());
  const ids = Object.values(description.paths).map((path) => path.get?.operationId);
  expect(new Set(ids).size).toBe(endpoints.length);
});

const paths: readonly string[] = endpoints.map(({ path }) => path);

test.for(paths)('%s has a group, words and an example', (path) => {
  const operation = description.paths[path]?.get;
  const groups = apiGroups.map(({ name }) => name);
  expect(description.tags.map(({ name }) => name)).toEqual(groups);
  expect(operation?.tags).toHaveLength(1);
  expect(groups).toContain(operation?.tags[0]);
  expect(operation?.summary).toMatch(/\w{3}/);
  expect(operation?.description).toMatch(/\w{3}.*\.$/);
  for (const { name, required, description: words, example, schema } of operation?.parameters ?? []) {
    expect([name, words]).toEqual([name, expect.stringMatching(/\w{3}.*\.$/)]);
    // What can stand there shows at a glance; a cursor means something to us alone.
    const shown = { ...(example === undefined ? {} : { example }), ...schema, ...schema.items };
    const has = ['example', 'examples', 'enum', 'default'].some((key) => Object.hasOwn(shown, key));
    expect([name, has]).toEqual([name, name !== 'cursor']);
    if (required) expect([name, example]).toEqual([name, expect.anything()]);
  }
});

test('no group is empty', () => {
  expect(new Set(endpoints.map(({ group }) => group))).toEqual(new Set(apiGroups.map(({ name }) => name)));
});

test.for(paths)('the example of a problem is what %s says', async (path) => {
  const { parameters = [], responses = {} } = description.paths[path]?.get ?? {};
  const example = responses['400']?.content?.['application/problem+json']?.example;
  const address = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, { name, example: value }) => text.replace(`{${name}}`, String(value)), path);
  const response = await api.get(`${address}?limt=10`);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual(example);
});

test.for(paths)('the headers of %s are among those described', async (path) => {
  const response = await api.get(addressOf(path));
  const described = Object.keys(description.paths[path]?.get?.responses['200']?.headers ?? {});
  expect(described).toEqual(
    expect.arrayContaining(['ETag', 'Cache-Control', 'Link', 'RateLimit', 'RateLimit-Policy']),
  );
  for (const name of ['ETag', 'Cache-Control'])
    expect([name, response.headers.has(name)]).toEqual([name, true]);
  for (const name of response.headers.get('access-control-expose-headers')?.split(', ') ?? [])
    if (response.headers.has(name)) expect(described).toContain(name);
});

test('the description says whom to ask and where to read on', () => {
  expect(description.externalDocs.url).toBe(`${siteUrl}docs/api`);
  const infoOf = (contact: string | null) =>
    (describeApi({ siteUrl, contact }) as unknown as { readonly info: { readonly contact?: object } }).info;
  expect(infoOf(null).contact).toBeUndefined();
  expect(infoOf('ops@example.org').contact).toEqual({ name: 'Fedicensus', email: 'ops@example.org' });
  expect(infoOf('https://example.org/us').contact).toEqual({
    name: 'Fedicensus',
    url: 'https://example.org/us',
  });
});

test('an address that is none leads to the description and to the reference', async () => {
  const response = await api.get('/api/v1/nowhere');
  expect(response.status).toBe(404);
  expect(((await response.json()) as { readonly detail: string }).detail).toMatch(
    /\/api\/v1\/openapi\.json .* \/docs\/api /,
  );
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
