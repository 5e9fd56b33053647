import { attempt } from './attempt.ts';
import { retryAfterSeconds } from './page-status.ts';

/**
 * An XML document as an answer; 404 when there is none.
 *
 * @param load a database that cannot answer makes it 503, without a word of why; any other failure is a bug and is thrown.
 */
export async function xmlAnswer(load: () => Promise<string | null>): Promise<Response> {
  const read = await attempt(load);
  if (!read.ok)
    return new Response(null, {
      status: 503,
      headers: { 'cache-control': 'no-store', 'retry-after': String(retryAfterSeconds) },
    });
  const document = read.value;
  if (document === null) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  return new Response(document, {
    // Two minutes at most: for so long may a server be named that asked to be forgotten.
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=120' },
  });
}
