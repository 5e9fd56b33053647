import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answers, questions } from '../../../web/chooser/answers.ts';
import { type Candidate, sizeOf } from '../../../web/chooser/candidate.ts';
import { answerWeights, qualityWeights } from '../../../web/chooser/score.ts';
import { suggest } from '../../../web/chooser/suggest.ts';
import { arbitraryAnswers, arbitraryCandidate, surroundings } from './arbitrary.ts';

const options = { seed: 'a', limit: 6, isYoungWanted: false };

let count = 0;
const candidate = (departures: Partial<Candidate> = {}): Candidate => {
  count += 1;
  return {
    hostId: count,
    domain: `server-${count}.social`,
    software: 'mastodon',
    languages: ['en'],
    registrations: 'open',
    usersActiveMonth: 150,
    rulesCount: 5,
    ruleTopics: ['hate', 'spam'],
    networkCountry: 'FR',
    uptime: 1,
    firstSeenAt: new Date('2026-01-01T00:00:00Z'),
    ...departures,
  };
};

const domainsOf = (answers: Answers, candidates: readonly Candidate[], departures = {}) =>
  suggest(answers, candidates, surroundings, { ...options, ...departures }).suggestions.map(
    ({ candidate: { domain } }) => domain,
  );

describe('a server that fits an answer goes before one that does not', () => {
  test.for([
    [{ languages: ['fr'] }, { languages: ['fr'] }, { languages: ['en'] }],
    [{ languages: ['pt'] }, { languages: ['pt-BR'] }, { languages: ['en'] }],
    [{ languages: ['fr'] }, { languages: ['fr'] }, { languages: null }],
    [{ languages: ['fr'] }, { languages: null }, { languages: ['en'] }],
    [{ purposes: ['photos'] }, { software: 'pixelfed' }, { software: 'mastodon' }],
    [{ purposes: ['forums', 'books'] }, { software: 'bookwyrm' }, { software: 'mastodon' }],
    [{ signUp: 'now' }, { registrations: 'open' }, { registrations: 'approval' }],
    [{ sizes: ['large'] }, { usersActiveMonth: 3_000 }, { usersActiveMonth: 300 }],
    [{ sizes: ['tiny'] }, { usersActiveMonth: 3 }, { usersActiveMonth: 30 }],
    [{ sizes: ['giant'] }, { usersActiveMonth: 30_000 }, { usersActiveMonth: 3_000 }],
    [{ ruleTopics: ['privacy'] }, { ruleTopics: ['privacy'] }, { ruleTopics: ['hate'] }],
    [{ ruleTopics: ['hate', 'spam'] }, { ruleTopics: ['spam', 'hate'] }, { ruleTopics: ['hate'] }],
    [{ ruleTopics: ['hate'] }, { ruleTopics: ['hate'] }, { rulesCount: null, ruleTopics: [] }],
    [{ countries: ['DE'] }, { networkCountry: 'DE' }, { networkCountry: null }],
    [{ countries: ['DE'] }, { networkCountry: null }, { networkCountry: 'FR' }],
    [{}, { uptime: 0.99 }, { uptime: 0.94 }],
    [{}, { rulesCount: 1 }, { rulesCount: 0, ruleTopics: [] }],
  ] as const satisfies readonly (readonly [Answers, Partial<Candidate>, Partial<Candidate>])[])(
    '%j',
    ([answers, better, worse]) => {
      const [first, second] = [candidate(better), candidate(worse)];
      expect(domainsOf(answers, [first, second])).toEqual([first.domain, second.domain]);
      expect(domainsOf(answers, [second, first])).toEqual([first.domain, second.domain]);
    },
  );
});

test('what fits, does not fit and is not said is told for each answer, and for no other question', () => {
  const answers: Answers = { languages: ['fr'], signUp: 'now', countries: ['DE'] };
  const { suggestions, fitting, eligible, withoutAnswer } = suggest(
    answers,
    [candidate({ languages: ['fr'], registrations: 'approval', networkCountry: null }), candidate()],
    surroundings,
    options,
  );
  expect(suggestions.map(({ fits, fitsAll }) => [fits, fitsAll])).toEqual([
    [{ languages: 'yes', signUp: 'no', countries: 'unknown' }, false],
    [{ languages: 'no', signUp: 'yes', countries: 'no' }, false],
  ]);
  expect([fitting, eligible]).toEqual([0, 2]);
  expect(withoutAnswer).toEqual({ languages: 0, signUp: 0, countries: 0 });
});

test('it says how many would fit without each answer', () => {
  const french = candidate({ languages: ['fr'], registrations: 'approval' });
  const { fitting, withoutAnswer } = suggest(
    { languages: ['fr'], signUp: 'now' },
    [french, candidate(), candidate()],
    surroundings,
    options,
  );
  expect(fitting).toBe(0);
  expect(withoutAnswer).toEqual({ languages: 2, signUp: 1 });
});

test('giants and tiny servers are suggested to who asks for their size, and to nobody else', () => {
  const [giant, tiny, usual, silent] = [
    candidate({ usersActiveMonth: 10_001 }),
    candidate({ usersActiveMonth: 9 }),
    candidate({ usersActiveMonth: 10_000 }),
    candidate({ usersActiveMonth: null }),
  ];
  const all = [giant, tiny, usual, silent];
  expect(domainsOf({}, all).toSorted()).toEqual([usual.domain, silent.domain].toSorted());
  expect(domainsOf({ sizes: ['giant'] }, all)).not.toContain(tiny.domain);
  expect(domainsOf({ sizes: ['giant'] }, all)[0]).toBe(giant.domain);
  expect(domainsOf({ sizes: ['tiny', 'small'] }, all)[0]).toBe(tiny.domain);
});

test('young servers are suggested to who asks for them; what the census found on its first days is not young', () => {
  const young = candidate({ firstSeenAt: new Date('2026-11-10T00:00:00Z') });
  const old = candidate();
  expect(domainsOf({}, [young, old])).toEqual([old.domain]);
  expect(domainsOf({}, [young, old], { isYoungWanted: true })).toHaveLength(2);
  const firstCensus = { ...surroundings, foundUntil: null };
  expect(suggest({}, [young], firstCensus, options).suggestions).toHaveLength(1);
});

test('equals are put into an order by lot: each is first about as often as the others', () => {
  const equals = Array.from({ length: 5 }, () => candidate());
  const first = new Map<string, number>();
  for (let seed = 0; seed < 2_000; seed += 1) {
    const [domain = ''] = domainsOf({}, equals, { seed: String(seed), limit: 1 });
    first.set(domain, (first.get(domain) ?? 0) + 1);
  }
  // 400 are expected; four standard deviations are 72.
  expect([...first.values()].every((times) => Math.abs(times - 400) < 72)).toBe(true);
  expect(first.size).toBe(5);
  expect(domainsOf({}, equals)).toEqual(domainsOf({}, equals.toReversed()));
});

test('quality never outweighs an answer', () => {
  const least = Math.min(...Object.values(answerWeights));
  expect(qualityWeights.uptime + qualityWeights.rules).toBeLessThan(least);
});

test('whatever is answered, there is a suggestion as long as anybody is eligible, and all promises hold', () => {
  fc.assert(
    fc.property(
      arbitraryAnswers,
      fc.array(arbitraryCandidate, { maxLength: 30 }),
      fc.string(),
      (answers, candidates, seed) => {
        const { suggestions, eligible, fitting, withoutAnswer } = suggest(answers, candidates, surroundings, {
          ...{ seed, limit: 6, isYoungWanted: false },
        });
        expect(suggestions).toHaveLength(Math.min(6, eligible));
        expect(suggestions.filter(({ fitsAll }) => fitsAll)).toHaveLength(Math.min(6, fitting));
        for (const { score, fits, candidate: each } of suggestions) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(Object.keys(fits)).toEqual(questions.filter((question) => answers[question] !== undefined));
          const size = sizeOf(each, surroundings);
          if (size === 'giant' || size === 'tiny') expect(answers.sizes).toContain(size);
        }
        // Leaving an answer out leaves what is promised; never fewer, unless it was the one that let giants or tiny servers in.
        for (const question of questions) {
          const { [question]: _left, ...others } = answers;
          const left = withoutAnswer[question];
          if (left === undefined) continue;
          expect(left).toBe(suggest(others, candidates, surroundings, options).fitting);
          if (question !== 'sizes') expect(left).toBeGreaterThanOrEqual(fitting);
        }
        const again = suggest(answers, candidates.toReversed(), surroundings, {
          ...{ seed, limit: 6, isYoungWanted: false },
        });
        const scores = (all: typeof suggestions) => all.map(({ score, fitsAll }) => [fitsAll, score]);
        expect(scores(again.suggestions)).toEqual(scores(suggestions));
      },
    ),
    { numRuns: 300 },
  );
});
