import { OpenAPIHono } from '@hono/zod-openapi';
import { dataLicence } from '../../db/model/data-licence.ts';
import { describeHeaders, responsesOf } from './described-responses.ts';
import type { ApiDescription } from './description.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { exampleValues } from './example-request.ts';
import { apiGroups } from './groups.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type RouteConfig = Parameters<Registry['registerPath']>[0];

/** Where people read about the API, below the site's address; it leads to the page in the reader's language. */
export const referencePath = '/docs/api';

/** What of the settings is part of the description. */
export interface DescribedSite {
  /** Where readers reach the site, with a slash at the end. */
  readonly siteUrl: string;
  /** An https URL or a mail address; null: none given. */
  readonly contact: string | null;
}

/** The API's description (OpenAPI 3.1), from the same objects that check its requests. */
export function describeApi({ siteUrl, contact }: DescribedSite): ApiDescription {
  // An app without a route: only its registry makes schemas of zod's.
  const app = new OpenAPIHono();
  describeHeaders(app.openAPIRegistry);
  for (const endpoint of endpoints) describeEndpoint(app.openAPIRegistry, endpoint);
  const description = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Fedicensus',
      version: '1.0.0',
      description:
        'A census of the fediverse: servers, their figures and their rules. Read only, without a key, from any page. Null means that a server did not say, 0 that it said zero. Days are UTC, host names are in punycode. Names and fields may be added; none is renamed or removed within version 1.',
      // The licence of what the API gives out: a program has no other use for its description.
      license: { name: dataLicence.title, url: dataLicence.url },
      ...(contact === null ? {} : { contact: contactOf(contact) }),
    },
    servers: [{ url: siteUrl.replace(/\/$/, ''), description: 'This census.' }],
    tags: apiGroups.map((group) => ({ ...group })),
    externalDocs: {
      url: new URL(referencePath, siteUrl).href,
      description: 'The same for people, with lists, errors, caching, limits and examples explained.',
    },
  });
  // What we registered above, as JSON will have it.
  return description as object as ApiDescription;
}

function contactOf(contact: string) {
  return { name: 'Fedicensus', ...(contact.startsWith('https://') ? { url: contact } : { email: contact }) };
}

function describeEndpoint(registry: Registry, endpoint: Endpoint): void {
  const { path, operationId, summary, description, group } = endpoint;
  registry.registerPath({
    ...{ method: 'get', path, operationId, summary, description, tags: [group], security: [] },
    parameters: parametersOf(endpoint),
    responses: responsesOf(endpoint),
  });
}

function parametersOf(endpoint: Endpoint): NonNullable<RouteConfig['parameters']> {
  const { path, params, segment } = endpoint;
  const values = exampleValues(endpoint);
  const exampleOf = (name: string) => (Object.hasOwn(values, name) ? { example: values[name] } : {});
  const host = {
    name: 'domain',
    in: 'path' as const,
    required: true,
    description: 'Host name, in punycode or Unicode.',
    schema: { type: 'string' as const, maxLength: 253 },
    ...exampleOf('domain'),
  };
  const query = Object.values(params).map(({ name, description, schema, isRepeatable }) => ({
    name,
    in: 'query' as const,
    required: false,
    description,
    schema: { ...schema },
    // `software=a&software=b`
    ...(isRepeatable ? { style: 'form' as const, explode: true } : {}),
    ...exampleOf(name),
  }));
  const named =
    segment === undefined
      ? []
      : [
          {
            ...{ name: segment.name, in: 'path' as const, required: true, description: segment.description },
            schema: { ...segment.schema },
            ...exampleOf(segment.name),
          },
        ];
  return [...(path.includes('{domain}') ? [host] : []), ...named, ...query];
}
