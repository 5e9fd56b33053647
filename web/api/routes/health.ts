import { z } from 'zod';
import { describeDatabaseProblem } from '../../../db/client.ts';
import { crawlStates } from '../../../db/model/crawl-state.ts';
import { outcomeKinds } from '../../../db/model/outcome.ts';
import { type CensusHealth, censusHealth, outageDays } from '../../../db/queries/census-health.ts';
import { hasHosts } from '../../../db/queries/hosts.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { problem } from '../problem.ts';

/** How long the database may take to answer, in milliseconds, before it counts as away. */
const patienceMs = 3_000;

const instant = z.string().describe('ISO 8601, UTC.');
const count = z.number().int().nonnegative();
const counts = z.partialRecord(z.enum(outcomeKinds), count);

/** `GET /api/v1/health`: does the database answer, how new is what it holds, and how does the crawl do? */
export const health = defineEndpoint({
  path: '/api/v1/health',
  operationId: 'getHealth',
  group: 'service',
  summary: 'Whether the census can be read, and how the crawl does',
  description:
    'Answers 200 when the database answers, and 503 when it does not, whatever the crawl does. That the database answers is found out at every request; the other facts may be five seconds old. Never cached outside.',
  example: {},
  params: {},
  schema: z
    .object({
      status: z.literal('ok'),
      newest_day: z
        .string()
        .nullable()
        .describe('Newest UTC day with figures, YYYY-MM-DD; null before the first.'),
      last_visit_at: z
        .string()
        .nullable()
        .describe('Start of the newest recorded visit, ISO 8601; null before the first.'),
      last_visit_age_seconds: count
        .nullable()
        .describe('How long ago that was. More than a day: no crawler runs.'),
      crawl: z
        .enum(crawlStates)
        .describe(
          'none: nothing was ever visited. running: visits are made in time. behind: visits are made, and a living server has been due for hours. idle: no visit for three hours, and none was due. outage: our own network fails. stopped: no visit for three hours although servers are due.',
        ),
      living_instances: count.describe('Servers that were up at their newest visit.'),
      living_visited_24h: count.describe('Those of them that were visited within 24 hours.'),
      living_overdue: count.describe('The others.'),
      oldest_due_at: instant
        .nullable()
        .describe(
          'Since when the living server is due that has waited longest, ISO 8601; null: none is due.',
        ),
      oldest_due_age_seconds: count.nullable().describe('How long ago that was.'),
      outcomes_today: counts.describe('Visits of the running UTC day, by how they ended.'),
      outcomes_24h: counts.describe('Visits of the last 24 hours, by how they ended.'),
      last_pass: z
        .object({ day: z.string().describe('UTC day, YYYY-MM-DD.'), completed_at: instant })
        .nullable()
        .describe('When, last, no server was due and no visit waiting; null: never yet.'),
      own_outages: z
        .array(
          z.object({
            began_at: instant,
            ended_at: instant.nullable().describe('Null: it goes on, or its end was not noticed.'),
            failures: count.describe('Failed visits that were held against nobody.'),
          }),
        )
        .describe(`Times of the last ${outageDays} days in which our own network failed, the newest first.`),
    })
    .meta({ id: 'Health' }),
  datasets: [],
  maxAgeSeconds: 0,
  answer: async ({ context }) => {
    const known = await inTime(signOfLife(context), patienceMs);
    if (known === undefined)
      return problem(503, `The database does not answer within ${patienceMs / 1_000} seconds.`);
    return { kind: 'ok', body: describe(known, context.now()) };
  },
});

function describe(known: CensusHealth, now: Date) {
  const { newestDay, lastVisitAt, state, living, outcomes, lastPass, outages } = known;
  return {
    status: 'ok' as const,
    newest_day: newestDay,
    last_visit_at: lastVisitAt?.toISOString() ?? null,
    last_visit_age_seconds: ageSeconds(lastVisitAt, now),
    crawl: state,
    living_instances: living.instances,
    living_visited_24h: living.visitedInDay,
    living_overdue: living.overdue,
    oldest_due_at: living.oldestDueAt?.toISOString() ?? null,
    oldest_due_age_seconds: ageSeconds(living.oldestDueAt, now),
    outcomes_today: Object.fromEntries(
      outcomes.flatMap(({ outcome, today }) => (today === 0 ? [] : [[outcome, today]])),
    ),
    outcomes_24h: Object.fromEntries(outcomes.map(({ outcome, inDay }) => [outcome, inDay])),
    last_pass:
      lastPass === null ? null : { day: lastPass.day, completed_at: lastPass.completedAt.toISOString() },
    own_outages: outages.map(({ beganAt, endedAt, failures }) => ({
      began_at: beganAt.toISOString(),
      ended_at: endedAt?.toISOString() ?? null,
      failures,
    })),
  };
}

/** A crawler's clock may run ahead of ours: then it was just now. */
function ageSeconds(at: Date | null, now: Date): number | null {
  return at === null ? null : Math.max(0, Math.round((now.getTime() - at.getTime()) / 1_000));
}

/** What was read last of each census, for as long as other answers are kept though the data have changed. */
const kept = new WeakMap<
  CensusDatabase,
  { readonly untilMs: number; readonly facts: Promise<CensusHealth> }
>();

/**
 * Asks the database at every request, and the costly questions only when their answers are old: a health check may come
 * from everybody, as often as they like.
 */
async function signOfLife({ database, now, keeping }: ApiContext): Promise<CensusHealth> {
  const nowMs = now().getTime();
  const known = kept.get(database);
  if (known !== undefined && nowMs < known.untilMs) {
    const [facts] = await Promise.all([known.facts, hasHosts(database)]);
    return facts;
  }
  const facts = censusHealth(database, now());
  kept.set(database, { untilMs: nowMs + keeping.changedMs, facts });
  try {
    return await facts;
  } catch (error) {
    kept.delete(database);
    throw error;
  }
}

/** The value, or undefined when it takes too long or the database is away. */
async function inTime<Value>(work: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limitMs);
  const answered = work.catch((error: unknown) => {
    if (describeDatabaseProblem(error) === undefined) throw error;
    return undefined;
  });
  try {
    return await Promise.race([answered, tooLate]);
  } finally {
    clearTimeout(timer);
    // When it was too late, nobody waits for the failure that may still come.
    answered.catch(() => undefined);
  }
}
