import { type HostName, parseHostName } from '../../db/model/host-name.ts';
import { type Problem, problem } from '../api/problem.ts';
import { nearestName } from '../params/nearest-name.ts';
import { type FeedFormat, feedFormats, feedPath, serverFeedName } from './feed.ts';
import type { FeedSource } from './feed-source.ts';
import { feedSources } from './feeds.ts';

/** The feed that an address asks for. */
export interface FoundFeed {
  readonly kind: 'feed';
  readonly source: FeedSource;
  readonly format: FeedFormat;
  /** Empty for feeds without a host in their address. */
  readonly host: HostName;
}

/** Where the feeds are. */
export const feedsPrefix = '/feeds/';

const wanted = new RegExp(`^(.*)\\.(${feedFormats.join('|')})$`, 's');
const ofServer = /^servers\/([^/]+)\/rules$/;
const maxShownLength = 80;

/** Finds a feed by what stands below `/feeds/`, decoded; 404 with the nearest name, or with all of them. */
export function findFeed(path: string): FoundFeed | Problem {
  const [, name, format] = wanted.exec(path) ?? [];
  if (name === undefined) return unknownFeed(path);
  const [, server] = ofServer.exec(name) ?? [];
  const source = feedSources.find(
    (each) => each.name === (server === undefined ? name : serverFeedName('{domain}')),
  );
  if (source === undefined) return unknownFeed(path);
  const found = { kind: 'feed', source, format: format as FeedFormat } as const;
  if (server === undefined) return { ...found, host: '' as HostName };
  const host = parseHostName(server);
  if (host.ok) return { ...found, host: host.value };
  return problem(
    404,
    `${shown(server)} is no name that a server can have (${host.reason}); give a host name such as mastodon.social.`,
  );
}

function unknownFeed(path: string): Problem {
  const addresses = feedSources.map(({ name }) => feedPath(name, 'atom'));
  const all = `The feeds: ${addresses.join(', ')}; each also as .json.`;
  if (path === '') return problem(404, all);
  // The rules of likeness are made for parameters, whose words are joined by underscores.
  const names = feedSources.map(({ name }) => name.replaceAll('-', '_'));
  const nearest = nearestName(path.replace(/\.[^./]*$/, ''), names)?.replaceAll('_', '-');
  const advice = nearest === undefined ? '' : ` Did you mean ${feedsPrefix}${nearest}.atom?`;
  return problem(404, `There is no feed ${shown(path)}.${advice} ${all}`);
}

/** Quoted and cut: it may end up in a log or a terminal. */
function shown(text: string): string {
  return JSON.stringify(text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text);
}
