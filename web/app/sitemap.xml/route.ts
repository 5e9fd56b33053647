import { readSitemapIndex } from '../../data/sitemap.ts';
import { xmlAnswer } from '../../data/xml-answer.ts';

/** Asked when it is read. */
export const dynamic = 'force-dynamic';

/** The list of sitemaps. */
export function GET(): Promise<Response> {
  return xmlAnswer(readSitemapIndex);
}
