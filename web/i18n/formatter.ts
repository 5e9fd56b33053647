import { getFormatter } from 'next-intl/server';

/** Numbers and dates in the reader's language; see formats.ts for the named formats. */
export type SiteFormatter = Awaited<ReturnType<typeof getFormatter>>;

/** The formatter of this request's locale. */
export function formatter(): Promise<SiteFormatter> {
  return getFormatter();
}
