import { softwareFamilies } from '../../db/model/software-families.ts';
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

/** One adapter a family. */
const adapters: readonly SoftwareAdapter[] = [
  mastodon,
  pleroma,
  misskey,
  iceshrimpNet,
  lemmy,
  piefed,
  mbin,
  gotosocial,
  bookwyrm,
  writefreely,
  takahe,
  neodb,
  mitra,
  hollo,
  smithereen,
  castopod,
  peertube,
  pixelfed,
  friendica,
  hubzilla,
  gnusocial,
  mobilizon,
  funkwhale,
  relay,
];

/**
 * Which adapter reads which software, by the name in its NodeInfo. A Map, so that a server calling itself
 * "constructor" finds nothing. What is not here is counted from NodeInfo alone.
 */
const adapterBySoftware: ReadonlyMap<string, SoftwareAdapter> = new Map([
  ...adapters.flatMap((adapter) => softwareOf(adapter).map((software) => [software, adapter] as const)),
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
  return adapterBySoftware.get(software) ?? nodeInfoOnly;
}

function softwareOf({ family }: SoftwareAdapter): readonly string[] {
  return family === 'nodeinfo-only' ? [] : softwareFamilies[family];
}
