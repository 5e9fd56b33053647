import { retryAfterSeconds } from './page-status.ts';

/**
 * An XML document as an answer; 404 when there is none.
 *
 * @param load a failure of it answers 503; what failed is not told.
 */
export async function xmlAnswer(load: () => Promise<string | null>): Promise<Response> {
  let document: string | null;
  try {
    document = await load();
  } catch {
    return new Response(null, {
      status: 503,
      headers: { 'cache-control': 'no-store', 'retry-after': String(retryAfterSeconds) },
    });
  }
  if (document === null) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  return new Response(document, {
    // Two minutes at most: for so long may a server be named that asked to be forgotten.
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=120' },
  });
}
