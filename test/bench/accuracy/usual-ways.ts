import { quarantineRules } from '../../../db/model/quarantine-rules.ts';
import type { Answer } from './crawl-cast.ts';

/** Ways of counting that directories use, each also without values that no server can have. */
export const usualWays = ['answers of the day', 'last answer for ever', 'last answer of 48 hours'] as const;

/** One of {@link usualWays}, with or without absurd values. */
export interface WayTotal {
  readonly way: (typeof usualWays)[number];
  readonly withAbsurd: boolean;
  readonly usersActiveMonth: number;
}

const twoDaysMs = 2 * 86_400_000;
const { accountsAtMost, activeMonthAtMost } = quarantineRules.absurd.thresholds;

const isAbsurd = ({ usersTotal, usersActiveMonth }: Answer) =>
  (usersTotal ?? 0) > accountsAtMost.value || (usersActiveMonth ?? 0) > activeMonthAtMost.value;

/** Totals of active users as the usual ways give them, from the same answers. */
export class UsualWays {
  readonly #newest = new Map<string, Answer>();

  /** Takes the answers of a day, in the order of visits. */
  take(answers: readonly Answer[]): void {
    for (const answer of answers) this.#newest.set(answer.host, answer);
  }

  /** The totals at the end of a day, over the answers that are wanted. */
  totals(endMs: number, isWanted: (answer: Answer) => boolean): readonly WayTotal[] {
    const wanted = [...this.#newest.values()].filter(isWanted);
    return usualWays.flatMap((way) =>
      [true, false].map((withAbsurd) => {
        const counting = wanted.filter(
          (answer) => isFresh(way, endMs - answer.atMs) && (withAbsurd || !isAbsurd(answer)),
        );
        const usersActiveMonth = counting.reduce((sum, answer) => sum + (answer.usersActiveMonth ?? 0), 0);
        return { way, withAbsurd, usersActiveMonth };
      }),
    );
  }
}

function isFresh(way: WayTotal['way'], ageMs: number): boolean {
  switch (way) {
    case 'answers of the day':
      return ageMs <= twoDaysMs / 2;
    case 'last answer for ever':
      return true;
    case 'last answer of 48 hours':
      return ageMs <= twoDaysMs;
  }
}
