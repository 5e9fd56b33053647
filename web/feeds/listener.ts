import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describeDatabaseProblem } from '../../db/client.ts';
import { badParameters, type Problem, problem } from '../api/problem.ts';
import { answerProblem, answerWith, optionsHeaders, readAsking } from '../api/respond.ts';
import { type Param, readParams } from '../params/param.ts';
import { toAtom } from './atom.ts';
import { type Feed, type FeedFormat, feedTypes, tagUri } from './feed.ts';
import type { FeedContext } from './feed-source.ts';
import { type FoundFeed, feedsPrefix, findFeed } from './find-feed.ts';
import { toJsonFeed } from './json-feed.ts';
import { createMadeFeeds, type MadeFeed, type MadeFeeds } from './made-feeds.ts';

/** Whether a request is for a feed. */
export function isFeedsPath(path: string): boolean {
  return /^\/feeds(\/|\?|$)/.test(path);
}

/** The day in the ids of feeds: that of the first. */
const idDay = '2026-11-30';

const writers: Readonly<Record<FeedFormat, (feed: Feed) => string>> = { atom: toAtom, json: toJsonFeed };

/** Gives out the feeds, for a server of `node:http`. */
export function createFeedsListener(context: FeedContext): RequestListener {
  const made = createMadeFeeds(context);
  return (request, response) => {
    answer(request, response, { context, made }).catch((error: unknown) => {
      // A reader who has gone is none.
      if (response.headersSent || response.destroyed) response.destroy();
      else refuse(request, response, problemOf(error, context));
    });
  };
}

/** What a reader may know of a failure: that the database is away, or that we have a bug; never more. */
function problemOf(error: unknown, context: FeedContext): Problem {
  if (describeDatabaseProblem(error) !== undefined)
    return problem(503, 'The database cannot be reached just now. Ask again in a moment.');
  context.reportBug(error);
  return problem(500, 'The failure is ours, and has been written to our log.');
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { context, made }: { readonly context: FeedContext; readonly made: MadeFeeds },
): Promise<void> {
  const { method = 'GET' } = request;
  if (method === 'OPTIONS') {
    response.writeHead(204, optionsHeaders).end();
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    refuse(request, response, problem(405, 'Feeds are read with GET.'));
    return;
  }
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s, 2);
  const found = findFeed(decodeURIComponent(path.slice(feedsPrefix.length)));
  const outcome =
    found.kind === 'feed' ? await makeFeed(found, new URLSearchParams(query), { context, made }) : found;
  if (outcome.kind === 'problem') refuse(request, response, outcome);
  else await send(request, response, outcome);
}

async function makeFeed(
  { source, format, host }: FoundFeed,
  query: URLSearchParams,
  { context, made }: { readonly context: FeedContext; readonly made: MadeFeeds },
): Promise<MadeFeed | Problem> {
  const { values, problems } = readParams(query, source.params);
  if (problems.length > 0)
    return badParameters(problems.map(({ name, message }) => ({ parameter: name, detail: message })));
  const { siteUrl, simulated } = context;
  const name = source.name.replace('{domain}', host);
  // Written anew: the same feed has one address, however a reader spells its parameters.
  const given = formatParams(source.params, values);
  const addressOf = (ending: FeedFormat) => `${siteUrl}feeds/${name}.${ending}${given}`;
  return made.get(addressOf(format), {
    mediaType: `${feedTypes[format]}; charset=utf-8`,
    maxAgeSeconds: source.maxAgeSeconds,
    read: async () => {
      const read = await source.read({ context, values, host });
      if (read.kind === 'problem') return read;
      return {
        id: tagUri(siteUrl, idDay, `feeds/${name}${given}`),
        title: `Fedicensus: ${simulated ? 'simulated data: ' : ''}${source.title.replace('{domain}', host)}`,
        subtitle: source.subtitle,
        pageUrl: `${siteUrl}en${source.page.replace('{domain}', host)}`,
        addresses: { atom: addressOf('atom'), json: addressOf('json') },
        siteUrl,
        entries: read.entries,
      };
    },
    write: writers[format],
  });
}

function formatParams(
  table: Readonly<Record<string, Param<unknown>>>,
  values: Readonly<Record<string, unknown>>,
): string {
  const pairs = Object.values(table).flatMap((param) =>
    values[param.name] === undefined
      ? []
      : param.format(values[param.name]).map((text): [string, string] => [param.name, text]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { representation }: MadeFeed,
): Promise<void> {
  const asking = readAsking((name) => request.headers[name]?.toString());
  const coded = await representation.coded(asking.coding);
  const { status, headers, body } = answerWith(asking, { representation, coded, staleSeconds: null });
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Problem): void {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const { status, headers, body } = answerProblem(refusal, path);
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}
