import { stat } from 'node:fs/promises';
import { exportRecords } from '../archive/export.ts';
import { type ExportOptions, parseExportOptions } from '../archive/export-options.ts';
import { exportPartitions, partitionName } from '../archive/export-partitions.ts';
import {
  type ExportEnd,
  type WritePart,
  writeExportFile,
  writeExportFolder,
  writeExportStream,
} from '../archive/export-target.ts';
import type { FileOrigin } from '../archive/record-writer.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/** `fedicensus export WHAT`: prints records, or writes them to a file or a folder, all or nothing. */
export async function exportCommand(
  context: CommandContext,
  what: string,
  typed: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const parsed = parseExportOptions(what, typed);
  if (!parsed.ok) throw wrongUse(parsed.problems);
  const options = parsed.value;
  const target = await targetOf(context, options, typed.out);
  const origin: FileOrigin = { exportedAt: new Date(), source: context.environment.siteUrl };
  await withCensus(context, async ({ db }) => {
    const toFile = (write: WritePart) => exportRecords({ db, ...options, origin, write });
    const toFolder = (folder: string) =>
      exportPartitions({ db, span: options, origin, folder, stop: context.stop });
    const end = await writeTo(target, { context, toFile, toFolder });
    if (end.kind === 'failed') throw new CommandError(end.problem);
    if (end.kind === 'written' && target.kind !== 'stdout')
      context.stderr.write(`${end.result} records written to ${target.path}.\n`);
  });
}

type Target = { readonly kind: 'stdout' } | { readonly kind: 'file' | 'folder'; readonly path: string };

async function targetOf(
  { stdout }: CommandContext,
  { what, format }: ExportOptions,
  out: string | undefined,
): Promise<Target> {
  if (out === undefined) {
    if (format === 'parquet' && stdout.isTTY)
      throw wrongUse([
        'Parquet is nothing to read on a terminal: give --out FILE, or send the output elsewhere.',
      ]);
    return { kind: 'stdout' };
  }
  const isFolder = out.endsWith('/') || (await stat(out).catch(() => undefined))?.isDirectory() === true;
  if (!isFolder) return { kind: 'file', path: out };
  if (what !== 'snapshots' || format !== 'parquet')
    throw wrongUse([
      `--out is "${out}", a folder, which is only for export snapshots --format parquet; give a file.`,
    ]);
  return { kind: 'folder', path: out };
}

function writeTo(
  target: Target,
  tools: {
    readonly context: CommandContext;
    readonly toFile: (write: WritePart) => Promise<number>;
    readonly toFolder: (folder: string) => Promise<number>;
  },
): Promise<ExportEnd<number>> {
  const { context, toFile, toFolder } = tools;
  switch (target.kind) {
    case 'stdout':
      return writeExportStream(context.stdout, toFile, context.stop);
    case 'file':
      return writeExportFile(target.path, toFile, context.stop);
    case 'folder':
      return writeExportFolder(target.path, (name) => partitionName.test(name), toFolder);
  }
}
