import { isGoingOn } from '../../db/model/crawl-state.ts';
import { utcDayOf } from '../../db/model/utc-day.ts';
import { censusFreshness } from '../../db/queries/census-freshness.ts';
import { countHostsByStatus, countOutcomesSince, dueHosts } from '../../db/queries/hosts.ts';
import { lastPass } from '../../db/queries/last-pass.ts';
import { livingInstances, oldestDueInstance } from '../../db/queries/living-instances.ts';
import { nameRefusals } from '../../db/queries/name-refusals.ts';
import { lastOwnOutage } from '../../db/queries/own-outages.ts';
import { unfinishedVisits } from '../../db/queries/visit-jobs.ts';
import { waitingCare } from '../../db/queries/waiting-care.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { CommandContext } from './command.ts';
import { withCensus } from './with-census.ts';

const dayMs = 86_400_000;

/**
 * `fedicensus status [--json]`: hosts by status, what is due, how the visits of the last 24 hours ended, how well the
 * living instances are kept up with. How many workers run is not told: the queue does not know.
 */
export async function status(context: CommandContext, options: { readonly json: boolean }): Promise<void> {
  await withCensus(context, async ({ db }) => {
    const report = await readStatus(db, new Date());
    context.stdout.write(options.json ? `${JSON.stringify(report)}\n` : describe(report));
  });
}

type Report = Awaited<ReturnType<typeof readStatus>>;

async function readStatus(db: CensusDatabase, now: Date) {
  const hosts = Object.fromEntries(await countHostsByStatus(db));
  const { due, oldestDueAt } = await dueHosts(db, now);
  const outcomes = await countOutcomesSince(db, new Date(now.getTime() - dayMs));
  const { waiting, running } = await unfinishedVisits(db);
  const living = await livingInstances(db, now);
  const [pass, outage, { lastVisitAt }] = await Promise.all([
    lastPass(db),
    lastOwnOutage(db),
    censusFreshness(db),
  ]);
  const { wildcardDomains, waitingRemovals } = await waitingCare(db);
  return {
    hosts,
    due,
    oldest_due_at: oldestDueAt?.toISOString() ?? null,
    outcomes_24h: outcomes,
    queued: waiting + running,
    queued_waiting: waiting,
    queued_running: running,
    last_visit_at: lastVisitAt?.toISOString() ?? null,
    living: living.instances,
    living_overdue: living.overdue,
    oldest_due_living: await oldestDueInstance(db, now),
    oldest_due_living_at: living.oldestDueAt?.toISOString() ?? null,
    oldest_due_living_age_seconds: ageSeconds(living.oldestDueAt, now),
    last_pass: pass === null ? null : { day: pass.day, completed_at: pass.completedAt.toISOString() },
    own_outage:
      outage === null
        ? null
        : {
            began_at: outage.beganAt.toISOString(),
            ended_at: outage.endedAt?.toISOString() ?? null,
            failures: outage.failures,
            is_running: isGoingOn(outage, lastVisitAt),
          },
    wildcard_domains: wildcardDomains,
    removals_waiting: waitingRemovals,
    hosts_refused: hosts.refused ?? 0,
    names_refused_today: await nameRefusals(db, utcDayOf(now)),
  };
}

/** Null: none is due. */
function ageSeconds(since: Date | null, now: Date): number | null {
  return since === null ? null : Math.max(0, Math.round((now.getTime() - since.getTime()) / 1_000));
}

function describe(report: Report): string {
  const oldest = report.oldest_due_at === null ? '' : `, the oldest since ${report.oldest_due_at}`;
  const { last_pass: pass } = report;
  return [
    `Hosts: ${list(report.hosts)}`,
    `Due now: ${report.due}${oldest}`,
    `Queued: ${report.queued} (${report.queued_waiting} waiting, ${report.queued_running} running)`,
    `Visits of the last 24 hours: ${list(report.outcomes_24h)}`,
    `Last visit: ${report.last_visit_at ?? 'never'}`,
    `Living instances: ${report.living}, of which ${report.living_overdue} not visited for more than 24 hours`,
    `Oldest due living instance: ${describeOldest(report)}`,
    `Last complete pass: ${pass === null ? 'none yet' : pass.completed_at}`,
    `Our own outages: ${describeOutage(report.own_outage)}`,
    `Domains that answer to any name: ${report.wildcard_domains}`,
    `Removals waiting for their proof: ${report.removals_waiting}`,
    `Hosts that refuse us: ${report.hosts_refused}`,
    `Names refused today: ${list(report.names_refused_today)}`,
    '',
  ].join('\n');
}

function describeOldest(report: Report): string {
  const { oldest_due_living: name, oldest_due_living_age_seconds: age } = report;
  return name === null ? 'none' : `${name}, due for ${Math.round((age ?? 0) / 60)} minutes`;
}

function describeOutage(outage: Report['own_outage']): string {
  if (outage === null) return 'none';
  const failures = `${outage.failures} failed visits`;
  if (outage.is_running) return `one since ${outage.began_at} (${failures})`;
  return `the last from ${outage.began_at} to ${outage.ended_at ?? 'an unknown time'} (${failures})`;
}

function list(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
