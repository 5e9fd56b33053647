import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingFor } from './api/negotiate.ts';
import { pack } from './api/representation.ts';
import { isLocale } from './i18n/locales.ts';
import { withoutIdleScripts } from './idle-scripts.ts';

/**
 * Holds a page back until it is whole, takes out scripts that have nothing to do, and packs what is left. Our pages come in one
 * piece anyway: none has parts that are sent later. Answers that are no HTML pass as they come.
 *
 * @param request loses its Accept-Encoding: Next would pack the page before it can be looked at. That the answer varies with it
 * Next says itself.
 */
export function withWholePage(request: IncomingMessage, response: ServerResponse): ServerResponse {
  const coding = codingFor(request.headers['accept-encoding']?.toString());
  delete request.headers['accept-encoding'];
  const { writeHead, write, end, flushHeaders } = response;
  const held: Buffer[] = [];
  let isSending = false;
  const isHeld = () => !isSending && String(response.getHeader('content-type')).startsWith('text/html');
  // What packs answers in Next sends the headers before it passes anything on; they can be set until the page is whole.
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const headers = args.find((each) => typeof each === 'object' && !Array.isArray(each));
    if (!isSending && headers !== undefined) response.setHeaders(new Map(Object.entries(headers)));
    if (!isHeld()) return writeHead.apply(response, args);
    response.statusCode = args[0];
    return response;
  }) as typeof writeHead;
  response.flushHeaders = () => {
    if (!isHeld()) flushHeaders.call(response);
  };
  // Node's own signatures: (chunk, encoding?, callback?), and for the end any of them left out.
  response.write = ((...args: Parameters<typeof write>) => {
    if (!isHeld()) return write.apply(response, args);
    hold(held, args);
    return true;
  }) as typeof write;
  response.end = ((...args: Parameters<typeof end>) => {
    if (!isHeld()) return end.apply(response, args);
    hold(held, args);
    send(Buffer.concat(held)).catch(() => response.destroy());
    return response;
  }) as typeof end;
  const send = async (whole: Buffer) => {
    const { bytes, coding: used } = await pack(Buffer.from(withoutIdleScripts(whole.toString())), coding);
    isSending = true;
    if (response.destroyed) return;
    if (used !== 'identity') response.setHeader('content-encoding', used);
    // An answer to HEAD has no body, and its length is not known.
    if (bytes.length > 0) response.setHeader('content-length', bytes.length);
    end.call(response, bytes, 'utf8');
  };
  return response;
}

/** Pages stand below a language; what else Next answers with are files. */
export function isPagePath(target: string): boolean {
  const [, first = ''] = target.split(/[/?]/);
  return isLocale(first);
}

/** Keeps what was to be written, and tells the writer that it was. */
function hold(held: Buffer[], args: readonly unknown[]): void {
  const [chunk, encoding] = args;
  if (typeof chunk === 'string') held.push(Buffer.from(chunk, encodingOf(encoding)));
  else if (chunk instanceof Uint8Array) held.push(Buffer.from(chunk));
  const callback = args.find((each): each is () => void => typeof each === 'function');
  if (callback !== undefined) queueMicrotask(callback);
}

const encodingOf = (encoding: unknown): BufferEncoding =>
  typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8';
