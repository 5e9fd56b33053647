import type { PublishedFiles } from '../../web/exports/published.ts';

/** A site beside which no crawl has published anything. */
export const nothingPublished: PublishedFiles = {
  list: async () => ({ days: [], months: null }),
  find: async () => ({ kind: 'missing' }),
};
