import { attempt } from '../../../../data/attempt.ts';
import { retryAfterSeconds } from '../../../../data/page-status.ts';
import { readPicture } from '../../../../data/picture.ts';
import { isLocale } from '../../../../i18n/locales.ts';

/** Drawn when it is asked for. */
export const dynamic = 'force-dynamic';

/** The picture of a page, for those who show links to it. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/pictures/[locale]/[...page]'>,
): Promise<Response> {
  const { locale, page } = await params;
  const [, name] = /^(.+)\.png$/.exec(page.join('/')) ?? [];
  if (!isLocale(locale) || name === undefined) return refused(404);
  const read = await attempt(() => readPicture(locale, name));
  if (!read.ok || read.value === 'too-many') return refused(503);
  if (read.value === 'missing') return refused(404);
  return new Response(Buffer.from(read.value), {
    // Two minutes at most: for so long may a server be named that asked to be forgotten.
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=120' },
  });
}

function refused(status: 404 | 503): Response {
  return new Response(null, {
    status,
    headers: {
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}),
    },
  });
}
