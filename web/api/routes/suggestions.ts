import { z } from 'zod';
import type { InstanceRecord } from '../../../db/model/records.ts';
import { utcDayOf } from '../../../db/model/utc-day.ts';
import { instancesInOrder } from '../../../db/queries/walk-instances.ts';
import type { Question } from '../../chooser/answers.ts';
import type { Scored } from '../../chooser/score.ts';
import { suggest } from '../../chooser/suggest.ts';
import { readChooserState } from '../../data/chooser-state.ts';
import { chooserParams, parameterOf, toAnswers } from '../../params/chooser-params.ts';
import { defineEndpoint } from '../endpoint.ts';
import { listOf, listSchema } from '../list.ts';
import { limitParam } from '../list-params.ts';
import { schemas } from '../schemas.ts';

const defaultLimit = 5;

const parameterName = z.enum(parameterOf);
const count = z.number().int().nonnegative();

const suggestion = z
  .object({
    score: z
      .number()
      .min(0)
      .max(1)
      .describe('Share of the weights that were asked for, in hundredths; servers with the same are equals.'),
    matched: z.array(parameterName).describe('Answers that the server fits.'),
    unmatched: z.array(parameterName).describe('Answers that it does not fit.'),
    unknown: z.array(parameterName).describe('Answers of which it does not say whether it fits.'),
    instance: schemas.instance,
  })
  .meta({ id: 'Suggestion', description: 'A server that somebody could join, and why.' });

/** `GET /api/v1/suggestions`: the chooser. */
export const suggestions = defineEndpoint({
  path: '/api/v1/suggestions',
  operationId: 'listSuggestions',
  group: 'instances',
  summary: 'A few servers for a person, with the reasons',
  description:
    'From some answers, each of which may be left out, to a few servers that one can join: communities that are up, take sign-ups, count and are looked after. Those that fit every answer go first; when there are too few, those follow that fit most, with what does not fit. Neither giants nor tiny servers are among them unless their size is asked for. Equals come in an order by lot.',
  example: { language: ['fr'], sign_up: 'now', limit: 3 },
  params: { ...chooserParams, limit: limitParam({ byDefault: defaultLimit, max: 12 }, 'servers') },
  schema: listSchema(suggestion, {
    seed: z.string().describe('By which lots were drawn.'),
    eligible: count.describe('Servers that could be suggested, whatever the answers.'),
    fitting: count.describe('Of these, those that fit every answer.'),
    without_answer: z
      .partialRecord(parameterName, count)
      .describe('How many would fit if this answer were left out: which one to think about again.'),
  }).meta({ id: 'SuggestionList' }),
  datasets: ['instances'],
  isSentWhole: false,
  maxAgeSeconds: 60,
  answer: async ({ context, values, url }) => {
    const { limit = defaultLimit, young = false, seed = utcDayOf(context.now()), ...asked } = values;
    const { candidates, surroundings } = await readChooserState(context.database, {
      now: context.now,
      isKeptNever: context.keeping.changedMs === 0,
      forgotten: context.forgotten,
    });
    const chosen = suggest(toAnswers(asked), candidates, surroundings, { seed, limit, isYoungWanted: young });
    const { instances } = await instancesInOrder(context.database, {
      filter: {},
      order: { by: 'domain', direction: 'asc' },
      hostIds: chosen.suggestions.map(({ candidate }) => candidate.hostId),
    });
    const byDomain = new Map(instances.map((instance) => [instance.domain, instance]));
    const items = chosen.suggestions.flatMap((scored) => {
      const instance = byDomain.get(scored.candidate.domain);
      // It was there a moment ago; it may have asked to be forgotten since.
      return instance === undefined ? [] : [toSuggestion(scored, instance)];
    });
    const list = listOf({ items, url, next: null });
    const { eligible, fitting } = chosen;
    const without = Object.entries(chosen.withoutAnswer).map(
      ([question, left]) => [parameterOf[question as Question], left] as const,
    );
    return {
      kind: 'ok',
      body: {
        ...list,
        meta: { ...list.meta, seed, eligible, fitting, without_answer: Object.fromEntries(without) },
      },
    };
  },
});

function toSuggestion({ score, fits }: Scored, instance: InstanceRecord): z.infer<typeof suggestion> {
  const named = (fit: string) =>
    Object.entries(fits).flatMap(([question, each]) =>
      each === fit ? [parameterOf[question as Question]] : [],
    );
  return { score, matched: named('yes'), unmatched: named('no'), unknown: named('unknown'), instance };
}
