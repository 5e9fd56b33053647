import XmlBuilder from 'fast-xml-builder';
import { dataLicence } from '../../db/model/data-licence.ts';
import { type Feed, type FeedEntry, feedAuthor, feedLanguage, feedTypes } from './feed.ts';

/** All that XML 1.0 does not allow in a text, not even as a reference (section 2.2); lone surrogates among it. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A text as XML can hold it: forbidden characters dropped, line ends as a parser would give them (section 2.11). */
export function xmlText(text: string): string {
  return text.replace(forbidden, '').replace(/\r\n?/g, '\n');
}

/** Writes XML that is well-formed whatever the texts hold. */
export const xmlBuilder = new XmlBuilder({
  ignoreAttributes: false,
  suppressEmptyNode: true,
  // HTML's short form of attributes is not well-formed.
  suppressBooleanAttributes: false,
  tagValueProcessor: (_name, value) => xmlText(String(value)),
  attributeValueProcessor: (_name, value) => xmlText(String(value)),
});

/** A feed as an Atom document (RFC 4287). */
export function toAtom(feed: Feed): string {
  return xmlBuilder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' },
    feed: {
      '@_xmlns': 'http://www.w3.org/2005/Atom',
      '@_xml:lang': feedLanguage,
      id: feed.id,
      title: feed.title,
      subtitle: feed.subtitle,
      updated: feed.updated.toISOString(),
      author: { name: feedAuthor, uri: feed.siteUrl },
      rights: dataLicence.id,
      link: [
        link('self', feed.addresses.atom, feedTypes.atom),
        link('alternate', feed.pageUrl, 'text/html'),
        link('alternate', feed.addresses.json, feedTypes.json),
        link('license', dataLicence.url, 'text/html'),
      ],
      entry: feed.entries.map(entryOf),
    },
  });
}

function entryOf({ id, title, summary, url, at }: FeedEntry) {
  return {
    id,
    title,
    published: at.toISOString(),
    updated: at.toISOString(),
    link: link('alternate', url, 'text/html'),
    summary,
  };
}

function link(rel: string, href: string, type: string) {
  return { '@_rel': rel, '@_href': href, '@_type': type };
}
