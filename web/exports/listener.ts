import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type ProblemStatus, problem, toProblemBody } from '../api/problem.ts';
import { readRange } from './byte-range.ts';
import type { PublishedFiles, ServedFile } from './published.ts';

/** Whether a request is for published files; everything else is the API's or the pages'. */
export function isExportsPath(path: string): boolean {
  return /^\/exports(\/|\?|$)/.test(path);
}

const prefix = '/exports/';
const allowedMethods = 'GET, HEAD, OPTIONS';
/** When a client may ask again for a file that is being written anew, in seconds. */
const retryAfterSeconds = 60;

/** Headers of every answer: readable from any page, in parts too; and if a browser shows it, nothing in it runs. */
const everywhere = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Accept-Ranges, Content-Length, Content-Range, ETag, Repr-Digest, Retry-After',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * How long caches may keep a file. What names no host never changes under its address; what does may change when a host asks to be
 * forgotten, and no shared cache may name that for longer than an answer of the API: two minutes.
 */
function cachingOf({ file, isDated }: ServedFile): string {
  const isForGood = isDated && file.subject !== null && file.withdrawals === null;
  return isForGood ? 'public, max-age=31536000, immutable' : 'public, max-age=60, stale-while-revalidate=60';
}

/**
 * Gives out published files: only those that a manifest names, whole or in part (`Range`, as engines read Parquet), under a strong ETag,
 * the checksum of the manifest.
 *
 * @param options.reportBug told about a failure that is ours.
 */
export function createExportsListener(options: {
  readonly published: PublishedFiles;
  readonly reportBug: (error: unknown) => void;
}): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
    answer(request, response, options.published).catch((error: unknown) => {
      // A reader who has gone is none.
      if (!response.destroyed) options.reportBug(error);
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500, 'The failure is ours, and has been written to our log.');
    });
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  published: PublishedFiles,
): Promise<void> {
  const { method = 'GET' } = request;
  if (method === 'OPTIONS') {
    response.writeHead(204, {
      allow: allowedMethods,
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': 'If-None-Match, If-Range, Range',
      'access-control-max-age': '86400',
    });
    response.end();
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', allowedMethods);
    refuse(request, response, 405, 'Files are read with GET.');
    return;
  }
  const found = await published.find(nameOf(request));
  if (found.kind === 'missing') {
    refuse(request, response, 404, 'No file of this name is published; /api/v1/exports lists all that are.');
    return;
  }
  await using handle = found.kind === 'file' ? await openWhole(found.served) : null;
  if (found.kind === 'withheld' || handle === null) {
    response.setHeader('retry-after', String(retryAfterSeconds));
    refuse(request, response, 503, 'This file is being written anew. Ask again in a moment.');
    return;
  }
  await send(request, response, { served: found.served, handle });
}

/** The part of the address below `/exports/`. Its percent signs have been found to be UTF-8 by the server. */
function nameOf({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1);
  return decodeURIComponent(path.slice(prefix.length));
}

/** Null when the file on the disk is not the one of the manifest: it is gone, or its successor is there already. */
async function openWhole({ file, path }: ServedFile): Promise<FileHandle | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return null;
  const found = await handle.stat();
  if (found.isFile() && found.size === file.bytes) return handle;
  await handle.close();
  return null;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { served, handle }: { readonly served: ServedFile; readonly handle: FileHandle },
): Promise<void> {
  const { file } = served;
  const etag = `"${file.sha256}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', cachingOf(served));
  response.setHeader('accept-ranges', 'bytes');
  // Of the whole file, whatever part is sent (RFC 9530, section 3).
  response.setHeader('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  const { 'if-none-match': ifNoneMatch, 'if-range': ifRange, range } = request.headers;
  if (ifNoneMatch?.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()))) {
    response.writeHead(304).end();
    return;
  }
  // A part of another version would not fit to what the reader has (RFC 9110, section 13.1.5).
  const wanted = readRange(ifRange === undefined || ifRange === etag ? range : undefined, file.bytes);
  response.setHeader('content-type', file.media_type);
  if (wanted.kind === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${file.bytes}`);
    refuse(request, response, 416, `The file has ${file.bytes} bytes, and none of the range.`);
    return;
  }
  const part = wanted.kind === 'part' ? wanted : { first: 0, last: file.bytes - 1 };
  const length = part.last - part.first + 1;
  response.writeHead(wanted.kind === 'part' ? 206 : 200, {
    'content-length': length,
    ...(wanted.kind === 'part' ? { 'content-range': `bytes ${part.first}-${part.last}/${file.bytes}` } : {}),
  });
  if (request.method === 'HEAD' || length === 0) {
    response.end();
    return;
  }
  const stream = handle.createReadStream({ start: part.first, end: part.last, autoClose: false });
  await pipeline(stream, response);
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: ProblemStatus,
  detail: string,
): void {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const text = JSON.stringify(toProblemBody(problem(status, detail), path));
  response.setHeader('cache-control', 'no-store');
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}
