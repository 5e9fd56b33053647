import { escapeHtml } from '../escape-html.ts';
import type { Locale } from '../i18n/locales.ts';
import { plainDocument } from '../plain-document.ts';

/** The texts of {@link offlinePage}. */
export interface OfflineTexts {
  /** The site's name. */
  readonly name: string;
  readonly title: string;
  readonly heading: string;
  readonly unreached: string;
  readonly explanation: string;
  readonly privacy: string;
  readonly listHeading: string;
  readonly none: string;
  readonly retry: string;
  readonly home: string;
}

/** Where the list of kept pages goes: empty until a worker fills it. */
export const emptyList = '<ul id="kept-pages"></ul>';
/** The beginning of the sentence that holds only where the page stands in for another. */
export const unreachedNote = '<p id="unreached" hidden>';

/**
 * The page that stands in for those that can be neither reached nor shown from a copy; at its own address it lists the
 * copies. A browser's worker keeps it and fills it in (`kept-list.ts`): what a device has kept, the site does not know.
 *
 * @param page.nonce lets its one style sheet pass the Content Security Policy.
 */
export function offlinePage(page: {
  readonly locale: Locale;
  readonly nonce: string;
  readonly texts: OfflineTexts;
}): string {
  const { locale, nonce, texts } = page;
  return plainDocument({
    ...{ locale, nonce, title: `${texts.title} · ${texts.name}` },
    body: `<h1>${escapeHtml(texts.heading)}</h1>
${unreachedNote}<strong>${escapeHtml(texts.unreached)}</strong></p>
<p>${escapeHtml(texts.explanation)} ${escapeHtml(texts.privacy)}</p>
<p><a class="button" href="">${escapeHtml(texts.retry)}</a><a class="button" href="/${locale}">${escapeHtml(texts.home)}</a></p>
<h2>${escapeHtml(texts.listHeading)}</h2>
${emptyList}
<p>${escapeHtml(texts.none)}</p>`,
  });
}
