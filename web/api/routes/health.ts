import { z } from 'zod';
import { describeDatabaseProblem } from '../../../db/client.ts';
import { censusFreshness } from '../../../db/queries/census-freshness.ts';
import { defineEndpoint } from '../endpoint.ts';
import { problem } from '../problem.ts';

/** How long the database may take to answer, in milliseconds, before it counts as away. */
const patienceMs = 3_000;

/** `GET /api/v1/health`: does the database answer, and how new is what it holds? */
export const health = defineEndpoint({
  path: '/api/v1/health',
  operationId: 'getHealth',
  summary: 'Whether the census can be read',
  description: 'Answers 200 when the database answers, and 503 when it does not. Never cached.',
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
      last_visit_age_seconds: z
        .number()
        .int()
        .nonnegative()
        .nullable()
        .describe('How long ago that was. More than a day: no crawler runs.'),
    })
    .meta({ id: 'Health' }),
  maxAgeSeconds: 0,
  answer: async ({ context }) => {
    const freshness = await inTime(censusFreshness(context.database), patienceMs);
    if (freshness === undefined)
      return problem(503, `The database does not answer within ${patienceMs / 1_000} seconds.`);
    const { newestDay, lastVisitAt } = freshness;
    const ageMs = lastVisitAt === null ? null : context.now().getTime() - lastVisitAt.getTime();
    return {
      kind: 'ok',
      body: {
        status: 'ok' as const,
        newest_day: newestDay,
        last_visit_at: lastVisitAt?.toISOString() ?? null,
        // A crawler's clock may run ahead of ours.
        last_visit_age_seconds: ageMs === null ? null : Math.max(0, Math.round(ageMs / 1_000)),
      },
    };
  },
});

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
