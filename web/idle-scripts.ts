/**
 * What React leaves in a page that its scripts have work on: a place whose component runs in the browser (`data-interactive`, set by
 * the component itself), one that is still to be filled, or a failure that the browser is to tell of.
 */
const signsOfWork = [' data-interactive', '<!--$?-->', '<!--$!-->', 'id="__next_error__"'] as const;

/**
 * Next's scripts: those of the build, and those within the page, which say all of it once more, so that the browser could take it
 * over. Next writes `<` in them as `\u003c`, so the first end tag is theirs.
 */
const nextScripts =
  /<script\b(?:[^>]* src="\/_next\/[^>]*>|[^>]* id="_R_"[^>]*>|[^>]*>(?:\(self\.__next_f=|self\.__next_f\.push\())[^<]*<\/script>/g;
const preloadedScripts = /<link rel="preload" as="script"[^>]* href="\/_next\/[^>]*>/g;

/**
 * Takes Next's scripts out of a page that has nothing for them to do: two thirds of its text and all of its JavaScript. Links
 * and forms of our pages are plain ones, so nothing is lost. Other scripts stay, and so does all where there is any sign of work.
 */
export function withoutIdleScripts(html: string): string {
  if (signsOfWork.some((sign) => html.includes(sign))) return html;
  return html.replaceAll(nextScripts, '').replaceAll(preloadedScripts, '');
}
