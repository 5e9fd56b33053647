import { type Context, Hono } from 'hono';
import { describeDatabaseProblem } from '../../db/client.ts';
import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { type ParamTable, readParams } from '../params/param.ts';
import { type AnswerCache, lastChangeOf } from './answer-cache.ts';
import type { ApiContext, ApiRequest, Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { isListBody, isSentWhole, stampList } from './list.ts';
import { formMediaTypes, type ListForm, listForms } from './negotiate.ts';
import { referencePath } from './openapi.ts';
import { badParameters, type Problem, problem } from './problem.ts';
import { type Representation, represent } from './representation.ts';
import { type Asking, answerProblem, answerWith, optionsHeaders, readAsking } from './respond.ts';
import type { SendWhole } from './whole-list.ts';

const descriptionPath = '/api/v1/openapi.json';
const descriptionMaxAgeSeconds = 300;

/** What the listener tells of a request's sender. */
export interface Bindings {
  /** See `web/limits/client.ts`. */
  readonly client: string;
}

interface Tools {
  readonly context: ApiContext;
  readonly answers: AnswerCache;
  readonly sendWhole: SendWhole;
}

type ApiApp = Hono<{ Bindings: Bindings }>;
type ApiHonoContext = Context<{ Bindings: Bindings }>;

/** The JSON API as a Hono app: `app.fetch` answers one request. HEAD answers as GET without the body. */
export function createApi(tools: Tools): ApiApp {
  const app: ApiApp = new Hono();
  const { context } = tools;
  for (const endpoint of endpoints) {
    const route = endpoint.path.replace(/\{([a-z]+)\}/, ':$1');
    // A form as a suffix goes before: the last name of a path would swallow it.
    if (isSentWhole(endpoint))
      for (const form of listForms) {
        app.get(withSuffix(route, form), (c) => answerRequest(c, endpoint, form, tools));
        addOtherMethods(app, withSuffix(route, form));
      }
    app.get(route, (c) => answerRequest(c, endpoint, null, tools));
    addOtherMethods(app, route);
  }
  const description = represent(JSON.stringify(context.description), {
    ...{ mediaType: formMediaTypes.json, next: null, lastModified: null },
    maxAgeSeconds: descriptionMaxAgeSeconds,
  });
  app.get(descriptionPath, (c) => respond(askingOf(c), description, null));
  addOtherMethods(app, descriptionPath);
  app.notFound((c) =>
    respondProblem(
      c,
      problem(
        404,
        `There is nothing at this address; ${descriptionPath} describes all that there are, and ${referencePath} explains them.`,
      ),
    ),
  );
  app.onError((error, c) => respondFailure(c, error, context));
  return app;
}

/** `/instances` becomes `/instances.csv`, and `/facets/:facet` a name that ends so. */
function withSuffix(route: string, form: ListForm): string {
  return /:[a-z]+$/.test(route) ? `${route}{[^/]+\\.${form}}` : `${route}.${form}`;
}

function addOtherMethods(app: ApiApp, route: string): void {
  app.options(route, () => new Response(null, { status: 204, headers: optionsHeaders }));
  app.all(route, (c) =>
    respondProblem(
      c,
      problem(405, `${c.req.method.slice(0, 20)} is not possible here; the API is read with GET.`),
    ),
  );
}

async function answerRequest(
  c: ApiHonoContext,
  endpoint: Endpoint,
  suffix: ListForm | null,
  { context, answers, sendWhole }: Tools,
): Promise<Response> {
  const asking = askingOf(c);
  const url = ownUrl(c, context);
  const request = readRequest(url, pathNames(c, suffix), endpoint, context);
  if (request.kind === 'problem') return respondProblem(c, request);
  const form = suffix ?? (isSentWhole(endpoint) ? asking.form : 'json');
  if (form !== 'json')
    return sendWhole({
      asking,
      endpoint,
      request,
      form,
      isHead: c.req.method === 'HEAD',
      client: c.env.client,
    });
  const make = () => makeAnswer(endpoint, request);
  // What may not be cached outside may not be kept inside either.
  const outcome =
    endpoint.maxAgeSeconds === 0
      ? toOutcome(await make())
      : await answers.get(answerKey(c.req.url), {
          datasets: endpoint.datasets,
          maxAgeSeconds: endpoint.maxAgeSeconds,
          make,
        });
  return outcome.kind === 'problem'
    ? respondProblem(c, outcome)
    : respond(asking, outcome.representation, outcome.staleSeconds);
}

/** Under which a JSON answer is kept: path and query as they were asked for. */
export function answerKey(target: string): string {
  return target.replace(/^https?:\/\/[^/]*/, '');
}

function toOutcome(made: Representation | Problem) {
  return 'kind' in made ? made : ({ kind: 'ok', representation: made, staleSeconds: null } as const);
}

/** A request whose parameters have been read. */
function readRequest(
  url: URL,
  names: Readonly<Record<string, string | undefined>>,
  endpoint: Endpoint,
  context: ApiContext,
): ({ readonly kind: 'request' } & ApiRequest<ParamTable>) | Problem {
  const { values, problems } = readParams(url.searchParams, endpoint.params);
  if (problems.length > 0)
    return badParameters(problems.map(({ name, message }) => ({ parameter: name, detail: message })));
  const host = readHost(names.domain);
  if (host.kind === 'problem') return host;
  const segment = (endpoint.segment && names[endpoint.segment.name]) ?? '';
  return { kind: 'request', context, values, url, host: host.value, segment };
}

async function makeAnswer(
  endpoint: Endpoint,
  request: ApiRequest<ParamTable>,
): Promise<Representation | Problem> {
  const { mediaType = formMediaTypes.json, maxAgeSeconds, datasets } = endpoint;
  // Before the data are read: what changes meanwhile is newer than this says.
  const lastModified = lastChangeOf(datasets, request.context.datasets()?.states ?? null);
  const answer = await endpoint.answer(request);
  if (answer.kind === 'problem') return answer;
  const body = withFields(answer.body, request.values as { readonly fields?: readonly string[] });
  const about = { mediaType, maxAgeSeconds, lastModified };
  if (mediaType !== formMediaTypes.json) return represent(String(body), { ...about, next: null });
  if (!isListBody(body)) return represent(JSON.stringify(body), { ...about, next: null });
  const isFirst = !request.url.searchParams.has('cursor');
  const list = stampList(body, { asOf: lastModified, isFirst });
  return represent(JSON.stringify(list), { ...about, next: body.links.next });
}

/** A record, or the records of a list, with the wanted fields alone. */
function withFields(body: unknown, { fields }: { readonly fields?: readonly string[] }): unknown {
  if (fields === undefined) return body;
  const pick = (record: object) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => fields.includes(name)));
  return isListBody(body) ? { ...body, data: body.data.map(pick) } : pick(body as object);
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

/** The names in the path; the suffix is none of the last one's. */
function pathNames(c: ApiHonoContext, suffix: ListForm | null): Readonly<Record<string, string>> {
  const names: Readonly<Record<string, string>> = c.req.param();
  if (suffix === null) return names;
  const ending = `.${suffix}`;
  return Object.fromEntries(
    Object.entries(names).map(([name, value]) => [
      name,
      value.endsWith(ending) ? value.slice(0, -ending.length) : value,
    ]),
  );
}

/** The request's address under the site's own name: what the Host header says is the reader's to choose. */
function ownUrl(c: ApiHonoContext, context: ApiContext): URL {
  const { pathname, search } = new URL(c.req.url);
  const url = new URL(context.siteUrl);
  url.pathname = pathname;
  url.search = search;
  return url;
}

function askingOf(c: ApiHonoContext): Asking {
  return readAsking((name) => c.req.header(name));
}

async function respond(
  asking: Asking,
  representation: Representation,
  staleSeconds: number | null,
): Promise<Response> {
  const coded = await representation.coded(asking.coding);
  const { status, headers, body } = answerWith(asking, { representation, coded, staleSeconds });
  return new Response(body as Uint8Array<ArrayBuffer> | null, { status, headers });
}

function respondProblem(c: ApiHonoContext, given: Problem): Response {
  // As it stands in the address, with its percent signs: Hono's own `path` is decoded.
  const { status, headers, body } = answerProblem(given, new URL(c.req.url).pathname);
  return new Response(body, { status, headers });
}

/** What a reader may know of a failure: that the database is away, or that we have a bug; never more. */
function respondFailure(c: ApiHonoContext, error: Error, context: ApiContext): Response {
  if (describeDatabaseProblem(error) !== undefined) {
    const detail =
      'code' in error && error.code === '57014'
        ? 'The answer took longer than allowed. Narrow the query, or ask again in a moment.'
        : 'The database cannot be reached just now. Ask again in a moment.';
    return respondProblem(c, problem(503, detail));
  }
  context.reportBug(error);
  return respondProblem(c, problem(500, 'The failure is ours, and has been written to our log.'));
}
