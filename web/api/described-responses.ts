import type { OpenAPIHono } from '@hono/zod-openapi';
import { readParams } from '../params/param.ts';
import type { Endpoint } from './endpoint.ts';
import { examplePath } from './example-request.ts';
import { badParameters, problemSchema, toProblemBody } from './problem.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type RouteConfig = Parameters<Registry['registerPath']>[0];
type Responses = RouteConfig['responses'];

/** Headers of answers, by name; each is a component of the description. */
const headers = {
  ETag: 'Strong tag of exactly these bytes (RFC 9110, section 8.8.3). Give it back in `If-None-Match`.',
  'Last-Modified': 'When what the answer is made of last changed, where that is known.',
  'Cache-Control': 'For how long the answer may be kept.',
  Age: 'While the database is away: how many seconds old the kept answer is (RFC 9111, section 5.1).',
  'Cache-Status': 'While the database is away: that the answer is a kept one (RFC 9211).',
  Link: 'Terms of use, as `rel="license"`; of a list also where it goes on, as `rel="next"`, but for its last answer (RFC 8288).',
  RateLimit:
    'How many requests are left, and in how many seconds there are more (draft-ietf-httpapi-ratelimit-headers).',
  'RateLimit-Policy':
    'How many requests are allowed in how many seconds (draft-ietf-httpapi-ratelimit-headers).',
  'Retry-After': 'In how many seconds to ask again.',
} as const;

type HeaderName = keyof typeof headers;

/** Adds the headers that {@link responsesOf} refers to. */
export function describeHeaders(registry: Registry): void {
  for (const [name, description] of Object.entries(headers))
    registry.registerComponent('headers', name, {
      description,
      schema: isSeconds(name) ? { type: 'integer', minimum: 0 } : { type: 'string' },
    });
}

function isSeconds(name: string): boolean {
  return name === 'Age' || name === 'Retry-After';
}

/** Every answer that an address can give. */
export function responsesOf(endpoint: Endpoint): Responses {
  const { path, summary, schema, mediaType = 'application/json' } = endpoint;
  return {
    200: {
      description: summary,
      headers: named(
        ...(['ETag', 'Last-Modified', 'Cache-Control', 'Age', 'Cache-Status'] as const),
        ...(['RateLimit', 'RateLimit-Policy', 'Link'] as const),
      ),
      content: { [mediaType]: { schema } },
    },
    304: {
      description:
        'The same as the answer whose ETag the request names. It does not count against the rate limit.',
      headers: named('ETag', 'Last-Modified', 'Cache-Control'),
    },
    400: {
      description: 'A parameter is unknown or has a bad value.',
      content: problemContent(misspelt(endpoint)),
    },
    ...(path.includes('{')
      ? { 404: { description: 'There is none of that name.', content: problemContent() } }
      : {}),
    429: {
      description: 'Too many requests: ask again after as many seconds as Retry-After says.',
      headers: named('Retry-After', 'RateLimit', 'RateLimit-Policy'),
      content: problemContent(),
    },
    503: {
      description: 'The database is away; see Retry-After.',
      headers: named('Retry-After'),
      content: problemContent(),
    },
  };
}

function named(...names: readonly HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function problemContent(example?: object) {
  return {
    'application/problem+json': { schema: problemSchema, ...(example === undefined ? {} : { example }) },
  };
}

/** What the address says to `?limt=10`. */
function misspelt(endpoint: Endpoint): object {
  const { problems } = readParams(new URLSearchParams({ limt: '10' }), endpoint.params);
  const errors = problems.map(({ name, message }) => ({ parameter: name, detail: message }));
  return toProblemBody(badParameters(errors), examplePath(endpoint));
}
