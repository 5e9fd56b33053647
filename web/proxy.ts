import { type NextRequest, NextResponse } from 'next/server';
import { isDatabaseReachable } from './data/database-reachable.ts';
import { retryAfterSeconds } from './data/page-status.ts';
import { loadMessages } from './i18n/load-messages.ts';
import { isLocale } from './i18n/locales.ts';
import { negotiateLocale } from './i18n/negotiate-locale.ts';
import { contentSecurityPolicy, createNonce, nonceHeader } from './page-security.ts';
import { unavailablePage } from './unavailable-page.ts';

/** Addresses without a language that lead to the page in the reader's; the second stands in the crawler's User-Agent. */
const negotiatedPaths: ReadonlySet<string> = new Set([
  '/',
  '/crawler',
  '/removal',
  '/data',
  '/docs/api',
  '/choose',
  '/first-steps',
  '/rules',
  '/compare',
]);

/**
 * Runs before every page: negotiates a language where the address has none, answers 503 while the database is away
 * (a page cannot set its own status), and hands out the nonce of the Content Security Policy.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  if (negotiatedPaths.has(pathname)) return toReadersLanguage(request);
  const nonce = createNonce();
  const policy = contentSecurityPolicy(nonce);
  if (!(await isDatabaseReachable())) return databaseAway(request, { nonce, policy });
  // Next finds the nonce in the request's policy and puts it on every script and style it writes.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(nonceHeader, nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Pages only: not the API, not files of the build, not downloads, icons, and what needs no database; they answer for themselves. */
export const config = {
  matcher: [
    '/((?!api/|_next/|data/|icons/|icon\\.svg|apple-icon\\.png|robots\\.txt|sitemap|pictures/|[a-zA-Z-]+/(?:removal/request|offline$|manifest\\.webmanifest)).*)',
  ],
};

function toReadersLanguage(request: NextRequest): Response {
  const locale = negotiateLocale(request.headers.get('accept-language'));
  const target = request.nextUrl.clone();
  target.pathname = `/${locale}${target.pathname === '/' ? '' : target.pathname}`;
  return NextResponse.redirect(target, {
    status: 307,
    headers: { vary: 'accept-language', 'cache-control': 'no-store' },
  });
}

async function databaseAway(
  request: NextRequest,
  { nonce, policy }: { readonly nonce: string; readonly policy: string },
): Promise<Response> {
  const [, first = ''] = request.nextUrl.pathname.split('/');
  const locale = isLocale(first) ? first : negotiateLocale(request.headers.get('accept-language'));
  const { unavailable, site } = await loadMessages(locale);
  return new Response(unavailablePage({ locale, nonce, texts: { ...unavailable, name: site.name } }), {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'retry-after': String(retryAfterSeconds),
    },
  });
}
