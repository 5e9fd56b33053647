import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  turbopack: {
    // The pages import `../db`, so the bundler has to look above this folder.
    root: join(import.meta.dirname, '..'),
    // All that next-intl's plugin would do here; it takes paths from the working directory, this is from web/.
    resolveAlias: { 'next-intl/config': './i18n/request.ts' },
  },
  // One copy of these in the process: the server opens the database, the pages only ask it.
  serverExternalPackages: ['kysely', 'pg', 'tldts'],
  // Off on purpose: with it an unknown server answers 200 and a page's rows need script. Caching: web/data.
  cacheComponents: false,
  // The pages have drawings and no pictures: nobody is to have Next fetch, scale or name one in its log.
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // Addresses never end in a slash; nothing else is redirected.
  trailingSlash: false,
};

export default config;
