import { escapeHtml } from './escape-html.ts';
import { type Locale, localeDetails } from './i18n/locales.ts';
import { schemeColours } from './scheme-colours.ts';

/**
 * A document in the look of the site that needs nothing but itself: no query, no script, no file of the build. For when
 * the database is away, or the site.
 *
 * @param document.nonce lets its one style sheet pass the Content Security Policy.
 * @param document.title as text.
 * @param document.body as HTML; it stands below the drawing.
 */
export function plainDocument(document: {
  readonly locale: Locale;
  readonly nonce: string;
  readonly title: string;
  readonly body: string;
}): string {
  const { locale, nonce, title, body } = document;
  return `<!doctype html>
<html lang="${locale}" dir="${localeDetails[locale].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${escapeHtml(nonce)}">${styles}</style>
</head>
<body>
<main>
<svg viewBox="0 0 160 48" width="160" height="48" aria-hidden="true">${rings()}</svg>
${body}
</main>
</body>
</html>
`;
}

const variables = (colours: Readonly<Record<string, string>>) =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

const styles = `:root{color-scheme:light dark;${variables(schemeColours.light)}}
@media (prefers-color-scheme:dark){:root{${variables(schemeColours.dark)}}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}
main{max-width:38rem;margin:12vh auto;padding:0 1.25rem}
circle{fill:none;stroke:var(--other-fill);stroke-width:2.5}
h1{font-size:clamp(2rem,7vw,3.25rem);line-height:1.05;letter-spacing:-.02em;margin:1.5rem 0 1rem;text-wrap:balance}
h2{font-size:1.5rem;line-height:1.2;margin:2.5rem 0 1rem}
p,time{color:var(--muted)}
strong{color:var(--ink)}
ul{list-style:none;margin:0;padding:0}
li{border-block-start:1px solid;padding-block:.5rem}
li a{display:block;min-height:2rem;color:var(--ink);font-weight:700;overflow-wrap:anywhere}
ul:not(:empty)+p{display:none}
.button{display:inline-flex;min-height:3rem;align-items:center;background:var(--ink);color:var(--ground);padding:0 1.4rem;font-weight:700;text-decoration:none;margin-inline-end:.75rem;margin-block-end:.75rem}
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
