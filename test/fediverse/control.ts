import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseOutage } from './door.ts';
import type { Fediverse } from './start.ts';

/** A running control endpoint. */
export interface Control extends AsyncDisposable {
  /** Plain HTTP on loopback, without a trailing slash. */
  readonly url: string;
}

/** Longer bodies hold no day and no outage. */
const maxBodyBytes = 1_000;

/**
 * Lets another process read the truth and turn the calendar, in plain HTTP on loopback: `GET /day`, `POST /day` with
 * `{"day":"2026-03-01"}` or the bare day, `GET /truth?day=DAY`, `GET /log`, `DELETE /log`. Answers are JSON; what is
 * wrong with a request is said in `{"error":…}` with status 400, 404 or 405.
 * `POST /outage` takes `{"share":0.9,"kind":"refuse"}` (or `stall`, `reset`) and, to end it, `null`; `GET /outage` tells.
 *
 * @param port 0: any that is free.
 */
export async function startControl(fediverse: Fediverse, port = 0): Promise<Control> {
  const server = createServer((request, response) => {
    answer(fediverse, request, response).catch((error: unknown) => {
      const isOurs = error instanceof RangeError;
      send(response, isOurs ? 400 : 500, { error: isOurs ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  fediverse: Fediverse,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control');
  const { address, caFile, seeds } = fediverse;
  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return send(response, 200, { address, caFile, seeds, day: fediverse.day });
    case 'POST /day':
      fediverse.setDay(await readDay(request));
      return send(response, 200, { day: fediverse.day });
    case 'GET /day':
      return send(response, 200, { day: fediverse.day });
    case 'POST /outage':
      fediverse.setOutage(parseOutage(readJson(await readBody(request))));
      return send(response, 200, { outage: fediverse.outage });
    case 'GET /outage':
      return send(response, 200, { outage: fediverse.outage });
    case 'GET /truth':
      return send(response, 200, fediverse.truth(searchParams.get('day') ?? undefined));
    case 'GET /log':
      return send(response, 200, fediverse.log());
    case 'DELETE /log':
      fediverse.clearLog();
      return send(response, 200, {});
    default: {
      const isKnown = ['/', '/day', '/outage', '/truth', '/log'].includes(pathname);
      return send(response, isKnown ? 405 : 404, { error: `No ${request.method} ${pathname} here.` });
    }
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > maxBodyBytes) throw new RangeError('The body is too long.');
  }
  return body;
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RangeError('The body is no JSON.');
  }
}

async function readDay(request: IncomingMessage): Promise<string> {
  const found = /\d{4}-\d{2}-\d{2}/.exec(await readBody(request));
  if (found === null) throw new RangeError('The body holds no day (YYYY-MM-DD).');
  return found[0];
}

function send(response: ServerResponse, status: number, document: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(document));
}
