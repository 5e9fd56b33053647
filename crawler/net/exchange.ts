import type { Readable } from 'node:stream';
import type { Client, Dispatcher } from 'undici';
import { acceptEncoding, contentCoding, readBody } from './body.ts';
import type { Deadline } from './deadline.ts';
import { classifyFailure, type Failure, NetError } from './failure.ts';
import { type ResponseHeaders, readHeaders, singleHeader } from './headers.ts';

/** One request over one connection. */
export interface ExchangeRequest {
  readonly path: string;
  /** Text of a JSON document to be sent by POST; null: the request is a GET. */
  readonly jsonBody: string | null;
  /** Everything but `host` and `accept-encoding`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBodyBytes: number;
  readonly maxInterimAnswers: number;
  readonly maxHeaders: number;
  readonly overflow: 'fail' | 'cut';
  readonly deadline: Deadline;
  /** Told of every piece of a body as it came over the wire. */
  onWireBytes(count: number): void;
}

/** A complete answer, or why there is none. */
export type Exchanged =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: ResponseHeaders;
      readonly body: Uint8Array;
      readonly isCut: boolean;
    }
  /** `hasBegun`: the failure came after the head of the answer. */
  | ({ readonly ok: false; readonly hasBegun: boolean } & Failure);

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A redirect's own body is not wanted; a short one is read, so that the connection can be used again. */
const maxRedirectBodyBytes = 16 * 1024;

/**
 * Where an answer sends us; null when it does not, or leaves open where. Octets beyond ASCII, which no header should
 * hold, are percent-encoded as they came: as browsers do, since they are UTF-8 more often than not.
 */
export function redirectLocation(status: number, headers: ResponseHeaders): string | null {
  const location = redirectStatuses.has(status) ? singleHeader(headers, 'location') : null;
  return (
    location?.replace(/[\u0080-\u00ff]/g, (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase()}`) ??
    null
  );
}

/** Sends one GET, or one POST, and reads the answer to its end. Does not throw, follows nothing, sends nothing twice. */
export async function exchange(client: Client, request: ExchangeRequest): Promise<Exchanged> {
  const { deadline } = request;
  let interimAnswers = 0;
  let hasBegun = false;
  try {
    const response = await client.request({
      ...(request.jsonBody === null
        ? { method: 'GET' as const }
        : { method: 'POST' as const, body: request.jsonBody }),
      path: request.path,
      headers: {
        ...request.headers,
        ...(request.jsonBody === null ? {} : { 'content-type': 'application/json' }),
        'accept-encoding': acceptEncoding,
      },
      responseHeaders: 'raw',
      signal: deadline.signal,
      onInfo: () => {
        interimAnswers += 1;
        if (interimAnswers > request.maxInterimAnswers)
          deadline.stop(new NetError('protocol-error', 'too-many-interim-answers'));
      },
    });
    hasBegun = true;
    return await readResponse(response, request);
  } catch (error) {
    return {
      ok: false,
      hasBegun,
      ...classifyFailure(deadline.signal.aborted ? deadline.signal.reason : error),
    };
  }
}

async function readResponse(response: Dispatcher.ResponseData, request: ExchangeRequest): Promise<Exchanged> {
  const { statusCode: status, body: stream } = response;
  // With `responseHeaders: 'raw'` undici hands out the flat list, which its types do not say.
  const raw = response.headers as unknown as readonly (string | Uint8Array)[];
  if (raw.length / 2 > request.maxHeaders) {
    drop(stream);
    throw new NetError('too-large', 'header-count');
  }
  const headers = readHeaders(raw);
  const { onWireBytes, maxBodyBytes, overflow } = request;
  if (redirectLocation(status, headers) !== null) {
    const unread = { coding: 'identity', maxBodyBytes: maxRedirectBodyBytes, overflow: 'cut' } as const;
    return { ok: true, status, headers, ...(await readBody(stream, { ...unread, onWireBytes })) };
  }
  const coding = contentCoding(headers);
  const isTooLong = overflow === 'fail' && Number(singleHeader(headers, 'content-length')) > maxBodyBytes;
  if (coding === null || isTooLong) {
    drop(stream);
    throw coding === null
      ? new NetError('protocol-error', 'unasked-content-coding')
      : new NetError('too-large', 'content-length');
  }
  return {
    ok: true,
    status,
    headers,
    ...(await readBody(stream, { coding, maxBodyBytes, overflow, onWireBytes })),
  };
}

/** Ends an answer that is not read, and its connection with it. */
function drop(stream: Readable): void {
  stream.on('error', () => {}).destroy();
}
