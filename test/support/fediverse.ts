import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Fediverse } from '../fediverse/start.ts';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** How a request departs from a plain GET. */
export interface WireOptions {
  readonly method?: string;
  /** Sent as Host; default: the host asked. */
  readonly hostHeader?: string;
  readonly userAgent?: string;
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

/**
 * Asks a simulated server over TLS with Node's own client: nothing of the crawler is in the way, so that the two can be
 * told apart when a test fails. Rejects as Node does.
 */
export async function ask(
  { address, caPem }: Pick<Fediverse, 'address' | 'caPem'>,
  host: string,
  path: string,
  options: WireOptions = {},
): Promise<WireAnswer> {
  const sent = request({
    host: address.host,
    port: address.port,
    servername: host,
    ca: caPem,
    path,
    method: options.method ?? 'GET',
    agent: options.agent ?? new Agent({ maxCachedSessions: 0 }),
    headers: { host: options.hostHeader ?? host, 'user-agent': options.userAgent ?? 'test/1' },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

/** Asks for a JSON document; fails the test when the answer is none. */
export async function askJson(
  fediverse: Pick<Fediverse, 'address' | 'caPem'>,
  host: string,
  path: string,
): Promise<unknown> {
  const { status, body } = await ask(fediverse, host, path);
  if (status !== 200) throw new Error(`https://${host}${path} answered ${status}.`);
  return JSON.parse(body);
}
