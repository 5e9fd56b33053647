import { type SoftwareFamily, softwareFamilies } from '../../db/model/software-families.ts';

/**
 * What people come for, and the families of software that are made for it. A server can be used for more than it is made for;
 * what is not named here is for nothing in particular.
 */
export const purposes = {
  'short-posts': [
    'mastodon',
    'pleroma',
    'misskey',
    'iceshrimp.net',
    'gotosocial',
    'takahe',
    'mitra',
    'hollo',
    'smithereen',
    'friendica',
    'hubzilla',
    'gnusocial',
  ],
  forums: ['lemmy', 'piefed', 'mbin'],
  photos: ['pixelfed'],
  videos: ['peertube'],
  audio: ['funkwhale', 'castopod'],
  books: ['bookwyrm', 'neodb'],
  blogs: ['writefreely', 'hubzilla'],
  events: ['mobilizon', 'friendica', 'hubzilla'],
} as const satisfies Readonly<Record<string, readonly SoftwareFamily[]>>;

/** One of {@link purposes}. */
export type Purpose = keyof typeof purposes;

/** All of {@link purposes}, in the order in which people are asked. */
export const purposeNames = Object.keys(purposes) as readonly Purpose[];

/** What a software is made for, in the order of {@link purposeNames}; nothing in particular: none. */
export function purposesOf(software: string): readonly Purpose[] {
  return purposeNames.filter((purpose) =>
    purposes[purpose].some((family) => (softwareFamilies[family] as readonly string[]).includes(software)),
  );
}
