import fc from 'fast-check';
import { ruleTopics } from '../../../db/model/rule-topics.ts';
import { sizes } from '../../../db/model/server-size.ts';
import { softwareFamilyNames } from '../../../db/model/software-families.ts';
import type { Answers } from '../../../web/chooser/answers.ts';
import type { Candidate, Surroundings } from '../../../web/chooser/candidate.ts';
import { purposeNames } from '../../../web/chooser/purposes.ts';

/** The clock of these tests. */
export const now = new Date('2026-11-29T12:00:00Z');
/** What candidates are held against. */
export const surroundings: Surroundings = {
  now,
  usersActiveMonth: 100_000,
  foundUntil: new Date('2026-06-01T00:00:00Z'),
};

/** Servers of every kind that the chooser tells apart. */
export const arbitraryCandidate = fc.record<Candidate>({
  hostId: fc.integer({ min: 1, max: 1_000_000 }),
  domain: fc.domain(),
  software: fc.constantFrom(...softwareFamilyNames, 'something-else'),
  languages: fc.option(fc.subarray(['en', 'fr', 'pt-BR', 'ja'])),
  registrations: fc.constantFrom('open', 'approval'),
  usersActiveMonth: fc.option(fc.integer({ min: 0, max: 50_000 })),
  rulesCount: fc.option(fc.integer({ min: 0, max: 30 })),
  ruleTopics: fc.subarray([...ruleTopics]),
  networkCountry: fc.option(fc.constantFrom('FR', 'DE', 'XK')),
  uptime: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  firstSeenAt: fc.date({ min: new Date('2026-01-01'), max: now, noInvalidDate: true }),
});
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
/** Any answers to any of the questions. */
export const arbitraryAnswers = fc
  .record({
    languages: maybe(fc.subarray(['en', 'fr', 'pt', 'ja'], { minLength: 1 })),
    purposes: maybe(fc.subarray([...purposeNames], { minLength: 1 })),
    signUp: maybe(fc.constantFrom('now' as const, 'wait' as const)),
    sizes: maybe(fc.subarray([...sizes], { minLength: 1 })),
    ruleTopics: maybe(fc.subarray([...ruleTopics], { minLength: 1, maxLength: 3 })),
    countries: maybe(fc.subarray(['FR', 'DE'], { minLength: 1 })),
  })
  .map(
    (answers) =>
      Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Answers,
  );
