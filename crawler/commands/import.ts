import { importJoinmastodonStatistics } from '../archive/import-joinmastodon-statistics.ts';
import { parseInstant } from '../config.ts';
import type { CommandContext } from './command.ts';
import { CommandError, wrongUse } from './command-error.ts';
import { withCensus } from './with-census.ts';

/** The formats that `import` reads, by name. */
const importers = { 'joinmastodon-statistics': importJoinmastodonStatistics } as const;

/** `fedicensus import FORMAT FILE`: takes in somebody else's history; prints rows read, taken and refused by reason. */
export async function importCommand(
  context: CommandContext,
  format: string,
  file: string,
  options: { readonly at?: string; readonly source?: string },
): Promise<void> {
  if (!isFormat(format)) {
    throw wrongUse([`"${format}" is no format of import; there is: ${Object.keys(importers).join(', ')}.`]);
  }
  const at = readAt(options.at);
  const source = readSource(options.source);
  await withCensus(context, async ({ db }) => {
    const result = await importers[format]({ db, file, at, ...source });
    if (!result.ok) throw new CommandError(`${file} cannot be imported. ${result.problem}`);
    const { read, taken, changed, refused } = result.summary;
    const reasons = Object.entries(refused).map(([reason, rows]) => `  refused, ${reason}: ${rows}\n`);
    context.stdout.write(
      `${read} rows read, ${taken} taken (${changed} new or changed).\n${reasons.join('')}`,
    );
  });
}

function isFormat(format: string): format is keyof typeof importers {
  return Object.hasOwn(importers, format);
}

function readAt(text: string | undefined): Date {
  if (text === undefined) return new Date();
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
