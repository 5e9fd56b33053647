import { createHash } from 'node:crypto';
import { type Duplex, PassThrough, pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip, createZstdCompress } from 'node:zlib';
import type { ParamTable } from '../params/param.ts';
import { lastChangeOf, statesNow, versionOf } from './answer-cache.ts';
import type { ApiContext, ApiRequest, Endpoint } from './endpoint.ts';
import { type ContentCoding, formMediaTypes, type ListForm } from './negotiate.ts';
import { problem } from './problem.ts';
import { openRecordText } from './record-stream.ts';
import { type Asking, aboutBody, answerProblem, isUnchanged } from './respond.ts';

/** Lists that may be on their way at once, together and to one client: each holds some megabytes. */
const mostAtOnce = { inAll: 40, perClient: 4 } as const;
/** After so long a list is broken off, however slowly its reader reads. */
const deadlineMs = 900_000;

/** Sends a whole list. */
export type SendWhole = (wish: {
  readonly asking: Asking;
  readonly endpoint: Endpoint;
  readonly request: ApiRequest<ParamTable>;
  readonly form: Exclude<ListForm, 'json'>;
  readonly isHead: boolean;
  readonly client: string;
}) => Promise<Response>;

/**
 * Sends whole lists as NDJSON or CSV, at constant memory however long they are. Their tag is weak, made of the state of the
 * data and not of bytes that nobody has seen yet; a reader who has that state gets 304 without any question to the
 * database. What fails half-way breaks the connection, so that nobody takes a part for the whole.
 */
export function createWholeLists({
  datasets,
  now,
  reportBug,
}: Pick<ApiContext, 'datasets' | 'now' | 'reportBug'>): SendWhole {
  const running = new Map<string, number>();
  let inAll = 0;
  const end = (client: string) => {
    inAll -= 1;
    const left = (running.get(client) ?? 1) - 1;
    if (left > 0) running.set(client, left);
    else running.delete(client);
  };
  return async ({ asking, endpoint, request, form, isHead, client }) => {
    const { url } = request;
    const states = statesNow(datasets(), now());
    const version = versionOf(endpoint.datasets, states);
    const about = {
      lastModified: lastChangeOf(endpoint.datasets, states),
      // With the hour: some filters look at how long ago something was.
      etag:
        version === null
          ? null
          : `W/"${tagOf([url.pathname, url.search, form, version, now().toISOString().slice(0, 13)])}"`,
      maxAgeSeconds: endpoint.maxAgeSeconds,
      next: null,
    };
    const headers = { ...aboutBody(about), ...bodyHeaders(url, form, asking.coding) };
    if (about.etag !== null && isUnchanged(asking, { ...about, etag: about.etag }))
      return new Response(null, { status: 304, headers: aboutBody(about) });
    if (inAll >= mostAtOnce.inAll || (running.get(client) ?? 0) >= mostAtOnce.perClient) {
      const {
        status,
        headers: refusal,
        body,
      } = answerProblem(
        problem(
          503,
          'Too many whole lists are on their way. Ask again when one of yours has arrived, or take a published file of /api/v1/exports.',
        ),
        url.pathname,
      );
      return new Response(body, { status, headers: refusal });
    }
    const opened = await openRecordText(endpoint, request, form);
    if (opened.kind === 'problem') {
      const { status, headers: refusal, body } = answerProblem(opened, url.pathname);
      return new Response(body, { status, headers: refusal });
    }
    if (isHead) {
      await opened.text.return();
      return new Response(null, { headers });
    }
    inAll += 1;
    running.set(client, (running.get(client) ?? 0) + 1);
    const source = Readable.from(opened.text, { objectMode: true, highWaterMark: 1 });
    const out = pipeline(source, coder(asking.coding), (error) => {
      if (error && !isReadersDoing(error)) reportBug(error);
    });
    const timer = setTimeout(() => out.destroy(), deadlineMs);
    // Not when all has been read, but when all has been taken.
    out.once('close', () => {
      clearTimeout(timer);
      end(client);
    });
    return new Response(Readable.toWeb(out) as ReadableStream<Uint8Array>, { headers });
  };
}

function tagOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
}

function bodyHeaders(url: URL, form: Exclude<ListForm, 'json'>, coding: ContentCoding) {
  const name =
    url.pathname
      .replace(/\.(csv|ndjson)$/, '')
      .split('/')
      .at(-1) ?? 'list';
  return {
    'content-type':
      form === 'csv' ? `${formMediaTypes.csv}; charset=utf-8; header=present` : formMediaTypes.ndjson,
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}.${form}"`,
    ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
  };
}

function coder(coding: ContentCoding): Duplex {
  switch (coding) {
    case 'br':
      return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    case 'zstd':
      return createZstdCompress();
    case 'gzip':
      return createGzip();
    case 'identity':
      return new PassThrough();
  }
}

/** Whoever reads may leave whenever it likes. */
function isReadersDoing(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ABORT_ERR';
}
