import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizes } from '../../../db/model/server-size.ts';
import { type Answers, answeredOf, type Question, questions } from '../../../web/chooser/answers.ts';
import { countOptions } from '../../../web/chooser/count-options.ts';
import { suggest } from '../../../web/chooser/suggest.ts';
import { waysOut } from '../../../web/chooser/ways-out.ts';
import { arbitraryAnswers, arbitraryCandidate, surroundings } from './arbitrary.ts';

const options = { seed: 'a', limit: 6, isYoungWanted: false };
const arbitraryCandidates = fc.array(arbitraryCandidate, { maxLength: 30 });

/** Answers that the page could offer, some of which nobody fits. */
const offered: Readonly<Record<Question, readonly string[]>> = {
  languages: ['en', 'fr', 'pt', 'pt-br', 'pt-BR', 'ja', 'eo'],
  purposes: ['short-posts', 'forums', 'photos', 'audio'],
  signUp: ['now', 'wait'],
  sizes,
  ruleTopics: ['hate', 'spam', 'other'],
  countries: ['FR', 'DE', 'JP'],
};

const answered = (answers: Answers, question: Question, value: string): Answers => ({
  ...answers,
  [question]: question === 'signUp' ? value : [value],
});

test('the number beside an answer is what is left when it is the only one to its question', () => {
  fc.assert(
    fc.property(arbitraryAnswers, arbitraryCandidates, fc.boolean(), (answers, candidates, isYoungWanted) => {
      const asked = { ...options, isYoungWanted };
      for (const question of questions) {
        const { byValue, skipped } = countOptions(question, answers, candidates, surroundings, asked);
        const { [question]: _replaced, ...others } = answers;
        expect(skipped).toBe(suggest(others, candidates, surroundings, asked).fitting);
        for (const value of offered[question]) {
          const key = question === 'languages' ? value.toLowerCase() : value;
          const { fitting } = suggest(answered(answers, question, value), candidates, surroundings, asked);
          expect([question, value, byValue.get(key) ?? 0]).toEqual([question, value, fitting]);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a way out is a smallest set of answers to leave out, and leaves what it promises', () => {
  fc.assert(
    fc.property(arbitraryAnswers, arbitraryCandidates, (answers, candidates) => {
      const ways = waysOut(answers, candidates, surroundings, options);
      const { fitting, eligible } = suggest(answers, candidates, surroundings, options);
      const without = (leaveOut: readonly Question[]) => {
        const rest = Object.fromEntries(
          Object.entries(answers).filter(([question]) => !leaveOut.includes(question as Question)),
        );
        return suggest(rest, candidates, surroundings, options).fitting;
      };
      for (const way of ways) {
        expect(way.fitting).toBe(without(way.leaveOut));
        expect(way.fitting).toBeGreaterThan(fitting);
        // No smaller set would do.
        for (const kept of way.leaveOut)
          expect(without(way.leaveOut.filter((question) => question !== kept))).toBeLessThanOrEqual(fitting);
      }
      // Somebody is eligible, nobody fits, and the size asked for keeps nobody in: there is a way out.
      if (eligible > 0 && fitting === 0 && answers.sizes === undefined) expect(ways).not.toEqual([]);
      expect(ways.map((way) => way.fitting)).toEqual(
        ways.map((way) => way.fitting).toSorted((left, right) => right - left),
      );
      expect(ways.every(({ leaveOut }) => leaveOut.every((each) => answeredOf(answers).includes(each)))).toBe(
        true,
      );
    }),
    { numRuns: 200 },
  );
});
