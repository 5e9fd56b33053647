import { exportRecords } from '../archive/export.ts';
import { parseExportOptions } from '../archive/export-options.ts';
import { writeExportFile, writeExportStream } from '../archive/export-target.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/** `fedicensus export WHAT`: prints records as NDJSON or CSV, or writes them to a file, all or nothing. */
export async function exportCommand(
  context: CommandContext,
  what: string,
  typed: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const options = parseExportOptions(what, typed);
  if (!options.ok) throw wrongUse(options.problems);
  const file = typed.out;
  await withCensus(context, async ({ db }) => {
    const produce = (write: (part: string) => Promise<void>) =>
      exportRecords({ db, ...options.value, write });
    const end =
      file === undefined
        ? await writeExportStream(context.stdout, produce, context.stop)
        : await writeExportFile(file, produce, context.stop);
    if (end.kind === 'failed') throw new CommandError(end.problem);
    if (end.kind === 'written' && file !== undefined) {
      context.stderr.write(`${end.result} records written to ${file}.\n`);
    }
  });
}
