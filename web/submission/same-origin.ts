/**
 * Whether a form was sent from a page of this site, or by no browser at all. Browsers say so themselves, and a page cannot
 * change what they say: `Sec-Fetch-Site` (Fetch Metadata), or `Origin` of those that do not know it (RFC 6454). A client that
 * sends neither is no browser, so nobody can have made it send the form.
 *
 * @param siteUrl the site's own address; the Host header counts too, for sites that are reached under several names.
 */
export function isFromOwnPages(headers: Headers, siteUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (origin === null) return true;
  const url = URL.parse(origin);
  return url !== null && (url.origin === new URL(siteUrl).origin || url.host === headers.get('host'));
}
