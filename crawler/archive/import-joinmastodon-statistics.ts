import type { CensusDatabase } from '../../db/tables.ts';
import { recordArchive } from '../../db/writes/record-archive.ts';
import type { ImportOptions, ImportResult } from './import-summary.ts';
import { parseJoinmastodonStatistics, type StatisticsDay } from './joinmastodon-statistics.ts';
import { readTextFile } from './read-text-file.ts';

/** The source's name when none is given. */
export const joinmastodonSource = 'joinmastodon.org';
/** The whole series from 2022 to 2026 is 130 kB as JSON. */
const maxFileBytes = 20_000_000;

/**
 * Takes Mastodon's own daily statistics into the archive, where they stay a series of their own, under
 * {@link joinmastodonSource} unless another source is named. Idempotent: a day is replaced by its newer row, and a file
 * imported twice changes nothing the second time.
 */
export async function importJoinmastodonStatistics(
  options: ImportOptions & { readonly db: CensusDatabase },
): Promise<ImportResult> {
  const { db, file, now, takenAt, source = joinmastodonSource, signal } = options;
  const read = await readTextFile(file, maxFileBytes, signal);
  if (!read.ok) return read;
  const parsed = parseJoinmastodonStatistics(read.text, takenAt ?? now);
  if (!parsed.ok) return parsed;
  const changed = await recordArchive(db, { source, importedAt: now, days: parsed.days.map(toArchiveDay) });
  const { read: rows, days, refused } = parsed;
  return { ok: true, summary: { read: rows, taken: days.length, changed, refused } };
}

/** A day as the archive keeps it: the source's own totals, so nothing is raw or quarantined. */
function toArchiveDay({ day, servers, usersTotal, usersActiveMonth }: StatisticsDay) {
  return {
    day,
    servers,
    users_total: usersTotal,
    users_active_month: usersActiveMonth,
    users_total_raw: null,
    servers_quarantined: null,
    quarantined: null,
  };
}
