/** A place whose component runs in the browser: it sets this attribute itself. */
const place = ' data-interactive';
/** What React leaves where scripts are needed at once: a place that is still to be filled, or a failure that the browser is to tell of. */
const signsOfUrgentWork = ['<!--$?-->', '<!--$!-->', 'id="__next_error__"'] as const;

/**
 * Next's scripts: those of the build, and those within the page, which say all of it once more, so that the browser could take it
 * over. Next writes `<` in them as `\u003c`, so the first end tag is theirs.
 */
const nextScripts =
  /<script\b(?:[^>]* src="\/_next\/[^>]*>|[^>]* id="_R_"[^>]*>|[^>]*>(?:\(self\.__next_f=|self\.__next_f\.push\())[^<]*<\/script>/g;
const preloadedScripts = /<link rel="preload" as="script"[^>]* href="\/_next\/[^>]*>/g;
const buildScripts = /<script\b([^>]*) src="(\/_next\/[^"]*)"([^>]*)><\/script>/g;

/**
 * Leaves a page the scripts of Next that have something to do. Where nothing is interactive it takes them out: two thirds of the
 * page's text and all of its JavaScript. Where something is, they are fetched when that comes into view. Links and forms of our pages
 * are plain ones, so nothing is lost. Other scripts stay, and so does all where it is needed at once.
 */
export function withoutIdleScripts(html: string): string {
  if (signsOfUrgentWork.some((sign) => html.includes(sign))) return html;
  if (!html.includes(place)) return html.replaceAll(nextScripts, '').replaceAll(preloadedScripts, '');
  return withLaterScripts(html);
}

/** Has the scripts of the build fetched, in their order, when the first interactive place is about to come into view. */
function withLaterScripts(html: string): string {
  const [, nonce] = /<script\b[^>]* src="\/_next\/[^>]* nonce="([^"]+)"/.exec(html) ?? [];
  const end = html.lastIndexOf('</body>');
  if (nonce === undefined || end < 0) return html;
  const loader = `<script nonce="${nonce}">${laterScript}</script>`;
  return (html.slice(0, end) + loader + html.slice(end))
    .replaceAll(preloadedScripts, '')
    .replaceAll(buildScripts, (whole, before: string, source: string, after: string) =>
      // What only old browsers run is not fetched by others anyway.
      /\bnoModule\b/i.test(before + after)
        ? whole
        : `<script type="text/plain"${before} data-src="${source}"${after}></script>`,
    );
}

/** How far below the view a place may be when its scripts are fetched, in pixels: they are there when the reader is. */
const fetchedAheadPx = 300;

/** Fetches the scripts of the build when the first interactive place is about to come into view. */
export const laterScript = `(() => {
const places = document.querySelectorAll('[data-interactive]');
const fetchAll = () => {
  for (const { dataset, id } of document.querySelectorAll('script[data-src]')) {
    const script = document.createElement('script');
    script.src = dataset.src;
    if (id !== '') script.id = id;
    script.async = false;
    document.head.append(script);
  }
};
const observer = new IntersectionObserver((entries) => {
  if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
  observer.disconnect();
  fetchAll();
}, { rootMargin: '${fetchedAheadPx}px' });
for (const place of places) observer.observe(place);
})();`;
