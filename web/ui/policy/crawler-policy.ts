import type { Environment } from '../../../db/environment.ts';
import { outboundUrl } from '../outbound-url.ts';

/** Name that robots.txt and X-Robots-Tag address the crawler by (RFC 9309, section 2.2.1). */
export const productToken = 'fedicensus';

/** The lines that keep the crawler from every document it would read. */
export const robotsTxtExample = `User-agent: ${productToken}\nDisallow: /`;

/** The `User-Agent` as servers see it; the version stands as x. */
export function exampleUserAgent({ siteUrl, contact }: Pick<Environment, 'siteUrl' | 'contact'>): string {
  const policy = new URL('/crawler', siteUrl).href;
  return `${productToken}/x.y.z (${[`+${policy}`, ...(contact === null ? [] : [contact])].join('; ')})`;
}

/** Where a contact leads: an https address, or a mail. Null when it is neither. */
export function contactHref(contact: string): string | null {
  return /^[^\s:/?#]+@[^\s:/?#]+$/.test(contact) ? `mailto:${contact}` : outboundUrl(contact);
}
