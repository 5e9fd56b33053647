import { countHostsByStatus, countOutcomesSince, dueHosts } from '../../db/queries/hosts.ts';
import { countUnfinishedVisits } from '../../db/queries/visit-jobs.ts';
import type { CommandContext } from './command.ts';
import { withCensus } from './with-census.ts';

const dayMs = 86_400_000;

/** `fedicensus status [--json]`: hosts by status, what is due, how the visits of the last 24 hours ended. */
export async function status(context: CommandContext, options: { readonly json: boolean }): Promise<void> {
  await withCensus(context, async ({ db }) => {
    const now = new Date();
    const hosts = Object.fromEntries(await countHostsByStatus(db));
    const { due, oldestDueAt } = await dueHosts(db, now);
    const outcomes = await countOutcomesSince(db, new Date(now.getTime() - dayMs));
    const queued = await countUnfinishedVisits(db);
    const report = {
      hosts,
      due,
      oldest_due_at: oldestDueAt?.toISOString() ?? null,
      outcomes_24h: outcomes,
      queued,
    };
    context.stdout.write(options.json ? `${JSON.stringify(report)}\n` : describe(report));
  });
}

function describe(report: {
  readonly hosts: Readonly<Record<string, number>>;
  readonly due: number;
  readonly oldest_due_at: string | null;
  readonly outcomes_24h: Readonly<Record<string, number>>;
  readonly queued: number;
}): string {
  const oldest = report.oldest_due_at === null ? '' : `, the oldest since ${report.oldest_due_at}`;
  return [
    `Hosts: ${list(report.hosts)}`,
    `Due now: ${report.due}${oldest}`,
    `Queued: ${report.queued}`,
    `Visits of the last 24 hours: ${list(report.outcomes_24h)}`,
    '',
  ].join('\n');
}

function list(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
