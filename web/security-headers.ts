import type { ServerResponse } from 'node:http';

/**
 * Headers of every answer of the site, API and pages alike (OWASP, HTTP Headers Cheat Sheet).
 *
 * @param siteUrl under https, browsers are told to ask for nothing less from now on.
 */
export function securityHeaders(siteUrl: string): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    // Servers that a reader goes on to learn that they come from here, not from which search.
    'referrer-policy': 'strict-origin-when-cross-origin',
    // For browsers that do not know frame-ancestors.
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(siteUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** Runs no inline script and loads nothing from elsewhere: right for files, and safe for a page that set none. */
const fallbackPolicy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/**
 * Gives an answer a Content Security Policy when it has none by the time its headers are sent. Pages get one with a
 * nonce from the proxy; the build's files and failures outside a page do not pass there. Set any earlier, it would stand
 * beside the page's own, and browsers obey both.
 */
export function withFallbackPolicy(response: ServerResponse): ServerResponse {
  const writeHead = response.writeHead;
  // Node sends headers through this method even when nobody calls it by name.
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (!response.hasHeader('content-security-policy'))
      response.setHeader('content-security-policy', fallbackPolicy);
    return writeHead.apply(response, args);
  }) as typeof writeHead;
  return response;
}
