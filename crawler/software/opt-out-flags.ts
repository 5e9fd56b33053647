import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import { own } from '../nodeinfo/reading.ts';

/** How a server's wish ends a visit, and the flag that expresses it. */
export interface Wish {
  /**
   * `opted-out`: it is forgotten and never asked again. `robots-denied`: it is left out, and looked at once a week, for
   * as long as the flag stands.
   */
  readonly outcome: 'opted-out' | 'robots-denied';
  /** The flag, as in `hide_in_statistics`. */
  readonly detail: string;
}

/** A document of a server in which a flag may stand. */
export type FlagDocument = 'nodeinfo' | '/siteinfo.json' | '/api/statusnet/config.json';

/** A setting by which a server says that it does not want to be listed or counted. */
export interface OptOutFlag {
  readonly document: FlagDocument;
  /** Path in the document, dots between keys. */
  readonly path: string;
  /** Software that has this setting, by its name in NodeInfo; null: any, since the word has one meaning only. */
  readonly software: readonly string[] | null;
  /** `set`: true, 1 and "1" or "true", since PHP tells them apart badly. Else the one value that says it. */
  readonly says: 'set' | { readonly text: string };
  readonly outcome: Wish['outcome'];
  readonly meaning: string;
  readonly source: string;
}

const zot = ['hubzilla', 'redmatrix', 'streams', 'forte'] as const;

/**
 * Every flag that is obeyed. What only closes a time line, or the pages, to people without an account says nothing about
 * being counted and is none: `metadata.private` of Pleroma and WriteFreely, Lemmy's and PieFed's `private_instance`,
 * Misskey's `privateMode`, Mastodon's `limited_federation`, `metadata.federation.enabled`; it is told as a feature. So is
 * `noindex` of an account, which concerns that account.
 */
export const optOutFlags: readonly OptOutFlag[] = [
  {
    document: '/siteinfo.json',
    path: 'hide_in_statistics',
    software: zot,
    says: 'set',
    outcome: 'opted-out',
    meaning: 'Statistics servers are to hide this hub from their lists altogether.',
    source: 'Hubzilla, doc/hidden_configs; nodes.fediverse.party names it to administrators',
  },
  {
    document: 'nodeinfo',
    path: 'software.version',
    software: zot,
    says: { text: '0.0' },
    outcome: 'opted-out',
    meaning: 'The same setting, as the NodeInfo addon shows it: no version, and 1 for every figure.',
    source: 'Hubzilla, addon/nodeinfo (1.0)',
  },
  {
    document: 'nodeinfo',
    path: 'metadata.private',
    software: ['funkwhale'],
    says: 'set',
    outcome: 'opted-out',
    meaning: 'The instance is not to be tracked by third-party services.',
    source:
      'Funkwhale, instance__nodeinfo_private (api/funkwhale_api/instance/dynamic_preferences_registry.py)',
  },
  {
    document: '/api/statusnet/config.json',
    path: 'site.private',
    software: ['gnusocial', 'friendica'],
    says: 'set',
    outcome: 'robots-denied',
    meaning:
      'The site is closed to everybody who has not logged in; a list of servers takes it as the wish to stay out.',
    source: 'GNU social, CONFIGURE ("private"); Friendica, system.block_public; nodes.fediverse.party',
  },
  ...(['metadata.noindex', 'metadata.nobot'] as const).map(
    (path): OptOutFlag => ({
      document: 'nodeinfo',
      path,
      software: null,
      says: 'set',
      outcome: 'robots-denied',
      meaning: 'What X-Robots-Tag says by the same word: this document is not to be used by robots.',
      source:
        'No standard yet (nodeinfo issue 75 asks for one); the words are those of robots meta tags and of profiles',
    }),
  ),
];

/** The wish that a document of a server expresses by a flag; null when it expresses none. */
export function findWish(software: string, document: FlagDocument, content: unknown): Wish | null {
  for (const flag of optOutFlags) {
    if (flag.document !== document || flag.software?.includes(software) === false) continue;
    const raw = flag.path.split('.').reduce<unknown>((value, key) => own(value, key), content);
    if (flag.says === 'set' ? isSet(raw) : raw === flag.says.text)
      return { outcome: flag.outcome, detail: flag.path };
  }
  return null;
}

/** The wish that NodeInfo expresses. */
export function findWishOf({ software, version, metadata }: NodeInfo): Wish | null {
  return findWish(software, 'nodeinfo', { software: { version }, metadata });
}

/** The wish of another document, as a part of what it says; nothing when it expresses none. */
export function wishIn(
  { software }: NodeInfo,
  document: FlagDocument,
  content: unknown,
): { readonly wish?: Wish } {
  const wish = findWish(software, document, content);
  return wish === null ? {} : { wish };
}

function isSet(raw: unknown): boolean {
  return raw === true || raw === 1 || raw === '1' || raw === 'true';
}
