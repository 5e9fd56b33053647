import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';

/** Where the built workers lie: in the folder of Next's build, which `next build` empties. */
export const workerFolder = join(import.meta.dirname, '../.next/worker');

/** Whether a request is for the service worker. */
export function isWorkerPath(path: string): boolean {
  return /^\/sw\.js(\?|$)/.test(path);
}

/**
 * Gives out the service worker, read once. Browsers ask for it anew at every visit (`no-cache`), so that a new one, or
 * the one that takes it away, is there at once.
 *
 * @param options.folder of the built workers.
 * @param options.isOffered false: the worker that takes the other one away.
 */
export function createWorkerListener(options: {
  readonly folder: string;
  readonly isOffered: boolean;
}): RequestListener {
  const script = readFileSync(join(options.folder, options.isOffered ? 'worker.js' : 'retiring-worker.js'));
  const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const headers = { 'cache-control': 'no-cache', etag };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': script.byteLength,
    });
    response.end(request.method === 'HEAD' ? undefined : script);
  };
}
