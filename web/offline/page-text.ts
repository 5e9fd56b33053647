/** What the HTML of a page of ours says, read as text: a worker has no parser of HTML. Pure. */

const titleLimit = 120;
/** Files of the build that one page may name. */
const filesLimit = 80;

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#x27', "'"],
  ['#39', "'"],
]);

/** The title of a page as text, of at most 120 characters; empty when it has none. Foreign text: escape it. */
export function titleOf(html: string): string {
  const [, written = ''] = /<title[^>]*>([^<]*)<\/title>/.exec(html) ?? [];
  const text = written.replace(/&(#?\w+);/g, (whole, name: string) => entities.get(name) ?? whole);
  const characters = [...text.trim()];
  return characters.length <= titleLimit
    ? characters.join('')
    : `${characters.slice(0, titleLimit - 1).join('')}…`;
}

/** Paths of the build's files that a page names: style sheets, scripts, fonts. */
export function buildFilesOf(html: string): readonly string[] {
  const found = html.matchAll(/\/_next\/static\/[\w~./-]+\.(?:css|js|woff2)/g);
  return [...new Set([...found].map(([path]) => path))]
    .filter((path) => !path.includes('..'))
    .slice(0, filesLimit);
}

/** Name of the element that tells a page that it is a copy, and when it was kept (ISO 8601, UTC). */
export const keptMark = 'kept-at';

/** A page with a mark in its head that says that it is a copy. The mark changes nothing that React looks at. */
export function markCopy(html: string, keptAt: Date): string {
  return html.replace('</head>', `<meta name="${keptMark}" content="${keptAt.toISOString()}"/></head>`);
}
