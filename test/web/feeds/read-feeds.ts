import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { z } from 'zod';

/** An Atom feed as a strict reader finds it. */
export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly updated: string;
  /** Addresses by relation and media type: `self application/atom+xml`. */
  readonly links: Readonly<Record<string, string>>;
  readonly entries: readonly AtomEntry[];
}

/** An entry of an {@link AtomFeed}. */
export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly updated: string;
  readonly published: string;
  readonly url: string;
}

const namespaces = { atom: 'http://www.w3.org/2005/Atom' };
const date = z.iso.datetime();

/** Reads Atom with libxml2, which refuses whatever is not well-formed. Throws when anything that RFC 4287 asks for is missing. */
export function readAtom(text: string): AtomFeed {
  using document = XmlDocument.fromBuffer(Buffer.from(text));
  const { root } = document;
  if (root.name !== 'feed' || root.namespaceUri !== namespaces.atom) throw new Error('This is no Atom feed.');
  textIn(root, 'author/atom:name');
  return {
    id: textIn(root, 'id'),
    title: textIn(root, 'title'),
    subtitle: textIn(root, 'subtitle'),
    updated: date.parse(textIn(root, 'updated')),
    links: Object.fromEntries(
      elements(root, 'link').map((link) => [
        `${attribute(link, 'rel')} ${attribute(link, 'type')}`,
        attribute(link, 'href'),
      ]),
    ),
    entries: elements(root, 'entry').map((entry) => ({
      id: textIn(entry, 'id'),
      title: textIn(entry, 'title'),
      summary: textIn(entry, 'summary'),
      updated: date.parse(textIn(entry, 'updated')),
      published: date.parse(textIn(entry, 'published')),
      url: elements(entry, "link[@rel='alternate']").map((link) => attribute(link, 'href'))[0] ?? '',
    })),
  };
}

function elements(parent: XmlElement, path: string): readonly XmlElement[] {
  return parent.find(`atom:${path}`, namespaces) as XmlElement[];
}

/** The text of the one child of a name. */
function textIn(parent: XmlElement, path: string): string {
  const found = elements(parent, path);
  if (found.length !== 1) throw new Error(`${parent.name} has ${found.length} ${path}, not one.`);
  return found[0]?.content ?? '';
}

function attribute(element: XmlElement, name: string): string {
  return element.attr(name)?.value ?? '';
}

/** The shape of a JSON Feed as its document tells it (https://www.jsonfeed.org/version/1.1/), as far as we use it. */
export const jsonFeedSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  authors: z.array(z.strictObject({ name: z.string(), url: z.url() })).min(1),
  language: z.string(),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: z.url(),
      title: z.string(),
      content_text: z.string(),
      date_published: date,
      date_modified: date,
    }),
  ),
});

/** See {@link jsonFeedSchema}. */
export type JsonFeed = z.infer<typeof jsonFeedSchema>;
