/** The formats, as addresses end. */
export const feedFormats = ['atom', 'json'] as const;

/** One of {@link feedFormats}. */
export type FeedFormat = (typeof feedFormats)[number];

/** The feeds of the whole census. */
export const feedNames = ['new-servers', 'closed-servers', 'rule-changes', 'method-changes'] as const;

/** One of {@link feedNames}. */
export type FeedName = (typeof feedNames)[number];

/** The name of the feed of one server's rules, as it stands in addresses; of all of them, with `{domain}`. */
export function serverFeedName(domain: string): `servers/${string}/rules` {
  return `servers/${domain}/rules`;
}

/** The address of a feed on the site, without its parameters. */
export function feedPath(name: FeedName | ReturnType<typeof serverFeedName>, format: FeedFormat): string {
  return `/feeds/${name}.${format}`;
}

/** Something that happened, as both formats tell it. Texts are plain: never HTML. */
export interface FeedEntry {
  /** A tag URI (RFC 4151); the same as long as the census knows of what happened. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** The page about it. */
  readonly url: string;
  /** When it happened, or when we first saw it; it never changes, so it is also when the entry was last updated. */
  readonly at: Date;
}

/** A feed, whatever its format. */
export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** The page of the site that it belongs to. */
  readonly pageUrl: string;
  /** Its own address in each format, with the parameters that matter. */
  readonly addresses: Readonly<Record<FeedFormat, string>>;
  readonly siteUrl: string;
  readonly updated: Date;
  /** The newest first. */
  readonly entries: readonly FeedEntry[];
}

/** Media types: RFC 4287, section 7; JSON Feed 1.1, "Discovery". */
export const feedTypes = { atom: 'application/atom+xml', json: 'application/feed+json' } as const;

/** For how many days a server is new; how many of one UTC day are told: beyond that it is our coverage that grew. */
export const newServerLimits = { days: 30, perDay: 25 } as const;

/** Who writes the feeds, in their words. */
export const feedAuthor = 'Fedicensus';

/** The language of what we write ourselves; names and rules are in whatever language their servers use. */
export const feedLanguage = 'en';

/**
 * A tag URI (RFC 4151) under the name of the site.
 *
 * @param day on which the site had its name, `YYYY-MM-DD`: the day of what the tag is for.
 * @param specific letters, digits and `-._~:/?@&=`.
 */
export function tagUri(siteUrl: string, day: string, specific: string): string {
  const { hostname } = new URL(siteUrl);
  // A tag's authority is a domain name (section 2.1); an IPv6 address, as of a machine on a desk, is none.
  return `tag:${hostname.startsWith('[') ? 'localhost' : hostname},${day}:${specific}`;
}
