import { describe, expect, test } from 'vitest';
import type { DescribedSchema } from '../../../web/api/description.ts';
import { endpoints } from '../../../web/api/endpoints.ts';
import { describeApi } from '../../../web/api/openapi.ts';
import { answerParts, typeOf, valuesOf } from '../../../web/data/answer-fields.ts';
import { apiReference, type ReferenceOperation } from '../../../web/data/api-reference.ts';
import { requestSamples } from '../../../web/ui/api-reference/code-samples.ts';

const description = describeApi({ siteUrl: 'https://census.invalid/', contact: null });
const reference = apiReference(description, 'xn--bchermoor-q9a.net');
const operations = reference.groups.flatMap((group) => group.operations);

function operation(id: string): ReferenceOperation {
  const found = operations.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

test('every endpoint is in one group, with the parameters that it checks', () => {
  const told = operations.map(({ path, parameters }) => [
    path,
    parameters.filter(({ isInPath }) => !isInPath).map(({ name }) => name),
  ]);
  const checked = endpoints.map(({ path, params }) => [path, Object.keys(params)]);
  expect(new Map(told as [string, string[]][])).toEqual(new Map(checked as [string, string[]][]));
  expect(told).toHaveLength(checked.length);
});

test('examples ask this site, about a server of its census where there is one', () => {
  expect(operation('getInstance').exampleUrl).toBe(
    'https://census.invalid/api/v1/instances/xn--bchermoor-q9a.net',
  );
  const first = apiReference(description, null).groups.flatMap((group) => group.operations);
  const urls = first.map(({ exampleUrl }) => exampleUrl);
  expect(urls).toContain('https://census.invalid/api/v1/instances/mastodon.social');
  expect(urls).toContain(
    'https://census.invalid/api/v1/instances?software=mastodon&software=lemmy&sort=-users_active_month&limit=5',
  );
  for (const url of urls) expect(url).not.toMatch(/[{}' ]/);
});

test('a parameter is told with its type, its values, its range and what holds without it', () => {
  const named = (id: string, name: string) => operation(id).parameters.find((each) => each.name === name);
  expect(named('listInstances', 'limit')).toMatchObject({
    ...{ type: 'integer', byDefault: '50', range: { min: 1, max: 1_000 }, values: null, sample: null },
  });
  expect(named('listInstances', 'status')).toMatchObject({
    ...{ type: 'string', isRepeatable: true, values: ['up', 'failing', 'gone', 'moved'], sample: null },
  });
  expect(named('listInstances', 'q')).toMatchObject({
    type: 'string',
    isRepeatable: false,
    sample: 'gardening',
  });
  expect(named('getInstance', 'domain')).toMatchObject({ isInPath: true, sample: 'mastodon.social' });
});

test('the answer of a list is told by its entries and what else is in meta', () => {
  const [entries, ...rest] = operation('listInstances').parts;
  expect(rest).toEqual([]);
  expect(entries).toMatchObject({ path: 'data[]', record: 'Instance' });
  expect(operation('listInstanceRules').parts[1]).toMatchObject({
    path: 'meta',
    fields: [{ name: 'rules_count', type: 'integer | null' }],
  });
  const fields = new Map(entries?.fields.map((field) => [field.name, field]));
  const { properties = {} } = description.components.schemas.Instance ?? {};
  expect([...fields.keys()]).toEqual(expect.arrayContaining(Object.keys(properties)));
  expect(fields.get('first_seen_at')?.type).toBe('date-time');
  expect(fields.get('languages')?.type).toBe('string[] | null');
  expect(fields.get('registrations')).toMatchObject({
    type: 'string | null',
    values: ['open', 'approval', 'invite', 'closed'],
  });
  expect(fields.get('quarantine.since')?.type).toBe('date');
  expect(fields.get('features')).toMatchObject({
    type: 'map of number | boolean',
    values: expect.arrayContaining(['max_characters', 'video']),
  });
  expect(operation('getInstance').parts).toEqual([{ ...entries, path: '' }]);
});

describe('a schema', () => {
  const schemas: Record<string, DescribedSchema> = {
    Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
  };

  test('that refers to itself ends', () => {
    const [part] = answerParts({ $ref: '#/components/schemas/Node' }, schemas);
    expect(part?.fields.map(({ name }) => name)).toEqual([
      ...['next', 'next.next', 'next.next.next', 'next.next.next.next'],
    ]);
  });

  test('of texts under names of their own is told by what stands under a name', () => {
    const translations: DescribedSchema = {
      type: 'object',
      additionalProperties: { type: 'object', properties: { text: { type: 'string', description: 'It.' } } },
    };
    const [part] = answerParts({ type: 'object', properties: { translations } }, schemas);
    expect(part?.fields).toEqual([
      { name: 'translations', type: 'map of object', description: null, values: null },
      { name: 'translations.*.text', type: 'string', description: 'It.', values: null },
    ]);
  });

  test.for([
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'integer | null', null],
    [{ type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }] } }, '(number | null)[]', null],
    [{ const: 'ok', type: 'string' }, '"ok"', null],
    [{ type: ['string', 'null'], enum: ['a', 'b', null] }, 'string | null', ['a', 'b']],
    [{}, 'any', null],
  ] as const satisfies readonly (readonly [DescribedSchema, string, readonly string[] | null])[])(
    '%j is of the type %s',
    ([schema, type, values]) => {
      expect(typeOf(schema, schemas)).toBe(type);
      expect(valuesOf(schema, schemas)).toEqual(values);
    },
  );
});

test('an answer that is no JSON is taken as text, and no address ends its quotes', () => {
  const samples = requestSamples("https://census.invalid/api/v1/badge?text=it's", 'text');
  expect(samples.map(({ language }) => language)).toEqual(['curl', 'js', 'python', 'r']);
  for (const { text } of samples) {
    expect(text).toContain('text=it%27s');
    expect(text).not.toMatch(/json/i);
  }
});
