import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Answer, BinaryAnswer } from './answer.ts';
import type { FaultyAnswer } from './faults/fault.ts';
import type { Occupant } from './occupants.ts';
import type { RequestLog } from './request-log.ts';
import { latencyOf, misdirected, type SimulatedRequest, wrongMethod } from './respond.ts';
import type { Surroundings } from './software/family.ts';
import type { SecuredConnection } from './tls-front.ts';

/** What the parser of requests needs to know. */
export interface WebOptions {
  readonly log: RequestLog;
  /** Who answers at a name now; null: nobody any more. */
  readonly occupantAt: (serverName: string) => Occupant | null;
  readonly respond: (occupant: Occupant, request: Omit<SimulatedRequest, 'day'>) => FaultyAnswer;
}

/** Speaks HTTP on connections that were made elsewhere. */
export interface Web {
  /** Takes over a secured connection. */
  serve(connection: SecuredConnection): void;
  close(): void;
}

/** Makes the parser of requests. It never listens itself: the connections come from the TLS front. */
export function createWeb(options: WebOptions): Web {
  const connections = new WeakMap<object, SecuredConnection>();
  const web: Server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const connection = connections.get(request.socket);
    if (connection !== undefined) void answerRequest(request, response, connection, options);
  });
  // Nobody's requests are timed out here: that is what the clients under test are to do.
  web.requestTimeout = 0;
  return {
    serve(connection) {
      connections.set(connection.socket, connection);
      web.emit('connection', connection.socket);
    },
    close: () => web.close(),
  };
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  connection: SecuredConnection,
  { log, occupantAt, respond }: WebOptions,
): Promise<void> {
  const { serverName } = connection;
  const { method = 'GET', url: path = '/' } = request;
  const userAgent = request.headers['user-agent'] ?? null;
  // Over when the answer is handed to the socket: 'close' may come after the client's next request has been parsed,
  // which would count two where there was never more than one.
  const end = once(log.begin(serverName, { at: Date.now(), method, path, userAgent }));
  response.once('close', end).once('prefinish', end);
  const occupant = occupantAt(serverName);
  if (occupant === null) {
    // It died while the connection stood.
    request.socket.destroy();
    return;
  }
  const [bare = '/', query = ''] = path.split('?');
  const answer = await answerTo(request, serverName, (asked) =>
    respond(occupant, { ...asked, path: bare, query: new URLSearchParams(query), userAgent }),
  );
  if (answer === 'never') return;
  const latencyMs = latencyOf(occupant, bare);
  if (latencyMs === 0) send(response, answer, connection);
  else setTimeout(() => send(response, answer, connection), latencyMs);
}

async function answerTo(
  request: IncomingMessage,
  serverName: string,
  respondAsHost: (asked: Pick<Surroundings, 'method' | 'body'>) => FaultyAnswer,
): Promise<FaultyAnswer> {
  const { method, headers } = request;
  if (headers.host?.toLowerCase() !== serverName) return misdirected;
  if (method === 'GET' || method === 'HEAD') return respondAsHost({ method: 'GET', body: undefined });
  return method === 'POST' ? respondAsHost({ method: 'POST', body: await readBody(request) }) : wrongMethod;
}

/** The clients under test send short documents; what is longer than this is none of them. */
const maxBodyBytes = 64 * 1024;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes <= maxBodyBytes) chunks.push(chunk as Buffer);
    }
    return bytes > maxBodyBytes ? undefined : JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    // The client left, or sent no JSON: the family answers to what it got, nothing.
    return undefined;
  }
}

/** A function that does its work at the first call only. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

function send(
  response: ServerResponse,
  answer: Exclude<FaultyAnswer, 'never'>,
  { socket, reset }: SecuredConnection,
): void {
  if (response.destroyed || socket.destroyed) return;
  if ('write' in answer) answer.write(socket, reset);
  else sendAnswer(response, answer);
}

function sendAnswer(
  response: ServerResponse,
  { status, contentType, body, headers = {} }: Answer | BinaryAnswer,
): void {
  const type = contentType === null ? {} : { 'content-type': contentType };
  if (typeof body === 'function') {
    response.writeHead(status, { ...type, ...headers });
    // The client may leave at any time, which ends the pieces.
    Readable.from(body()).pipe(response);
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...type, 'content-length': bytes.length, ...headers });
  response.end(bytes);
}
