import { instanceSizes } from '../../db/queries/instance-sizes.ts';
import type { ApiDescription, DescribedOperation, DescribedParameter } from '../api/description.ts';
import type { ApiGroup } from '../api/groups.ts';
import { type AnswerPart, answerParts, typeOf, valuesOf } from './answer-fields.ts';
import { attempt } from './attempt.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** What the page about the API shows of the API's own description. */
export interface ApiReference {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly groups: readonly {
    readonly name: ApiGroup;
    readonly description: string;
    readonly operations: readonly ReferenceOperation[];
  }[];
  /** A problem as the API answers it. */
  readonly problem: object;
}

/** One address of the API. */
export interface ReferenceOperation {
  /** Also its anchor on the page. */
  readonly id: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ReferenceParameter[];
  readonly mediaType: string;
  /** Empty when the answer is no JSON. */
  readonly parts: readonly AnswerPart[];
  /** The whole address of a request that can be made just so. */
  readonly exampleUrl: string;
}

/** A parameter of an address. */
export interface ReferenceParameter {
  readonly name: string;
  readonly isInPath: boolean;
  readonly isRepeatable: boolean;
  readonly type: string;
  readonly description: string;
  /** The only values that it takes; null: any of its type. */
  readonly values: readonly string[] | null;
  /** What holds without it; null: nothing in particular. */
  readonly byDefault: string | null;
  /** Null: any number, or no number. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** A value to try; null where values or a default say enough. */
  readonly sample: string | null;
}

/** So many of the largest are not all away at once. */
const maxCandidates = 20;

const cache = createShortCache<string | null>({ timeToLiveMs: 60_000, maxEntries: 1 });

/**
 * Reads the reference. Its examples ask about the largest server of this census, so that they are answered; while there is
 * none, or no database, about the one that the description names.
 */
export async function readApiReference(): Promise<ApiReference> {
  const domain = await attempt(() => cache.get('domain', largestDomain));
  return apiReference(getSiteContext().apiDescription, domain.ok ? domain.value : null);
}

async function largestDomain(): Promise<string | null> {
  const largest = await instanceSizes(getSiteContext().database, maxCandidates);
  return largest.find(({ status }) => status === 'up')?.domain ?? null;
}

/** Puts the API's description in the order in which it is read. @param domain stands in examples; null: the description's own. */
export function apiReference(description: ApiDescription, domain: string | null): ApiReference {
  const origin = description.servers[0].url;
  const operations = Object.entries(description.paths).map(([path, { get }]) => ({ path, get }));
  const [group] = description.tags;
  const first = operations.find(({ get }) => get.tags.includes(group.name));
  const problem = first?.get.responses['400']?.content?.['application/problem+json']?.example;
  return {
    origin,
    groups: description.tags.map((tag) => ({
      ...tag,
      operations: operations
        .filter(({ get }) => get.tags.includes(tag.name))
        .map(({ path, get }) => toOperation(path, get, { description, origin, domain })),
    })),
    problem: Object(problem),
  };
}

function toOperation(
  path: string,
  { operationId, summary, description: words, parameters, responses }: DescribedOperation,
  site: { readonly description: ApiDescription; readonly origin: string; readonly domain: string | null },
): ReferenceOperation {
  const { schemas } = site.description.components;
  const [[mediaType = '', content] = []] = Object.entries(responses['200']?.content ?? {});
  const isJson = mediaType === 'application/json' && content !== undefined;
  return {
    id: operationId,
    path,
    summary,
    description: words,
    parameters: parameters.map((parameter) => toParameter(parameter, schemas)),
    mediaType,
    parts: isJson ? answerParts(content.schema, schemas) : [],
    exampleUrl: exampleUrl(path, parameters, site),
  };
}

function toParameter(
  { name, in: place, description, schema, example }: DescribedParameter,
  schemas: ApiDescription['components']['schemas'],
): ReferenceParameter {
  const one = schema.items ?? schema;
  const values = valuesOf(one, schemas);
  const { minimum, maximum } = one;
  const sample = [example ?? one.examples?.[0]].flat()[0];
  const isSaid = values !== null || schema.default !== undefined || sample === undefined;
  return {
    name,
    isInPath: place === 'path',
    isRepeatable: schema.items !== undefined,
    type: typeOf(one, schemas),
    description,
    values,
    byDefault: schema.default === undefined ? null : String(schema.default),
    range: minimum === undefined || maximum === undefined ? null : { min: minimum, max: maximum },
    sample: isSaid ? null : String(sample),
  };
}

function exampleUrl(
  path: string,
  parameters: readonly DescribedParameter[],
  { origin, domain }: { readonly origin: string; readonly domain: string | null },
): string {
  let address = path;
  const query = new URLSearchParams();
  for (const { name, in: place, example } of parameters) {
    if (example === undefined) continue;
    const value = name === 'domain' && place === 'path' ? (domain ?? example) : example;
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(String(value)));
    else for (const each of [value].flat()) query.append(name, String(each));
  }
  return `${origin}${address}${query.size === 0 ? '' : `?${query}`}`;
}
