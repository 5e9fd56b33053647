import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Endpoint } from './endpoint.ts';
import { problemSchema } from './problem.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type RouteConfig = Parameters<Registry['registerPath']>[0];

const problemContent = { 'application/problem+json': { schema: problemSchema } };

/** Adds an endpoint to the API's description, from the same objects that check its requests. */
export function describeEndpoint(registry: Registry, endpoint: Endpoint): void {
  const { path, operationId, summary, description, schema, mediaType = 'application/json' } = endpoint;
  const parameters = parametersOf(endpoint);
  registry.registerPath({
    method: 'get',
    path,
    operationId,
    summary,
    description,
    parameters,
    responses: {
      200: { description: summary, content: { [mediaType]: { schema } } },
      304: { description: 'The same as the answer whose ETag the request names.' },
      400: { description: 'A parameter is unknown or has a bad value.', content: problemContent },
      ...(path.includes('{')
        ? { 404: { description: 'There is none of that name.', content: problemContent } }
        : {}),
      503: { description: 'The database is away; see Retry-After.', content: problemContent },
    },
  });
}

function parametersOf({ path, params, segment }: Endpoint): NonNullable<RouteConfig['parameters']> {
  const host = {
    name: 'domain',
    in: 'path' as const,
    required: true,
    description: 'Host name, in punycode or Unicode.',
    schema: { type: 'string' as const, maxLength: 253 },
  };
  const query = Object.values(params).map(({ name, description, schema, isRepeatable }) => ({
    name,
    in: 'query' as const,
    required: false,
    description,
    schema: { ...schema },
    // `software=a&software=b`
    ...(isRepeatable ? { style: 'form' as const, explode: true } : {}),
  }));
  const named =
    segment === undefined
      ? []
      : [{ ...segment, in: 'path' as const, required: true, schema: { ...segment.schema } }];
  return [...(path.includes('{domain}') ? [host] : []), ...named, ...query];
}

/** The API's description (OpenAPI 3.1). */
export function openApiDocument(app: Pick<OpenAPIHono, 'getOpenAPI31Document'>, siteUrl: string): object {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Fedicensus',
      version: '1.0.0',
      description:
        'A census of the fediverse: servers, their figures and their rules. Null means that a server did not say, 0 that it said zero. Names and fields may be added; none is renamed or removed within version 1.',
    },
    servers: [{ url: siteUrl.replace(/\/$/, '') }],
  });
}
