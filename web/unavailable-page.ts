import { type Locale, localeDetails } from './i18n/locales.ts';

/** The texts of {@link unavailablePage}. */
export interface UnavailableTexts {
  /** The site's name. */
  readonly name: string;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  readonly retry: string;
}

/**
 * The page that stands in for every other while the database is away. A document of its own that needs nothing: no
 * query, no script, no file of the build. Colours are those of app/globals.css.
 *
 * @param nonce lets its one style sheet pass the Content Security Policy.
 */
export function unavailablePage({
  locale,
  nonce,
  texts,
}: {
  readonly locale: Locale;
  readonly nonce: string;
  readonly texts: UnavailableTexts;
}): string {
  const { direction } = localeDetails[locale];
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(texts.title)} · ${escapeHtml(texts.name)}</title>
<style nonce="${escapeHtml(nonce)}">${styles}</style>
</head>
<body>
<main>
<svg viewBox="0 0 160 48" width="160" height="48" aria-hidden="true">${rings()}</svg>
<h1>${escapeHtml(texts.heading)}</h1>
<p>${escapeHtml(texts.text)}</p>
<p><a href="">${escapeHtml(texts.retry)}</a></p>
</main>
</body>
</html>
`;
}

const styles = `:root{color-scheme:light dark;--ground:#e9efec;--ink:#11201c;--muted:#47594f;--other:#2f76a8}
@media (prefers-color-scheme:dark){:root{--ground:#0d1513;--ink:#e8f0ec;--muted:#a3b5ad;--other:#6ba9d8}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}
main{max-width:38rem;margin:12vh auto;padding:0 1.25rem}
circle{fill:none;stroke:var(--other);stroke-width:2.5}
h1{font-size:clamp(2rem,7vw,3.25rem);line-height:1.05;letter-spacing:-.02em;margin:1.5rem 0 1rem}
p{color:var(--muted)}
a{display:inline-flex;min-height:3rem;align-items:center;background:var(--ink);color:var(--ground);padding:0 1.4rem;font-weight:700;text-decoration:none}
a:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;

/** Rings in falling size: servers that did not answer, as everywhere on the site. */
function rings(): string {
  const sizes = [20, 14, 10, 7, 5, 3.5];
  let left = 2;
  return sizes
    .map((radius) => {
      const centre = left + radius;
      left += radius * 2 + 6;
      return `<circle cx="${centre}" cy="24" r="${radius}"/>`;
    })
    .join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
