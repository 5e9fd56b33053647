import { z } from 'zod';
import {
  exportsFolderName,
  monthsFolderName,
  type PublicationManifest,
} from '../../../db/model/publication.ts';
import { exportFormats, exportSubjects } from '../../../db/model/record-columns.ts';
import { parseUtcDay, type UtcDay } from '../../../db/model/utc-day.ts';
import { oneOf } from '../../params/choice-params.ts';
import type { Param } from '../../params/param.ts';
import { defineEndpoint } from '../endpoint.ts';
import { badCursor, listOf, listSchema, placeOf } from '../list.ts';
import { cursorParam, limitParam } from '../list-params.ts';

const defaultLimit = 200;

const dayParam: Param<UtcDay> = {
  name: 'day',
  description: 'Only files of the folder of this day in UTC; absent: of all, and the months.',
  schema: { type: 'string', format: 'date', examples: ['2026-11-01'] },
  isRepeatable: false,
  parse: ([value = '']) => {
    const day = parseUtcDay(value);
    return day === undefined
      ? { ok: false, allowed: 'a day in UTC, such as 2026-03-01' }
      : { ok: true, value: day };
  },
  format: (day) => [day],
};

const exportFile = z
  .object({
    path: z.string().describe('Below /exports/.'),
    url: z.url(),
    bytes: z.number().int().nonnegative(),
    sha256: z.string().describe('Of the file as it is, hexadecimal; also its ETag.'),
    day: z
      .string()
      .meta({ format: 'date' })
      .nullable()
      .describe('The day that its folder publishes; null for the snapshots of a month.'),
    month: z
      .string()
      .nullable()
      .describe('For the snapshots of a month: YYYY-MM. The newest month has finished days only.'),
    subject: z.enum(exportSubjects),
    format: z.enum(exportFormats),
    rows: z.number().int().nonnegative().describe('Records in it.'),
    method_version: z.string().describe('Definitions and thresholds as of this day; see the method page.'),
    licence: z.string().describe('SPDX name.'),
    exported_at: z
      .string()
      .meta({ format: 'date-time' })
      .describe('The instant as of which its records hold.'),
    revised_at: z
      .string()
      .meta({ format: 'date-time' })
      .nullable()
      .describe('When a server that asked to be forgotten was last taken out of the folder; null: never.'),
  })
  .meta({ id: 'ExportFile', description: 'A published file.' });

type ExportFile = z.infer<typeof exportFile>;

/** `GET /api/v1/exports`: the files that researchers take away. */
export const exportFiles = defineEndpoint({
  path: '/api/v1/exports',
  operationId: 'listExportFiles',
  group: 'archive',
  summary: 'Published files, for those who want all of it',
  description:
    'The newest day first, then the snapshots of all months. Empty when this site has published nothing. A file that is just being cleaned of a server that asked to be forgotten is left out until that is done.',
  example: { subject: 'network', format: 'parquet', limit: 5 },
  params: {
    day: dayParam,
    subject: oneOf('subject', exportSubjects, 'Only files of this subject.'),
    format: oneOf('format', exportFormats, 'Only files of this format.'),
    limit: limitParam({ byDefault: defaultLimit, max: 1_000 }, 'files'),
    cursor: cursorParam,
  },
  schema: listSchema(exportFile, {}).meta({ id: 'ExportFileList' }),
  datasets: ['files'],
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { day, subject, format, limit = defaultLimit, cursor } = values;
    const reading = placeOf(cursor, url, 1);
    if (reading.kind === 'problem') return reading;
    const { days, months } = await context.published.list();
    const all = [
      ...days.flatMap((manifest) => filesOf(manifest, context.siteUrl, true)),
      ...(months === null ? [] : filesOf(months, context.siteUrl, false)),
    ];
    const wanted = all.filter(
      (file) =>
        (day === undefined || file.day === day) &&
        (subject === undefined || file.subject === subject) &&
        (format === undefined || file.format === format),
    );
    const after = reading.place?.[0];
    const start = after === undefined ? 0 : wanted.findIndex(({ path }) => path === after) + 1;
    // The file at which the last answer ended has gone meanwhile.
    if (after !== undefined && start === 0) return badCursor;
    const items = wanted.slice(start, start + limit);
    const last = items.at(-1);
    const next = last === undefined || start + limit >= wanted.length ? null : [last.path];
    return { kind: 'ok', body: listOf({ items, url, next }) };
  },
});

function filesOf(manifest: PublicationManifest, siteUrl: string, isDated: boolean): readonly ExportFile[] {
  const { day, method_version, licence, revised_at } = manifest;
  return manifest.files.flatMap(({ path, subject, format, rows, ...file }) => {
    if (subject === null || format === null) return [];
    const below = `${isDated ? day : monthsFolderName}/${path}`;
    return [
      {
        path: below,
        url: new URL(`${exportsFolderName}/${below}`, siteUrl).href,
        bytes: file.bytes,
        sha256: file.sha256,
        day: isDated ? day : null,
        month: isDated ? null : (file.to?.slice(0, 7) ?? null),
        subject,
        format,
        rows: rows ?? 0,
        method_version,
        licence,
        exported_at: file.exported_at,
        revised_at,
      },
    ];
  });
}
