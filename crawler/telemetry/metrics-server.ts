import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteUrlOf } from '../../db/environment.ts';

/** What the server shows. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** A server that listens. */
export interface MetricsServer {
  /** With a slash at the end, as a browser on this machine reaches it. */
  readonly url: string;
  /** Takes no more requests and drops the connections. */
  close(): Promise<void>;
}

/** A server, or one line that says why there is none and what to do. */
export type OpenedMetricsServer =
  | { readonly ok: true; readonly server: MetricsServer }
  | { readonly ok: false; readonly problem: string };

/** A scraper sends one small request now and then; whoever does otherwise is dropped. */
const limits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8_192,
} as const;
const maxConnections = 50;

const plain = 'text/plain; charset=utf-8';

/**
 * Serves `/metrics` and `/healthz` over plain HTTP.
 *
 * @param address.port 0: any free one.
 * @param onFailure is told when the metrics could not be written, which is a bug.
 */
export async function openMetricsServer(
  address: { readonly host: string; readonly port: number },
  metrics: MetricsText,
  onFailure: (error: unknown) => void,
): Promise<OpenedMetricsServer> {
  const server = createServer(limits, (request, response) => {
    answer(request, response, metrics).catch((error: unknown) => {
      onFailure(error);
      if (response.headersSent) response.destroy();
      else send(response, 500, 'The metrics could not be written.\n');
    });
  });
  server.maxConnections = maxConnections;
  try {
    await once(server.listen(address.port, address.host), 'listening');
  } catch (error) {
    return { ok: false, problem: describeListenProblem(error, address) };
  }
  // Never the end of a crawl: a server that has listened has no failure but those of its connections.
  server.on('error', onFailure);
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { ok: true, server: { url: siteUrlOf(address.host, port), close } };
}

async function answer(request: IncomingMessage, response: ServerResponse, metrics: MetricsText) {
  request.resume();
  const [path] = (request.url ?? '').split('?', 1);
  if (path !== '/metrics' && path !== '/healthz') send(response, 404, 'There are /metrics and /healthz.\n');
  else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    send(response, 405, 'Only GET is possible here.\n');
  } else if (path === '/healthz') send(response, 200, 'ok\n');
  else send(response, 200, await metrics.text(), metrics.contentType);
}

function send(response: ServerResponse, status: number, body: string, contentType: string = plain): void {
  response
    .writeHead(status, {
      'content-type': contentType,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
}

const listenProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; set FEDICENSUS_METRICS_PORT to a free one, or to 0 for any',
  EACCES: 'this user may not use the port; set FEDICENSUS_METRICS_PORT to one from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address; set FEDICENSUS_METRICS_HOST to one of its own',
  ENOTFOUND: 'there is no such host; set FEDICENSUS_METRICS_HOST to an address of this machine',
};

function describeListenProblem(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
  const reason = listenProblems[code] ?? 'it could not be opened';
  return `The metrics cannot be served on ${host}, port ${port}: ${reason} (${code}).`;
}
