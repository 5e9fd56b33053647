import type { Family } from './family.ts';
import { gotosocial } from './gotosocial.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { misskey } from './misskey.ts';
import { ghost, peertube, snac, wordpress, writefreely } from './nodeinfo-only.ts';
import { pixelfed } from './pixelfed.ts';
import { pleroma } from './pleroma.ts';

/** Which family a software belongs to, by the name in its NodeInfo. */
const families: ReadonlyMap<string, Family> = new Map([
  ['mastodon', mastodon],
  ['hometown', mastodon],
  ['kmyblue', mastodon],
  ['wordpress', wordpress],
  ['ghost', ghost],
  ['peertube', peertube],
  ['gotosocial', gotosocial],
  ['misskey', misskey],
  ['sharkey', misskey],
  ['writefreely', writefreely],
  ['pleroma', pleroma],
  ['akkoma', pleroma],
  ['pixelfed', pixelfed],
  ['lemmy', lemmy],
  ['snac', snac],
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
