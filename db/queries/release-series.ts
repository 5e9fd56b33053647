import { sql } from 'kysely';
import { seriesPattern } from '../model/release-line.ts';

/**
 * Of `release.version`: major and minor number, or year and month where versions are made of these; empty when there is no
 * number. What the facet `version` has behind its slash.
 */
export const releaseSeries = sql`coalesce(substring(release.version from ${sql.lit(seriesPattern)}), '')`;
