import { csvLists } from '../archive/csv-lists.ts';
import { importJoinmastodonStatistics } from '../archive/import-joinmastodon-statistics.ts';
import { importServerLists, type ListImportOptions } from '../archive/import-lists.ts';
import type { ImportOptions, ImportResult } from '../archive/import-summary.ts';
import { instancesSocial } from '../archive/instances-social.ts';
import type { ListFormat } from '../archive/list-format.ts';
import { judgeList } from '../census/quarantine/judge.ts';
import { parseInstant } from '../config.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { openImportProgress } from './import-progress.ts';
import { printImport } from './print-import.ts';
import { withCensus } from './with-census.ts';

type Importer = (options: ImportOptions & Pick<ListImportOptions, 'db'>) => Promise<ImportResult>;

const listImporter =
  (format: ListFormat): Importer =>
  (options) =>
    importServerLists({ ...options, format, judge: judgeList });

/** The formats that `import` reads, by name. */
const importers = {
  'joinmastodon-statistics': importJoinmastodonStatistics,
  'instances-social': listImporter(instancesSocial),
  csv: listImporter(csvLists),
} as const satisfies Record<string, Importer>;

/** `fedicensus import FORMAT FILE`: takes in somebody else's history; prints rows read, taken and refused by reason. */
export async function importCommand(
  context: CommandContext,
  format: string,
  file: string,
  options: { readonly at?: string; readonly source?: string; readonly json: boolean },
): Promise<void> {
  if (!isFormat(format)) {
    throw wrongUse([`"${format}" is no format of import; there is: ${Object.keys(importers).join(', ')}.`]);
  }
  const takenAt = readAt(options.at);
  const source = readSource(options.source);
  await withCensus(context, async ({ db }) => {
    const progress = openImportProgress(context.stderr, Date.now);
    try {
      const result = await importers[format]({
        db,
        file,
        takenAt,
        ...source,
        now: new Date(),
        signal: context.stop,
        onProgress: progress.update,
      });
      if (!result.ok) throw new CommandError(`${file} cannot be imported. ${result.problem}`);
      context.stdout.write(printImport(result.summary, options.json));
    } catch (error) {
      if (context.stop.aborted && error === context.stop.reason)
        throw new CommandError(`${file} was not imported: stopped before its end.`);
      throw error;
    } finally {
      progress.stop();
    }
  });
}

function isFormat(format: string): format is keyof typeof importers {
  return Object.hasOwn(importers, format);
}

function readAt(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = parseInstant(text, '--at');
  if (!at.ok) throw wrongUse(at.problems);
  return at.value;
}

function readSource(text: string | undefined): { readonly source?: string } {
  if (text === undefined) return {};
  // Ends up in URLs, file names and charts.
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(text)) {
    throw wrongUse([`--source is "${text}", but must be up to 64 of a-z, 0-9, dot, hyphen and underscore.`]);
  }
  return { source: text };
}
