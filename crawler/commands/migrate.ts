import type { CommandContext } from './command.ts';
import { withCensus } from './with-census.ts';

/** `fedicensus migrate`: opening a census brings its schema up to date, so there is nothing else to do. */
export async function migrate(context: CommandContext): Promise<void> {
  await withCensus(context, async () => undefined);
  context.stdout.write('The schema is up to date.\n');
}
