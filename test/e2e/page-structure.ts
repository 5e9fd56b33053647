import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { laterScript } from '../../web/idle-scripts.ts';
import { offlineScript } from '../../web/ui/offline/offline-script.ts';
import { outboundUrl } from '../../web/ui/outbound-url.ts';
import { schemeScript } from '../../web/ui/scheme/scheme-script.ts';

/**
 * What the HTML of a page is made of, read as a browser reads it (parse5 follows the algorithm of the HTML standard): a
 * text that became markup shows as an element, an attribute or an address that no page of ours has.
 */

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as it came. */
export interface ReceivedPage {
  readonly url: string;
  readonly html: string;
  /** The nonce of its policy. */
  readonly nonce: string;
}

/** What was read of a page. */
export interface ReadPage {
  /** What no page of ours has, each in a line; empty: the page is made of our markup alone. */
  readonly offences: readonly string[];
  /** What it shows: its text without scripts and titles, as it is written between the tags. */
  readonly text: string;
  readonly title: string;
  /** Places to which links lead, as they are written. */
  readonly links: readonly string[];
  /** What Next sends along for its own scripts, put together as they do. */
  readonly sentAlong: string;
}

const elements: ReadonlySet<string> = new Set(
  `html head body search title meta link script style header footer nav main section article aside div p span a ul ol li dl dt dd
  h1 h2 h3 h4 form fieldset legend label input select option optgroup button details summary table caption thead tbody tr th
  td figure figcaption blockquote pre code kbd b strong em i q small del ins mark sub sup bdi time hr br abbr svg g path circle
  rect ellipse line polyline text tspan desc defs template noscript`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

const attributes: ReadonlySet<string> = new Set(
  `accept-charset action as autocomplete charset checked cite class colspan content crossorigin cx cy d datetime dir download
  enctype fetchpriority fill for height hidden href hreflang id inputmode itemscope lang maxlength max media method min name
  nomodule nonce offset open opacity pattern placeholder points popover popovertarget precedence property r referrerpolicy rel
  required role rowspan rx ry scope selected size sizes spellcheck src start step stroke stroke-dasharray stroke-linecap
  stroke-linejoin stroke-width tabindex target text-anchor title transform translate type value viewBox width x x1 x2 y y1 y2
  autocapitalize async disabled font-size direction preserveAspectRatio dx dy form
  vector-effect`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Scripts that Next writes into a page: data for its own ones, and what puts parts that came late in their places. */
const dataScript = /^(?:\(self\.__next_f=self\.__next_f\|\|\[\]\)|self\.__next_f)\.push\((.*)\);?$/s;

/** The script that the build leaves in every page to load its files: names of files and numbers. */
const loaderScript =
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\(\{"otherChunks":\[(?:"static\/chunks\/[\w.-]+\.js",?)*\],"runtimeModuleIds":\[\d+\]\}\);\s*$/;

/** Texts of the scripts that we write into pages ourselves. */
const ownScripts: readonly string[] = [schemeScript, offlineScript(true), laterScript];

/** Reads a page. */
export function readPage(page: ReceivedPage): ReadPage {
  const offences: string[] = [];
  const texts: string[] = [];
  const links: string[] = [];
  const sentAlong: string[] = [];
  let title = '';
  const visit = (node: Node, isShown: boolean): void => {
    if (node.nodeName === '#text' && 'value' in node && isShown) texts.push(node.value);
    if ('tagName' in node) {
      offences.push(...elementOffences(node, page));
      if (node.tagName === 'script') {
        const data = sentBy(node);
        if (data === null) offences.push(...scriptOffences(node, page));
        else sentAlong.push(data);
      }
      if (node.tagName === 'title' && isInHead(node)) title = textIn(node);
      if (node.tagName === 'a') links.push(attributeOf(node, 'href') ?? '');
    }
    const isText = isShown && !('tagName' in node && ['script', 'style', 'head'].includes(node.tagName));
    for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, isText);
    if ('content' in node) visit(node.content as Node, isText);
  };
  visit(parse(page.html), true);
  return { offences, text: texts.join(''), title, links, sentAlong: sentAlong.join('') };
}

const attributeOf = (element: Element, name: string) =>
  element.attrs.find((attribute) => attribute.name === name)?.value ?? null;

const textIn = (element: Element): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

const isInHead = ({ parentNode }: Element) =>
  parentNode !== null && 'tagName' in parentNode && parentNode.tagName === 'head';

function elementOffences(element: Element, page: ReceivedPage): readonly string[] {
  const { tagName, attrs } = element;
  const unknown = attrs.filter(({ name }) => !attributes.has(name) && !/^(?:aria|data)-[a-z-]+$/.test(name));
  return [
    ...(elements.has(tagName) ? [] : [`<${tagName}>`]),
    ...unknown.map(({ name, value }) => `<${tagName} ${name}="${value}">`),
    ...addressOffences(element, page),
    // Some that are named in a `meta` do something.
    ...(tagName === 'meta' && attributeOf(element, 'http-equiv') !== null ? ['<meta http-equiv>'] : []),
  ];
}

/** Addresses lead to this site, or out of it by a link that passed `outboundUrl` and tells nothing of the page. */
function addressOffences(element: Element, page: ReceivedPage): readonly string[] {
  const { origin } = new URL(page.url);
  return ['href', 'src', 'action'].flatMap((name) => {
    const value = attributeOf(element, name);
    if (value === null) return [];
    const url = URL.parse(value, page.url);
    if (url?.origin === origin && url.username === '') return [];
    const isWayOut = element.tagName === 'a' && name === 'href' && outboundUrl(value) === value;
    return isWayOut ? [] : [`<${element.tagName} ${name}="${value}">`];
  });
}

/** Text that Next sends along, or null when the script is no such one. Read as JSON: what could end the text early is no JSON. */
function sentBy(script: Element): string | null {
  if (script.attrs.some(({ name }) => name === 'src' || name === 'type')) return null;
  const [, argument] = dataScript.exec(textIn(script)) ?? [];
  if (argument === undefined) return null;
  try {
    const [, data = ''] = JSON.parse(argument) as readonly [number, string?];
    return typeof data === 'string' ? data : null;
  } catch {
    return null;
  }
}

function scriptOffences(script: Element, page: ReceivedPage): readonly string[] {
  const text = textIn(script);
  const offence = [
    `<script> ${script.attrs.map(({ name, value }) => `${name}=${value}`).join(' ')} ${text.slice(0, 2000)}`,
  ];
  if (attributeOf(script, 'type') === 'application/ld+json')
    return typeof JSON.parse(text) === 'object' && !/[<>&\u2028\u2029]/.test(text) ? [] : offence;
  if (attributeOf(script, 'nonce') !== page.nonce) return offence;
  // Fetched later, by a script of ours.
  const later = attributeOf(script, 'data-src');
  if (later !== null)
    return attributeOf(script, 'type') === 'text/plain' && later.startsWith('/_next/static/') && text === ''
      ? []
      : offence;
  const source = attributeOf(script, 'src');
  if (source !== null) return source.startsWith('/_next/static/') && text === '' ? [] : offence;
  return ownScripts.includes(text) || loaderScript.test(text) ? [] : offence;
}
