import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createDatabase, describeDatabaseProblem } from '../db/client.ts';
import { EmbeddedPostgresError, openEmbedded } from '../db/embedded.ts';
import { type Environment, parseEnvironment, siteUrlOf } from '../db/environment.ts';
import { isSchemaCurrent, refuseNewerSchema, SchemaTooNewError } from '../db/migrate.ts';
import { exportsFolderName } from '../db/model/publication.ts';
import { withdrawalState } from '../db/queries/withdrawals.ts';
import type { CensusDatabase } from '../db/tables.ts';
import { keeping } from './api/answer-cache.ts';
import type { ApiDescription } from './api/description.ts';
import { createApiListener, isApiPath } from './api/listener.ts';
import { describeApi } from './api/openapi.ts';
import { forgettingState, watchCensus, watchedDatasets } from './data/census-watch.ts';
import { answerWithStatus } from './data/page-status.ts';
import { setSiteContext } from './data/site-context.ts';
import { drain } from './drain.ts';
import { createExportsListener, isExportsPath } from './exports/listener.ts';
import { openPublishedFiles, type PublishedFiles } from './exports/published.ts';
import { createFeedsListener, isFeedsPath } from './feeds/listener.ts';
import { loggedError } from './logged-error.ts';
import { createWorkerListener, isWorkerPath, workerFolder } from './offline/worker-listener.ts';
import { dropPageHeaders } from './page-security.ts';
import { originForm } from './request-target.ts';
import { securityHeaders, withFallbackPolicy } from './security-headers.ts';
import { isPagePath, withWholePage } from './whole-page.ts';

/**
 * The site's process: one HTTP server, the API under `/api`, published files under `/exports`, feeds under `/feeds`, the pages everywhere else. Reads the census, and
 * writes nothing but requests for removal. Prints `site ready at URL` when it serves, and tells a parent process the same as a message.
 */

/** A statement of a page or of the API that takes longer is given up: the reader is told to come back. */
const statementTimeoutMs = 5_000;
const connectTimeoutMs = 3_000;
/** Requests for removal are few. */
const maxWritingConnections = 2;
/** For how long a feed is given again: what is new today need not be there within seconds. */
const feedsKeptMs = 60_000;
/** Limits for clients that send slowly, or much, or nothing. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
} as const;
/** A client that neither reads nor writes for so long is dropped. */
const socketIdleMs = 60_000;
const maxConnections = 2_000;

/**
 * What is used of Next's custom server. Its own types would come with declarations for the whole program, such as a
 * `NODE_ENV` that every environment must have.
 */
type CreatePages = (options: {
  readonly dev: boolean;
  readonly dir: string;
  readonly hostname: string;
  readonly port: number;
}) => {
  prepare(): Promise<void>;
  close(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** Why the site cannot start, in words for the person who started it. */
class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** What has been opened so far, in the order in which it is closed. */
const opened: (() => Promise<unknown>)[] = [];
let stopping = false;

stopOnSignals();
try {
  await start();
} catch (error) {
  if (!stopping) await fail(error);
}

async function start(): Promise<void> {
  const parsed = parseEnvironment(process.env);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.problems.join('\n')}\n`);
    process.exit(2);
  }
  // Next asks for both; whoever starts this file by hand need not know.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const { server, setListener } = await listen(parsed.value);
  const { port } = server.address() as AddressInfo;
  const environment = withSiteUrl(parsed.value, port);
  refuseMissingBuild();
  const database = await openDatabase(environment);
  const stopWatching = watchCensus(database);
  opened.splice(1, 0, stopWatching);
  const published = openPublishedFiles({
    root: join(environment.dataFolder, exportsFolderName),
    withdrawalState: () => withdrawalState(database),
  });
  const description = describeApi(environment);
  setSiteContext({
    ...{ database, writable: openWritable(environment, database), environment, published },
    apiDescription: description,
    // Loaded when the first is asked for: a site that nobody shares needs no fonts.
    drawPicture: async (picture) => (await import('./pictures/picture.ts')).drawPicture(picture),
  });
  setListener(
    await createListener({
      ...{ database, environment, published, description },
      port: environment.port === 0 ? port : environment.port,
    }),
  );
  const url = siteUrlOf(environment.host, port);
  process.stdout.write(`site ready at ${url}\n`);
  process.send?.({ kind: 'ready', url });
}

/** Binds the port first: that it is taken shows before anything slow has begun. Early requests wait for the rest. */
async function listen(environment: Environment) {
  const { promise: ready, resolve: setListener } = Promise.withResolvers<RequestListener>();
  const server = createServer(limits, (request, response) => {
    void ready.then((listener) => listener(request, response));
  });
  server.maxConnections = maxConnections;
  server.setTimeout(socketIdleMs);
  server.listen(environment.port, environment.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartProblem(describeListenProblem(error, environment), { cause: error });
  }
  opened.unshift(() => drain(server));
  return { server, setListener };
}

function describeListenProblem(error: unknown, { host, port }: Environment): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is taken on ${host}; set PORT to a free one, or to 0 for any`,
    EACCES: `this user may not use port ${port}; set PORT to one from 1024 on`,
    EADDRNOTAVAIL: `this machine has no address ${host}; set HOST to one of its own`,
    ENOTFOUND: `there is no host ${host}; set HOST to an address of this machine`,
  };
  return `The site cannot listen: ${reasons[code] ?? `${host}, port ${port}`} (${code}).`;
}

/** With port 0, the address of the site is only known now, unless the settings name one. */
function withSiteUrl(environment: Environment, port: number): Environment {
  const isGuess = environment.siteUrl === siteUrlOf(environment.host, environment.port);
  return isGuess ? { ...environment, siteUrl: siteUrlOf(environment.host, port) } : environment;
}

function refuseMissingBuild(): void {
  if (!existsSync(join(import.meta.dirname, '.next/BUILD_ID')) || !existsSync(workerFolder))
    throw new StartProblem(
      'The site has not been built yet: run "npm run build", or "npm start", which builds it.',
    );
}

async function openDatabase(environment: Environment): Promise<CensusDatabase> {
  const url = environment.databaseReadUrl ?? environment.databaseUrl ?? (await openOwnDatabase(environment));
  const database = createDatabase(url, {
    applicationName: 'fedicensus site',
    statementTimeoutMs,
    connectTimeoutMs,
  });
  opened.splice(1, 0, () => database.destroy());
  try {
    await refuseNewerSchema(database);
    if (await isSchemaCurrent(database)) return database;
  } catch (error) {
    const problem = describeDatabaseProblem(error, url);
    throw problem === undefined ? error : new StartProblem(problem, { cause: error });
  }
  throw new StartProblem(
    'The database lacks tables of this release: run "npm run --silent fedicensus -- migrate", or "npm start".',
  );
}

/** Where the site writes: its own database, or the one that the standby which it reads from follows. */
function openWritable(environment: Environment, database: CensusDatabase): CensusDatabase | null {
  if (environment.databaseReadUrl === null) return database;
  if (environment.databaseUrl === null) return null;
  const writable = createDatabase(environment.databaseUrl, {
    applicationName: 'fedicensus site, requests',
    maxConnections: maxWritingConnections,
    statementTimeoutMs,
    connectTimeoutMs,
  });
  opened.splice(1, 0, () => writable.destroy());
  return writable;
}

async function openOwnDatabase({ dataFolder }: Environment): Promise<string> {
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const embedded = await openEmbedded({ dataFolder, log });
  opened.push(() => embedded.close());
  return embedded.url;
}

async function createListener(site: {
  readonly database: CensusDatabase;
  readonly environment: Environment;
  readonly published: PublishedFiles;
  readonly description: ApiDescription;
  readonly port: number;
}): Promise<RequestListener> {
  const { database, environment, published, description, port } = site;
  const headers = securityHeaders(environment.siteUrl);
  const answerApi = createApiListener(
    {
      database,
      siteUrl: environment.siteUrl,
      published,
      description,
      now: () => new Date(),
      keeping,
      forgotten: forgettingState,
      datasets: watchedDatasets,
      reportBug: (error) => report(error),
    },
    { headers, rateLimit: environment.rateLimit, trustedProxies: environment.trustedProxies },
  );
  const answerExports = createExportsListener({ published, reportBug: report });
  const answerFeeds = createFeedsListener({
    database,
    siteUrl: environment.siteUrl,
    simulated: environment.simulated,
    now: () => new Date(),
    keepMs: feedsKeptMs,
    state: forgettingState,
    reportBug: report,
  });
  const answerWorker = createWorkerListener({
    folder: workerFolder,
    isOffered: environment.keepsPages,
  });
  // Loaded late: Next reads NODE_ENV at that moment.
  const createPages = createRequire(import.meta.url)('next') as CreatePages;
  const pages = createPages({ dev: false, dir: import.meta.dirname, hostname: environment.host, port });
  await pages.prepare();
  opened.splice(1, 0, () => pages.close());
  const answerPage = pages.getRequestHandler();
  return (request, response) => {
    const target = originForm(request.url ?? '/');
    if (target !== undefined && isApiPath(target)) {
      request.url = target;
      answerApi(request, response);
      return;
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (target === undefined) {
      refuseTarget(response);
      return;
    }
    request.url = target;
    dropPageHeaders(request.headers);
    if (isExportsPath(target)) answerExports(request, response);
    else if (isFeedsPath(target)) answerFeeds(request, response);
    else if (isWorkerPath(target)) answerWorker(request, withFallbackPolicy(response));
    else {
      const page = isPagePath(target) ? withWholePage(request, response) : response;
      void answerWithStatus(page, () => answerPage(request, withFallbackPolicy(page))).catch(
        (error: unknown) => failPage(error, request, response),
      );
    }
  };
}

function refuseTarget(response: ServerResponse): void {
  withFallbackPolicy(response)
    .writeHead(400, { 'content-type': 'text/plain' })
    .end('The address of this request cannot be read.\n');
}

/** Next answers its own failures; what still comes here must not leave the reader waiting. */
function failPage(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  report(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end('The failure is ours.\n');
  request.resume();
}

function report(error: unknown): void {
  process.stderr.write(loggedError(error));
}

function stopOnSignals(): void {
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void closeAll().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Started by another command that has died: nobody would ever stop this process.
  process.on('disconnect', stop);
  // Nobody reads what is printed any more; that is no reason to stop serving.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

async function closeAll(): Promise<void> {
  // One after another: requests need the database until they have ended.
  for (const close of opened.splice(0)) await close().catch(report);
}

async function fail(error: unknown): Promise<never> {
  const isExpected =
    error instanceof StartProblem ||
    error instanceof EmbeddedPostgresError ||
    error instanceof SchemaTooNewError;
  process.stderr.write(isExpected ? `${error.message}\n` : '');
  if (!isExpected) report(error);
  stopping = true;
  await closeAll();
  process.exit(1);
}
