import { type Run, sleepUnlessStopped } from './run-state.ts';
import type { VisitJob } from './visit-queue.ts';

/** How a run lives within the files that its process may open; each connection and each lookup is one. */
export const openFilesPolicy = {
  /** For the program itself: connections to the database (13 at most), logs, metrics. Measured: 82 files with fifty visits. */
  reserved: 80,
  /** A connection, and a second one for a redirect, a further address or a lookup. */
  perVisit: 2,
  /** How long a slot rests whose visit found no file: what is too much settles by itself, without a loop of failures. */
  restMs: 10_000,
} as const;

/**
 * Visits at a time that a process can afford: those wanted, or fewer when it may open too few files; at least one.
 *
 * @param maxOpenFiles null: no limit, or none that is known.
 */
export function affordableConcurrency(wanted: number, maxOpenFiles: number | null): number {
  if (maxOpenFiles === null) return wanted;
  const { reserved, perVisit } = openFilesPolicy;
  return Math.max(1, Math.min(wanted, Math.floor((maxOpenFiles - reserved) / perVisit)));
}

/** How many files this process may open; null when there is no limit, or none that Node tells (Windows). */
export function maxOpenFilesOfProcess(): number | null {
  // Without this it asks for the names of its peers, which may take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  const limit = report.userLimits?.open_files?.soft;
  return typeof limit === 'number' ? limit : null;
}

/** A visit found no file to open. Says so once a minute; the run goes on with what it has. */
export class OpenFilesError extends Error {
  override readonly name = 'OpenFilesError';

  constructor() {
    super(
      'No more files can be opened for visits (EMFILE or ENFILE): some wait. Raise "ulimit -n", or lower --concurrency.',
    );
  }
}

/** Frees the job of a visit for which there was no file, with nothing held against its host, and lets the slot rest. */
export async function restForShortage(run: Run, job: VisitJob): Promise<void> {
  const { patience, queue } = run.options;
  patience.note(new OpenFilesError());
  await patience.outlast(() => queue.release([job]));
  await sleepUnlessStopped(run, openFilesPolicy.restMs);
}
