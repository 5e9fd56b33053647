import { bookwyrm } from './bookwyrm.ts';
import { castopod } from './castopod.ts';
import { diaspora } from './diaspora.ts';
import { emissary } from './emissary.ts';
import type { Family } from './family.ts';
import { friendica } from './friendica.ts';
import { funkwhale } from './funkwhale.ts';
import { gancio } from './gancio.ts';
import { gnusocial } from './gnusocial.ts';
import { gotosocial } from './gotosocial.ts';
import { hollo } from './hollo.ts';
import { hubzilla } from './hubzilla.ts';
import { iceshrimpNet } from './iceshrimp-net.ts';
import { lemmy } from './lemmy.ts';
import { loops } from './loops.ts';
import { mastodon } from './mastodon.ts';
import { mbin } from './mbin.ts';
import { misskey } from './misskey.ts';
import { mitra } from './mitra.ts';
import { mobilizon } from './mobilizon.ts';
import { nodebb } from './nodebb.ts';
import { bonfire, forgejo, ghost, microblogpub, plume, snac, wafrn, wordpress } from './nodeinfo-only.ts';
import { owncast } from './owncast.ts';
import { peertube } from './peertube.ts';
import { piefed } from './piefed.ts';
import { pixelfed } from './pixelfed.ts';
import { pleroma } from './pleroma.ts';
import { aoderelay } from './relay.ts';
import { smithereen } from './smithereen.ts';
import { takahe } from './takahe.ts';
import { writefreely } from './writefreely.ts';

/** Which family a software belongs to, by the name in its NodeInfo. */
const families: ReadonlyMap<string, Family> = new Map([
  ['mastodon', mastodon],
  ['hometown', mastodon],
  ['kmyblue', mastodon],
  ['fedibird', mastodon],
  ['wordpress', wordpress],
  ['ghost', ghost],
  ['peertube', peertube],
  ['gotosocial', gotosocial],
  ['misskey', misskey],
  ['sharkey', misskey],
  ['cherrypick', misskey],
  ['firefish', misskey],
  ['iceshrimp', misskey],
  ['calckey', misskey],
  ['catodon', misskey],
  ['foundkey', misskey],
  ['iceshrimp.net', iceshrimpNet],
  ['writefreely', writefreely],
  ['pleroma', pleroma],
  ['akkoma', pleroma],
  ['rebased', pleroma],
  ['pixelfed', pixelfed],
  ['loops', loops],
  ['friendica', friendica],
  ['hubzilla', hubzilla],
  ['streams', hubzilla],
  ['forte', hubzilla],
  ['diaspora', diaspora],
  ['gnusocial', gnusocial],
  ['gancio', gancio],
  ['mobilizon', mobilizon],
  ['funkwhale', funkwhale],
  ['lemmy', lemmy],
  ['piefed', piefed],
  ['mbin', mbin],
  ['kbin', mbin],
  ['snac', snac],
  ['owncast', owncast],
  ['bookwyrm', bookwyrm],
  ['takahe', takahe],
  ['mitra', mitra],
  ['hollo', hollo],
  ['smithereen', smithereen],
  ['castopod', castopod],
  ['nodebb', nodebb],
  ['aoderelay', aoderelay],
  ['microblogpub', microblogpub],
  ['plume', plume],
  ['bonfire', bonfire],
  ['wafrn', wafrn],
  ['emissary', emissary],
  ['forgejo', forgejo],
]);

/** All software of the simulated fediverse. */
export const softwareNames: readonly string[] = [...families.keys()];

/**
 * The family of a software.
 *
 * @throws RangeError for one that is not simulated.
 */
export function familyOf(software: string): Family {
  const family = families.get(software);
  if (family === undefined) throw new RangeError(`${software} is not simulated.`);
  return family;
}
