import type { SoftwareAdapter } from './adapter.ts';
import { bookwyrm } from './bookwyrm.ts';
import { castopod } from './castopod.ts';
import { friendica } from './friendica.ts';
import { funkwhale } from './funkwhale.ts';
import { gnusocial } from './gnusocial.ts';
import { gotosocial } from './gotosocial.ts';
import { hubzilla } from './hubzilla.ts';
import { iceshrimpNet } from './iceshrimp-net.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { hollo, mitra, neodb, smithereen, takahe } from './mastodon-like.ts';
import { mbin } from './mbin.ts';
import { misskey } from './misskey.ts';
import { mobilizon } from './mobilizon.ts';
import { nodeInfoOnly } from './nodeinfo-only.ts';
import { peertube } from './peertube.ts';
import { piefed } from './piefed.ts';
import { pixelfed } from './pixelfed.ts';
import { pleroma } from './pleroma.ts';
import { relay } from './relay.ts';
import { writefreely } from './writefreely.ts';

/**
 * Which adapter reads which software, by the name in its NodeInfo. A Map, so that a server calling itself
 * "constructor" finds nothing. What is not here is counted from NodeInfo alone.
 */
const adapters: ReadonlyMap<string, SoftwareAdapter> = new Map([
  ['mastodon', mastodon],
  ['hometown', mastodon],
  ['fedibird', mastodon],
  ['kmyblue', mastodon],
  ['ecko', mastodon],
  ['corgidon', mastodon],
  ['wildebeest', mastodon],
  ['pleroma', pleroma],
  ['akkoma', pleroma],
  ['rebased', pleroma],
  ['pl', pleroma],
  ['misskey', misskey],
  ['cherrypick', misskey],
  ['sharkey', misskey],
  ['firefish', misskey],
  ['calckey', misskey],
  ['iceshrimp', misskey],
  ['catodon', misskey],
  ['fedired', misskey],
  ['foundkey', misskey],
  ['meisskey', misskey],
  ['nexkey', misskey],
  ['yojo-art', misskey],
  ['tanukey', misskey],
  ['iceshrimp.net', iceshrimpNet],
  ['lemmy', lemmy],
  ['piefed', piefed],
  ['mbin', mbin],
  ['kbin', mbin],
  ['gotosocial', gotosocial],
  ['bookwyrm', bookwyrm],
  ['writefreely', writefreely],
  ['takahe', takahe],
  ['neodb', neodb],
  ['mitra', mitra],
  ['hollo', hollo],
  ['smithereen', smithereen],
  ['castopod', castopod],
  ['peertube', peertube],
  ['pixelfed', pixelfed],
  ['friendica', friendica],
  ['hubzilla', hubzilla],
  ['redmatrix', hubzilla],
  ['streams', hubzilla],
  ['forte', hubzilla],
  ['gnusocial', gnusocial],
  ['mobilizon', mobilizon],
  ['funkwhale', funkwhale],
  ['aoderelay', relay],
  ['activityrelay', relay],
  ['activity-relay', relay],
  ['pub-relay', relay],
  // Blogs, newsletters and streams of one or a few authors, whose own pages say the rest.
  ['wordpress', nodeInfoOnly],
  ['ghost', nodeInfoOnly],
  ['plume', nodeInfoOnly],
  ['owncast', nodeInfoOnly],
  // Servers of one person; snac's robots.txt forbids the whole site.
  ['microblogpub', nodeInfoOnly],
  ['snac', nodeInfoOnly],
  // Name and description are all that their public documents say of a server.
  ['wafrn', nodeInfoOnly],
  ['bonfire', nodeInfoOnly],
  ['emissary', nodeInfoOnly],
  ['nodebb', nodeInfoOnly],
  ['forgejo', nodeInfoOnly],
  ['gitea', nodeInfoOnly],
  // No public API; diaspora's terms are a page.
  ['diaspora', nodeInfoOnly],
  // Its settings are for administrators.
  ['gancio', nodeInfoOnly],
  // Its robots.txt forbids the API.
  ['loops', nodeInfoOnly],
  // Discourse's plugin has no NodeInfo: it cannot be found at all.
]);

/** The adapter of a software; never undefined. */
export function adapterOf(software: string): SoftwareAdapter {
  return adapters.get(software) ?? nodeInfoOnly;
}
