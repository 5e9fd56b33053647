import { sql } from 'kysely';

/**
 * Of `release.version`: major and minor number, or year and month where versions are made of these; empty when there is no
 * number. What the facet `version` has behind its slash.
 */
export const releaseSeries = sql`coalesce(substring(release.version from '^[^0-9]{0,2}([0-9]{1,5}([.][0-9]{1,5})?)'), '')`;
