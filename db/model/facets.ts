/**
 * What day figures are told apart by, each with what its values are:
 * `network`: the whole, value empty. `software`: as NodeInfo names it. `version`: software, a slash and the release series
 * (`mastodon/4.5`). `registrations`: a registration mode. `class`: an instance class. `language`: the first subtag of a
 * BCP 47 tag; a server counts under each language that it states. `country`: ISO 3166-1 code of the host network.
 * An empty value of the last five: not stated, or not known.
 */
export const facets = [
  'network',
  'software',
  'version',
  'registrations',
  'class',
  'language',
  'country',
] as const;

/** One of {@link facets}. */
export type Facet = (typeof facets)[number];
