/**
 * Pages that are always there and that search engines may list, below the locale, the most asked for first. A test compares
 * them with the folders of `web/app/[locale]`.
 */
export const listedPaths = [
  '',
  '/choose',
  '/servers',
  '/rules',
  '/first-steps',
  '/compare',
  '/growth',
  '/method',
  '/data',
  '/docs/api',
  '/crawler',
  '/health',
  '/removal',
] as const;
