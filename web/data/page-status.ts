import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

/**
 * The status of a page that is not 200. Next's own way, `notFound()`, sets the status and leaves the page empty for a
 * browser's script to fill; here the page is whole, and the server that holds the response sets its status.
 */

// Next bundles the pages apart from the server: see site-context.ts.
const key = Symbol.for('fedicensus.page-response');
const holder = globalThis as { [key]?: AsyncLocalStorage<ServerResponse> };
holder[key] ??= new AsyncLocalStorage<ServerResponse>();
const responses = holder[key];

/** Answers a page within reach of {@link setPageStatus}. Called by `web/server.ts` for every page. */
export function answerWithStatus<Answer>(response: ServerResponse, answer: () => Answer): Answer {
  return responses.run(response, answer);
}

/** When a client may ask again while the database is away, in seconds. */
export const retryAfterSeconds = 10;

/** Sets the status of the page that is being rendered. Call it before the page's first element is returned. */
export function setPageStatus(status: 404 | 503): void {
  const response = responses.getStore();
  if (response === undefined || response.headersSent) return;
  response.statusCode = status;
  if (status === 503) response.setHeader('retry-after', String(retryAfterSeconds));
}

/** The address of the connection that the page, or the answer, is for; undefined when it is gone. */
export function connectionAddress(): string | undefined {
  return responses.getStore()?.req.socket.remoteAddress;
}
