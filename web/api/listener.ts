import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from './app.ts';
import type { ApiContext } from './endpoint.ts';
import { problem } from './problem.ts';
import { respondProblem } from './respond.ts';

/** Whether a request belongs to the API; everything else is the pages'. */
export function isApiPath(path: string): boolean {
  return /^\/api(\/|\?|$)/.test(path);
}

/** The API for a server of `node:http`. */
export function createApiListener(context: ApiContext): RequestListener {
  const app = createApi(context);
  return getRequestListener((request) => app.fetch(request), {
    // For a request without a Host header; links are made from the site's own address in any case.
    hostname: new URL(context.siteUrl).host,
    // The pages live in the same process, and Next expects the platform's own Request and Response.
    overrideGlobalObjects: false,
    // Only what cannot be made a request of at all comes here; the app answers its own failures.
    errorHandler: () =>
      respondProblem({ path: '/api' }, problem(400, 'This is no request that HTTP knows; mend its address.')),
  });
}
