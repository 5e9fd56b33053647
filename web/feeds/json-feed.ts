import { type Feed, feedAuthor, feedLanguage } from './feed.ts';

/** A feed as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function toJsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.pageUrl,
    feed_url: feed.addresses.json,
    description: feed.subtitle,
    authors: [{ name: feedAuthor, url: feed.siteUrl }],
    language: feedLanguage,
    items: feed.entries.map(({ id, title, summary, url, at }) => ({
      id,
      url,
      title,
      content_text: summary,
      date_published: at.toISOString(),
      date_modified: at.toISOString(),
    })),
  });
}
