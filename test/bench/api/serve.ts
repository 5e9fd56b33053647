import { once } from 'node:events';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { KyselyPlugin } from 'kysely';
import { createDatabase } from '../../../db/client.ts';
import { keeping } from '../../../web/api/answer-cache.ts';
import { createApiListener } from '../../../web/api/listener.ts';
import { describeApi } from '../../../web/api/openapi.ts';
import { watchCensus, watchedDatasets } from '../../../web/data/census-watch.ts';
import { securityHeaders } from '../../../web/security-headers.ts';
import { nothingPublished } from '../../support/nothing-published.ts';

/**
 * A server in a process of its own, so that its CPU time and memory are its alone: `api DATABASE_URL` is the API as the site
 * runs it, `bare URL` a server of `node:http` that gives the very bytes and headers of that address to everybody, and 304 to
 * who has its tag. Tells its port and, when it is asked, what it has used.
 */

/** What a server has used since it began. */
export interface Used {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly statements: number;
}

const siteUrl = 'https://census.invalid/';
const [mode, url = ''] = process.argv.slice(2);
let statements = 0;
const server = createServer(mode === 'api' ? api() : await bare()).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const used: Used = { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), statements };
  process.send?.({ used });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (server.address() as AddressInfo).port });

function api(): RequestListener {
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const database = createDatabase(url, { statementTimeoutMs: 5_000 });
  watchCensus(database);
  return createApiListener(
    {
      database: database.withPlugin(counting),
      siteUrl,
      published: nothingPublished,
      description: describeApi({ siteUrl, contact: null }),
      now: () => new Date(),
      keeping,
      forgotten: () => 0,
      datasets: watchedDatasets,
      reportBug: (error) => process.stderr.write(`${String(error)}\n`),
    },
    // A limit that is counted and never reached.
    { headers: securityHeaders(siteUrl), rateLimit: 1_000_000, trustedProxies: [] },
  );
}

async function bare(): Promise<RequestListener> {
  const request = httpRequest(url).end();
  const [answer] = await once(request, 'response');
  const body = await buffer(answer);
  const { date: _, connection: _c, 'keep-alive': _k, ...headers } = answer.headers;
  const { 'content-length': _l, 'content-type': _t, ...unchanged } = headers;
  return (asked, response) => {
    if (asked.headers['if-none-match'] === headers.etag) response.writeHead(304, unchanged).end();
    else response.writeHead(200, headers).end(body);
  };
}
