import { randomInt } from 'node:crypto';
import type { InstanceRecord } from '../../db/model/records.ts';
import type { Size } from '../../db/model/server-size.ts';
import { utcDayOf } from '../../db/model/utc-day.ts';
import { instancesInOrder } from '../../db/queries/walk-instances.ts';
import type { Question } from '../chooser/answers.ts';
import { sizeOf } from '../chooser/candidate.ts';
import { countOptions, type OptionCounts } from '../chooser/count-options.ts';
import type { Scored } from '../chooser/score.ts';
import { type Suggestions, suggest } from '../chooser/suggest.ts';
import { type WayOut, waysOut } from '../chooser/ways-out.ts';
import { type ChooseQuery, formatChooseParams } from '../params/choose-params.ts';
import { readChooserState } from './chooser-state.ts';
import { createShortCache } from './short-cache.ts';
import { getSiteContext } from './site-context.ts';

/** Shown at most: more are a list again, which is what people flee from. */
const mostShown = 5;
/** Shown at least, as long as there are so many: what fits nearly stands in for what fits. */
const fewestShown = 3;

/** What a question shows. */
export interface QuestionData extends OptionCounts {
  /** Servers that one could join today, giants, tiny and young ones included. */
  readonly candidates: number;
}

/** A server that is suggested, as it describes itself now. */
export interface Suggestion extends Pick<Scored, 'fits' | 'fitsAll'> {
  /** Null: it does not say. */
  readonly size: Size | null;
  readonly instance: InstanceRecord;
}

/** What stands below the answers. */
export interface SuggestionsData extends Pick<Suggestions, 'fitting'> {
  /** Empty while enough servers fit. */
  readonly waysOut: readonly WayOut[];
  /** Those that fit every answer first. */
  readonly suggestions: readonly Suggestion[];
  readonly candidates: number;
  /** By which lots were drawn: that of the address, or the day in UTC, as in the API. */
  readonly seed: string;
}

const now = () => new Date();

/** Reads a question: what each answer to it would leave, given the other answers. In memory, for some seconds. */
export async function readQuestion(
  { answers, isYoungWanted }: Pick<ChooseQuery, 'answers' | 'isYoungWanted'>,
  question: Question,
): Promise<QuestionData> {
  const { candidates, surroundings } = await readChooserState(getSiteContext().database, { now });
  return {
    ...countOptions(question, answers, candidates, surroundings, { isYoungWanted }),
    candidates: candidates.length,
  };
}

const chosen = createShortCache<SuggestionsData>({ timeToLiveMs: 15_000, maxEntries: 300 });

/** Reads a few servers for the answers, as they are now. */
export function readSuggestions(query: ChooseQuery): Promise<SuggestionsData> {
  const seed = query.seed ?? utcDayOf(now());
  const key = formatChooseParams({ ...query, view: { kind: 'suggestions' }, seed }).toString();
  return chosen.get(key, () => loadSuggestions({ ...query, seed }));
}

async function loadSuggestions({
  answers,
  seed,
  isYoungWanted,
}: Pick<ChooseQuery, 'answers' | 'isYoungWanted'> & { readonly seed: string }): Promise<SuggestionsData> {
  const { database } = getSiteContext();
  const { candidates, surroundings } = await readChooserState(database, { now });
  const options = { seed, limit: mostShown, isYoungWanted };
  const { suggestions, fitting } = suggest(answers, candidates, surroundings, options);
  const shown = suggestions.filter(({ fitsAll }, index) => fitsAll || index < fewestShown);
  const { instances } = await instancesInOrder(database, {
    filter: {},
    order: { by: 'domain', direction: 'asc' },
    hostIds: shown.map(({ candidate }) => candidate.hostId),
  });
  const byDomain = new Map(instances.map((instance) => [instance.domain, instance]));
  return {
    fitting,
    waysOut: fitting < fewestShown ? waysOut(answers, candidates, surroundings, options) : [],
    seed,
    candidates: candidates.length,
    suggestions: shown.flatMap(({ candidate, fits, fitsAll }) => {
      const instance = byDomain.get(candidate.domain);
      // It was there a moment ago; it may have asked to be forgotten since.
      return instance === undefined
        ? []
        : [{ fits, fitsAll, size: sizeOf(candidate, surroundings), instance }];
    }),
  };
}

/** A seed for a link: three characters, nearly fifty thousand orders. Says nothing of who asked. */
export function drawSeed(): string {
  return randomInt(36 ** 3)
    .toString(36)
    .padStart(3, '0');
}
