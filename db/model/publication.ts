import { z } from 'zod';
import { type ExportSubject, exportFormats, exportSubjects } from './record-columns.ts';
import { parseUtcDay, type UtcDay } from './utc-day.ts';

/**
 * How published files lie in the data folder: `exports/2026-11-28/` holds one day, `exports/snapshots/` the snapshots of all months. In
 * each of them a manifest names every file; what no manifest names has not been published.
 */

/** The folder below the data folder. */
export const exportsFolderName = 'exports';

/** The folder of months, below {@link exportsFolderName}. */
export const monthsFolderName = 'snapshots';

/** Begins with an underscore, as what Spark, Hive and Trino leave alone when they read a folder. */
export const manifestName = '_manifest.json';

/** Subjects whose records name hosts: a host that asks to be forgotten is taken out of their files. */
export const hostSubjects: ReadonlySet<ExportSubject> = new Set([
  'instances',
  'snapshots',
  'rules',
  'archive',
]);

const utcDay = z.string().transform((text, context): UtcDay => {
  const day = parseUtcDay(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: 'no day' });
  return z.NEVER;
});

/** A path below its folder: plain names, none of which leads out of it or is hidden. */
const path = z
  .string()
  .max(200)
  .regex(/^(?!\.)[\w.=-]+(\/(?!\.)[\w.=-]+)*$/);

const file = z.object({
  path,
  /** Null: a text about the files. */
  subject: z.enum(exportSubjects).nullable(),
  format: z.enum(exportFormats).nullable(),
  media_type: z.string().max(100),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** How many records it holds; null for a text. */
  rows: z.number().int().nonnegative().nullable(),
  /** The days that its records are of, both included; null: not of days, or all there are. */
  from: utcDay.nullable(),
  to: utcDay.nullable(),
  /** The instant as of which they hold. */
  exported_at: z.iso.datetime(),
  /**
   * What had been withdrawn when it was written or last looked through (`queries/withdrawals.ts`), and when that was asked; null: no host
   * is named in it.
   */
  withdrawals: z.object({ state: z.string().max(100), at: z.iso.datetime() }).nullable(),
});

/** A published file. */
export type PublishedFile = z.infer<typeof file>;

const manifest = z.object({
  version: z.literal(1),
  /** The day that is published; of the months, the newest day in them. */
  day: utcDay,
  method_version: z.string().max(20),
  licence: z.string().max(40),
  /** The site's address. */
  source: z.string().max(300),
  published_at: z.iso.datetime(),
  /** When a host was last taken out; null: never. */
  revised_at: z.iso.datetime().nullable(),
  files: z.array(file).max(10_000),
});

/** What has been published in one folder. */
export type PublicationManifest = z.infer<typeof manifest>;

/** Reads the text of a manifest; undefined when it is none of this release's. */
export function parseManifest(text: string): PublicationManifest | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = manifest.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}
