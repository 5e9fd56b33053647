import { join } from 'node:path';
import { monthsFolderName } from '../../db/model/publication.ts';
import { type UtcDay, utcDayOf } from '../../db/model/utc-day.ts';
import { newestFinishedDay } from '../../db/queries/finished-days.ts';
import { withdrawalState } from '../../db/queries/withdrawals.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import { type LockedWork, withPublicationLock } from '../../db/writes/publication-lock.ts';
import { publishDay } from './day-folder.ts';
import { publishedDays, readManifest, removeFolder, sweep } from './folders.ts';
import { refreshMonths } from './months.ts';
import type { Publishing } from './publishing.ts';
import { daysToDelete } from './retention.ts';
import { isBehind, withdrawFromDays } from './withdraw.ts';

/** A day is published so long after its end at the earliest: visits that were under way at midnight have been recorded by then. */
export const settlingMs = 10 * 60_000;

/** The day to publish at an instant: the newest that is over, settled and rolled up; null: there is none. */
export function dayToPublish(db: CensusDatabase, now: Date): Promise<UtcDay | null> {
  return newestFinishedDay(db, utcDayOf(new Date(now.getTime() - settlingMs)));
}

/** What a process that publishes brings along; see {@link Publishing}. */
export interface Publisher extends Omit<Publishing, 'signal'> {
  readonly stop: AbortSignal;
}

/** What a round of publishing came to. */
export interface Published {
  /** The day that was published now; null: it had been before. */
  readonly day: UtcDay | null;
  readonly months: number;
  /** Dated folders from which a host was taken out. */
  readonly withdrawn: number;
  /** Old folders that were deleted. */
  readonly deleted: number;
}

/**
 * Brings everything that is published in a data folder up to date: who has asked to be forgotten is taken out of older files, the day is
 * published unless it has been, months that changed are written anew, old folders go. May be called at any time, by any number of
 * processes: one of them works, and what a dead one has left is removed.
 *
 * @param day a finished one. An older one than is kept stays until another day is published.
 */
export function publish(publisher: Publisher, day: UtcDay): Promise<LockedWork<Published>> {
  return locked(publisher, async (publishing) => {
    const { root, db, now } = publishing;
    const withdrawn = await withdrawFromDays(publishing);
    const isNew = !(await publishedDays(root)).includes(day);
    if (isNew) await publishDay(publishing, day);
    // Whichever day is published, the months hold all that is finished.
    const months = await refreshMonths(publishing, (await newestFinishedDay(db, utcDayOf(now))) ?? day);
    const old = daysToDelete(await publishedDays(root)).filter((each) => each !== day);
    for (const each of old) await removeFolder(root, each);
    return { day: isNew ? day : null, months, withdrawn, deleted: old.length };
  });
}

/** Takes who has asked to be forgotten out of everything that is published in a data folder, and publishes nothing else. */
export function withdraw(publisher: Publisher): Promise<LockedWork<void>> {
  return locked(publisher, async (publishing) => {
    await withdrawFromDays(publishing);
    const months = await readManifest(join(publishing.root, monthsFolderName));
    if (months !== undefined) await refreshMonths(publishing, months.day);
  });
}

async function locked<Result>(
  { stop, ...publisher }: Publisher,
  work: (publishing: Publishing) => Promise<Result>,
): Promise<LockedWork<Result>> {
  return withPublicationLock(publisher.db, async (lost) => {
    await sweep(publisher.root);
    return work({ ...publisher, signal: AbortSignal.any([stop, lost]) });
  });
}

/** What there is to do in a data folder; asked often, it costs a small query and the reading of the manifests. */
export async function publicationDue(
  db: CensusDatabase,
  root: string,
  now: Date,
): Promise<{ readonly day: UtcDay | null; readonly isBehind: boolean }> {
  const state = await withdrawalState(db);
  const days = await publishedDays(root);
  const months = await readManifest(join(root, monthsFolderName));
  const manifests = [months, ...(await Promise.all(days.map((day) => readManifest(join(root, day)))))];
  const newest = await dayToPublish(db, now);
  const isPublished =
    newest === null || (days.includes(newest) && months !== undefined && months.day >= newest);
  return {
    day: isPublished ? null : newest,
    isBehind: manifests.some((manifest) => manifest !== undefined && isBehind(manifest, state)),
  };
}
