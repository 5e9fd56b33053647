import { getSiteContext } from '../../data/site-context.ts';

/** Asked when it is read: it depends on the settings of the site. */
export const dynamic = 'force-dynamic';

/**
 * What robots may fetch (RFC 9309): every page, but for those that come in endless numbers and for data, which have
 * feeds, files and an API of their own. Pages that are not to be listed say so themselves, so they may be read.
 */
const rules = [
  'User-agent: *',
  'Allow: /*/servers?page=',
  'Allow: /*/rules?topic=',
  'Disallow: /*/servers?',
  'Disallow: /*/choose?',
  'Disallow: /*/compare?',
  'Disallow: /*/rules?',
  'Disallow: /*/crawler/host?',
  'Disallow: /*/removal?',
  'Disallow: /api/',
];

/** The site's own robots.txt. */
export function GET(): Response {
  const { siteUrl, simulated } = getSiteContext().environment;
  const sitemap = simulated ? [] : ['', `Sitemap: ${new URL('/sitemap.xml', siteUrl).href}`];
  return new Response(`${[...rules, ...sitemap].join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
}
