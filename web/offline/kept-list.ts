import { escapeHtml } from '../escape-html.ts';
import { formats } from '../i18n/formats.ts';
import type { Locale } from '../i18n/locales.ts';
import { localeOfPath } from './kept-pages.ts';
import { emptyList, unreachedNote } from './offline-page.ts';

/** A kept page as the list shows it. */
export interface ListedPage {
  readonly url: string;
  /** As servers wrote it; empty: it has none. */
  readonly title: string;
  /** In milliseconds since 1970. */
  readonly keptAt: number;
}

/**
 * Fills the offline page with the pages that are kept, the newest first. Titles are text whatever they hold.
 *
 * @param document as {@link offlinePage} wrote it.
 * @param options.isUnreached whether it stands in for a page that could not be had, which it then says.
 */
export function fillOfflinePage(
  document: string,
  pages: readonly ListedPage[],
  { locale, isUnreached }: { readonly locale: Locale; readonly isUnreached: boolean },
): string {
  const format = new Intl.DateTimeFormat(locale, formats.dateTime.instant);
  const items = pages
    .toSorted((a, b) => b.keptAt - a.keptAt)
    .map((page) => listItem(page, format))
    .join('\n');
  // By function: in a text, `$&` would mean something.
  const listed = document.replace(emptyList, () => emptyList.replace('</ul>', () => `${items}</ul>`));
  return isUnreached ? listed.replace(unreachedNote, unreachedNote.replace(' hidden', '')) : listed;
}

function listItem({ url, title, keptAt }: ListedPage, format: Intl.DateTimeFormat): string {
  const { pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const kept = new Date(keptAt);
  const language = localeOfPath(pathname) ?? '';
  return `<li lang="${language}"><a href="${escapeHtml(path)}"><bdi>${escapeHtml(title === '' ? path : title)}</bdi></a> <time datetime="${kept.toISOString()}">${escapeHtml(format.format(kept))}</time></li>`;
}
