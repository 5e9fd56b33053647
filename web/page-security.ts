import type { IncomingHttpHeaders } from 'node:http';

/**
 * The Content Security Policy of a page: scripts by nonce only, styles, fonts and pictures from the site itself, nothing
 * from anywhere else. Next finds the nonce in the request's header and puts it on every script it writes.
 *
 * @param nonce base64, unpredictable, a new one a request.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A new nonce: 128 random bits in base64 (CSP Level 3, section 7.1, asks for at least that). */
export function createNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
}

/** The request header in which the proxy tells a page its nonce, for the scripts that we write ourselves. */
export const nonceHeader = 'x-nonce';

/**
 * Takes away from a request what only our proxy tells a page. Where the proxy does not run (a file of the build that is not
 * there), Next would believe whoever asks, and give their nonce back.
 */
export function dropPageHeaders(headers: IncomingHttpHeaders): void {
  for (const name of ['content-security-policy', 'content-security-policy-report-only', nonceHeader])
    delete headers[name];
}
