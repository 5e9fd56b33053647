import { type Context, Hono } from 'hono';
import { describeDatabaseProblem } from '../../db/client.ts';
import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { readParams } from '../params/param.ts';
import { type AnswerCache, createAnswerCache, type Outcome } from './answer-cache.ts';
import type { ApiContext, Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { referencePath } from './openapi.ts';
import { badParameters, type Problem, problem } from './problem.ts';
import { allowedMethods, render, respondOptions, respondProblem, respondWith } from './respond.ts';

const descriptionPath = '/api/v1/openapi.json';
const jsonType = 'application/json';
const descriptionMaxAgeSeconds = 300;
/** Of kept answers, together. */
const maxKeptBytes = 32_000_000;

/** The JSON API as a Hono app: `app.fetch` answers one request. HEAD answers as GET without the body. */
export function createApi(context: ApiContext): Hono {
  const app = new Hono();
  const { keepMs, now, state } = context;
  const cache = createAnswerCache({ keepMs, maxBytes: maxKeptBytes, now, state });
  for (const endpoint of endpoints) {
    const route = endpoint.path.replace(/\{([a-z]+)\}/, ':$1');
    app.get(route, (c) => answerRequest(c, endpoint, { context, cache }));
    addOtherMethods(app, route);
  }
  const description = render(JSON.stringify(context.description), jsonType);
  app.get(descriptionPath, (c) => respondWith(askingOf(c), description, descriptionMaxAgeSeconds));
  addOtherMethods(app, descriptionPath);
  app.notFound((c) =>
    respondProblem(
      { path: pathOf(c) },
      problem(
        404,
        `There is nothing at this address; ${descriptionPath} describes all that there are, and ${referencePath} explains them.`,
      ),
    ),
  );
  app.onError((error, c) => respondFailure(c, error, context));
  return app;
}

function addOtherMethods(app: Hono, route: string): void {
  app.options(route, respondOptions);
  app.all(route, (c) =>
    respondProblem(
      { path: pathOf(c) },
      problem(405, `${c.req.method.slice(0, 20)} is not possible here; the API is read with GET.`),
      { allow: allowedMethods },
    ),
  );
}

async function answerRequest(
  c: Context,
  endpoint: Endpoint,
  { context, cache }: { readonly context: ApiContext; readonly cache: AnswerCache },
): Promise<Response> {
  const url = ownUrl(c, context);
  const make = () => answerEndpoint({ url, path: c.req.param() }, endpoint, context);
  // What may not be cached outside may not be kept inside either.
  const outcome = await (endpoint.maxAgeSeconds === 0 ? make() : cache.get(url.href, make));
  return outcome.kind === 'problem'
    ? respondProblem(askingOf(c), outcome)
    : respondWith(askingOf(c), outcome.rendered, endpoint.maxAgeSeconds);
}

async function answerEndpoint(
  { url, path }: { readonly url: URL; readonly path: Readonly<Record<string, string | undefined>> },
  endpoint: Endpoint,
  context: ApiContext,
): Promise<Outcome> {
  const { values, problems } = readParams(url.searchParams, endpoint.params);
  if (problems.length > 0)
    return badParameters(problems.map(({ name, message }) => ({ parameter: name, detail: message })));
  const host = readHost(path.domain);
  if (host.kind === 'problem') return host;
  const segment = (endpoint.segment && path[endpoint.segment.name]) ?? '';
  const answer = await endpoint.answer({ context, values, url, host: host.value, segment });
  if (answer.kind === 'problem') return answer;
  const { mediaType = jsonType } = endpoint;
  const text = mediaType === jsonType ? JSON.stringify(answer.body) : String(answer.body);
  return { kind: 'ok', rendered: render(text, mediaType, nextLink(answer.body)) };
}

function readHost(text: string | undefined): { readonly kind: 'host'; readonly value: HostName } | Problem {
  // An endpoint without a host in its path never looks at it.
  if (text === undefined) return { kind: 'host', value: '' as HostName };
  const host = parseHostName(text);
  if (host.ok) return { kind: 'host', value: host.value };
  return problem(
    404,
    `${JSON.stringify(text.slice(0, 100))} is no name that a server can have (${host.reason}); give a host name such as mastodon.social.`,
  );
}

/** The request's address under the site's own name: what the Host header says is the reader's to choose. */
function ownUrl(c: Context, context: ApiContext): URL {
  const { pathname, search } = new URL(c.req.url);
  const url = new URL(context.siteUrl);
  url.pathname = pathname;
  url.search = search;
  return url;
}

/** As it stands in the address, with its percent signs: Hono's own `path` is decoded. */
function pathOf(c: Context): string {
  return new URL(c.req.url).pathname;
}

function askingOf(c: Context) {
  return { path: pathOf(c), ifNoneMatch: c.req.header('if-none-match') ?? null };
}

function nextLink(body: unknown): string | null {
  const links = body !== null && typeof body === 'object' && 'links' in body ? body.links : undefined;
  const next = links !== null && typeof links === 'object' && 'next' in links ? links.next : null;
  return typeof next === 'string' ? next : null;
}

/** What a reader may know of a failure: that the database is away, or that we have a bug; never more. */
function respondFailure(c: Context, error: Error, context: ApiContext): Response {
  const path = pathOf(c);
  if (describeDatabaseProblem(error) !== undefined) {
    const detail =
      'code' in error && error.code === '57014'
        ? 'The answer took longer than allowed. Narrow the query, or ask again in a moment.'
        : 'The database cannot be reached just now. Ask again in a moment.';
    return respondProblem({ path }, problem(503, detail));
  }
  context.reportBug(error);
  return respondProblem({ path }, problem(500, 'The failure is ours, and has been written to our log.'));
}
