import { readSitemap } from '../../../data/sitemap.ts';
import { xmlAnswer } from '../../../data/xml-answer.ts';
import { parseSitemapFile } from '../../../sitemap/sitemap-files.ts';

/** Asked when it is read. */
export const dynamic = 'force-dynamic';

/** One sitemap. */
export function GET(_request: Request, { params }: RouteContext<'/sitemaps/[file]'>): Promise<Response> {
  return xmlAnswer(async () => {
    const file = parseSitemapFile((await params).file);
    return file === null ? null : readSitemap(file);
  });
}
