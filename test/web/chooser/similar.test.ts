import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, sizeOf } from '../../../web/chooser/candidate.ts';
import { isEligible } from '../../../web/chooser/eligible.ts';
import { purposesOf } from '../../../web/chooser/purposes.ts';
import { byRuleTexts, type Subject, similarServers } from '../../../web/chooser/similar.ts';
import { arbitraryCandidate, surroundings } from './arbitrary.ts';

const subject: Subject = {
  domain: 'here.social',
  software: 'mastodon',
  languages: ['fr'],
  usersActiveMonth: 150,
  ruleTopics: ['hate', 'spam', 'other'],
  firstSeenAt: new Date('2026-01-01T00:00:00Z'),
};

let count = 0;
const candidate = (departures: Partial<Candidate> = {}): Candidate => {
  count += 1;
  return {
    hostId: count,
    domain: `server-${count}.social`,
    software: 'mastodon',
    languages: ['fr'],
    registrations: 'open',
    usersActiveMonth: 150,
    rulesCount: 5,
    ruleTopics: ['hate', 'spam'],
    networkCountry: null,
    uptime: 1,
    firstSeenAt: new Date('2026-01-01T00:00:00Z'),
    ...departures,
  };
};

const alike = (candidates: readonly Candidate[], to: Partial<Subject> = {}, limit = 6) =>
  similarServers({ ...subject, ...to }, candidates, surroundings, limit);

describe('who is more alike goes first', () => {
  test.for([
    ['topics', {}, { ruleTopics: ['hate', 'spam', 'politics', 'minors'] }],
    ['topics that are not "other"', {}, { ruleTopics: ['other'] }],
    ['size', {}, { usersActiveMonth: 2_000 }],
    ['software', {}, { software: 'misskey' }],
    ['a language that is named', {}, { languages: null }],
  ] as const)('by %s', ([, nearer, further]) => {
    const [near, far] = [
      candidate(nearer),
      candidate({
        ...further,
        ruleTopics: [...((further as Partial<Candidate>).ruleTopics ?? ['hate', 'spam'])],
      } as Partial<Candidate>),
    ];
    expect(alike([far, near]).map((each) => each.candidate)).toEqual([near, far]);
  });
});

describe('who is not alike is not in the list', () => {
  test.for([
    ['another purpose', { software: 'pixelfed' }],
    ['a software for nothing in particular', { software: 'something-else' }],
    ['no common language', { languages: ['de'] }],
    ['a giant', { usersActiveMonth: 50_000 }],
    ['a tiny server', { usersActiveMonth: 3 }],
    ['a young one', { firstSeenAt: new Date('2026-11-20T00:00:00Z') }],
    ['itself', { domain: 'here.social' }],
    [
      'hardly anything in common',
      { software: 'misskey', languages: null, ruleTopics: [], usersActiveMonth: null },
    ],
  ] as const)('%s', ([, departures]) => {
    expect(alike([candidate(departures as Partial<Candidate>)])).toEqual([]);
  });
});

test.for([
  ['giants', { usersActiveMonth: 50_000 }],
  ['tiny servers', { usersActiveMonth: 3 }],
  ['young servers', { firstSeenAt: new Date('2026-11-20T00:00:00Z') }],
] as const)('one of the %s is like another one', ([, own]) => {
  expect(alike([candidate(own)], own)).toHaveLength(1);
});

test('a special language is like the general one, and what they have in common is told', () => {
  const [found] = alike([candidate({ languages: ['pt-BR', 'en'] })], { languages: ['pt'] });
  expect(found?.likeness).toEqual({
    purposes: ['short-posts'],
    languages: ['pt-BR'],
    topics: ['hate', 'spam'],
    isSameSoftware: true,
    isSameSize: true,
  });
});

test('nobody fills the list with hosts under one domain', () => {
  const farm = Array.from({ length: 20 }, (_, index) => candidate({ domain: `n${index}.farm.net` }));
  const other = candidate({ software: 'misskey' });
  const domains = alike([...farm, other]).map((each) => each.candidate.domain);
  expect(domains).toHaveLength(2);
  expect(domains).toContain(other.domain);
});

test('rules in the same words go before, but many of one template no further than some', () => {
  const [first, second, third] = [candidate(), candidate(), candidate()];
  const found = alike([first, second, third]);
  const texts = new Map([
    [second.hostId, 4],
    [third.hostId, 90],
  ]);
  const ranked = byRuleTexts(subject, found, texts);
  expect(ranked.at(-1)?.candidate).toBe(first);
  expect(ranked.map(({ sharedTexts }) => sharedTexts).toSorted((a, b) => a - b)).toEqual([0, 4, 90]);
  expect(new Set(ranked.slice(0, 2).map(({ score }) => score)).size).toBe(1);
});

test('for any servers: as in the chooser, never itself, in one order whatever that of the candidates', () => {
  fc.assert(
    fc.property(arbitraryCandidate, fc.array(arbitraryCandidate, { maxLength: 30 }), (self, others) => {
      const candidates = [...others, self];
      const found = similarServers(self, candidates, surroundings, 6);
      expect(
        similarServers(self, candidates.toReversed(), surroundings, 6).map(({ score }) => score),
      ).toEqual(found.map(({ score }) => score));
      const size = sizeOf(self, surroundings);
      for (const { candidate: each, score } of found) {
        expect(each.domain).not.toBe(self.domain);
        const asked = size === null ? {} : { sizes: [size] };
        expect(isEligible(each, asked, { surroundings, isYoungWanted: true })).toBe(true);
        const isSame = each.software === self.software;
        expect(
          isSame || purposesOf(each.software).some((purpose) => purposesOf(self.software).includes(purpose)),
        ).toBe(true);
        expect(score).toBeGreaterThan(0);
      }
    }),
  );
});
