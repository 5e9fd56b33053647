import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { TrustedProxies } from '../../db/environment.ts';
import { createClientOf } from '../limits/client.ts';
import { createRateLimit, type Taken } from '../limits/rate-limit.ts';
import { createAnswerCache } from './answer-cache.ts';
import { answerKey, createApi } from './app.ts';
import type { ApiSurroundings } from './endpoint.ts';
import { createInstanceWalks } from './instance-walks.ts';
import { problem } from './problem.ts';
import { answerProblem, answerWith, type Headers, readAsking } from './respond.ts';
import { createWholeLists } from './whole-list.ts';

/** Of kept answers, together. */
const maxKeptBytes = 64_000_000;
const windowMs = 60_000;
/** Clients that are told apart; each takes some 200 bytes. */
const maxClients = 100_000;

/** How the API treats those who ask. */
export interface ApiManners {
  /** Headers of every answer of the site. */
  readonly headers: Headers;
  /** Requests that one client may make in a minute; 0: as many as it likes. */
  readonly rateLimit: number;
  readonly trustedProxies: TrustedProxies;
}

/** Whether a request belongs to the API; everything else is the pages'. */
export function isApiPath(path: string): boolean {
  return /^\/api(\/|\?|$)/.test(path);
}

/**
 * The API for a server of `node:http`. A kept answer goes out from here, without the app: it is what most requests are for,
 * and a third of the cost.
 */
export function createApiListener(surroundings: ApiSurroundings, manners: ApiManners): RequestListener {
  const { forgotten, datasets, keeping, now } = surroundings;
  const { headers: base, rateLimit, trustedProxies } = manners;
  const context = { ...surroundings, walks: createInstanceWalks() };
  const answers = createAnswerCache({ keeping, maxBytes: maxKeptBytes, now, forgotten, datasets });
  const app = createApi({ context, answers, sendWhole: createWholeLists(context) });
  const clientOf = createClientOf(trustedProxies);
  const limit =
    rateLimit === 0
      ? null
      : createRateLimit({ perClient: rateLimit, windowMs, maxClients, now: () => performance.now() });
  const clientOfRequest = ({ headers, socket }: IncomingMessage) =>
    clientOf(socket.remoteAddress, headers['x-forwarded-for']?.toString() ?? null);
  const handle = getRequestListener(
    (request, { incoming }) => app.fetch(request, { client: clientOfRequest(incoming as IncomingMessage) }),
    {
      // For a request without a Host header; links are made from the site's own address in any case.
      hostname: new URL(context.siteUrl).host,
      // The pages live in the same process, and Next expects the platform's own Request and Response.
      overrideGlobalObjects: false,
      // Only what cannot be made a request of at all comes here; the app answers its own failures.
      errorHandler: () => {
        const { status, headers, body } = answerProblem(
          problem(400, 'This is no request that HTTP knows; mend its address.'),
          '/api',
        );
        return new Response(body, { status, headers });
      },
    },
  );
  return (request, response) => {
    const client = limit === null ? '' : clientOfRequest(request);
    const taken = limit?.take(client) ?? null;
    const limits = taken === null ? base : { ...base, ...limitHeaders(rateLimit, taken) };
    const { status } = sendKept(request, response, limits, { answers, mayPass: taken?.passes ?? true });
    if (status === 'sent') return;
    if (status === 'unchanged') {
      limit?.giveBack(client);
      return;
    }
    if (taken?.passes === false) {
      refuse(request, response, { limits, taken, rateLimit });
      return;
    }
    for (const [name, value] of Object.entries(limits)) response.setHeader(name, value);
    // Who asks whether anything is new, and hears that nothing is, has cost next to nothing.
    response.once('finish', () => {
      if (response.statusCode === 304) limit?.giveBack(client);
    });
    void handle(request, response);
  };
}

/** Sends a kept answer that holds now. Over the limit, only that nothing has changed. */
function sendKept(
  request: IncomingMessage,
  response: ServerResponse,
  limits: Headers,
  { answers, mayPass }: { readonly answers: ReturnType<typeof createAnswerCache>; readonly mayPass: boolean },
): { readonly status: 'sent' | 'unchanged' | 'not-kept' } {
  const { method, url = '', headers } = request;
  const isHead = method === 'HEAD';
  const kept = method === 'GET' || isHead ? answers.peek(answerKey(url)) : undefined;
  if (kept === undefined) return { status: 'not-kept' };
  const asking = readAsking((name) => headers[name]?.toString());
  const coded = kept.coded(asking.coding);
  // In another form, or to be packed first.
  if (asking.form !== 'json' || coded instanceof Promise) return { status: 'not-kept' };
  const answer = answerWith(asking, { representation: kept, coded, staleSeconds: null });
  if (!mayPass && answer.status !== 304) return { status: 'not-kept' };
  response.writeHead(answer.status, { ...limits, ...answer.headers });
  response.end(isHead || answer.body === null ? undefined : answer.body);
  return { status: answer.status === 304 ? 'unchanged' : 'sent' };
}

/** draft-ietf-httpapi-ratelimit-headers-10: the policy in words of its own, and what is left of it. */
function limitHeaders(perMinute: number, { remaining, resetMs }: Taken): Headers {
  return {
    'ratelimit-policy': `"default";q=${perMinute};w=${windowMs / 1000}`,
    ratelimit: `"default";r=${remaining};t=${Math.ceil(resetMs / 1000)}`,
  };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  over: { readonly limits: Headers; readonly taken: Taken; readonly rateLimit: number },
): void {
  const seconds = Math.max(1, Math.ceil(over.taken.resetMs / 1000));
  const refusal = answerProblem(
    problem(
      429,
      `More than ${over.rateLimit} requests came from your address within a minute. Go on in ${seconds} s, keep answers with their ETag (a 304 counts for nothing), or take whole lists as .ndjson or .csv.`,
    ),
    (request.url ?? '/').split('?', 1)[0] ?? '/',
  );
  response.writeHead(refusal.status, { ...over.limits, ...refusal.headers, 'retry-after': String(seconds) });
  response.end(request.method === 'HEAD' ? undefined : refusal.body);
}
