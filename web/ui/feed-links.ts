import { getTranslations } from 'next-intl/server';
import { type FeedName, type feedPath, serverFeedName } from '../feeds/feed.ts';

/** A feed by its name in addresses and its title in the reader's language. */
export interface FeedLink {
  readonly name: Parameters<typeof feedPath>[0];
  readonly title: string;
}

/** Feeds of the whole census. */
export async function feedLinks(names: readonly FeedName[]): Promise<readonly FeedLink[]> {
  const t = await getTranslations('feeds');
  return names.map((name) => ({ name, title: t(`names.${name}`) }));
}

/** The feed of one server's rules. */
export async function serverFeedLink(domain: string): Promise<FeedLink> {
  const t = await getTranslations('feeds');
  return { name: serverFeedName(domain), title: t('ofServer', { domain }) };
}
