import { join } from 'node:path';
import { hasArchiveSource } from '../../db/queries/day-figures.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { importJoinmastodonStatistics, joinmastodonSource } from './import-joinmastodon-statistics.ts';

const seriesFile = join(import.meta.dirname, 'data/joinmastodon-statistics.csv');
/** After the last day of the file, whatever the clock of the run says: the file is part of the release. */
const takenAt = new Date('2026-07-21T00:00:00Z');

/**
 * Gives a census that has none the history that Mastodon published of itself (see `data/README.md`), so that the
 * growth chart has a past from the first minute. A census that holds any day of that source is left as it is.
 *
 * @param now written to the rows as the instant of their import.
 * @returns how many days were added.
 */
export async function seedArchive(db: CensusDatabase, now: Date): Promise<number> {
  if (await hasArchiveSource(db, joinmastodonSource)) return 0;
  const result = await importJoinmastodonStatistics({ db, file: seriesFile, takenAt, now });
  if (!result.ok)
    throw new Error(`${seriesFile} is part of the release and must be readable: ${result.problem}`);
  return result.summary.changed;
}
