import { createTranslator } from 'use-intl/core';
import { describe, expect, test } from 'vitest';
import { instanceClasses } from '../../../db/model/instance-class.ts';
import { sizes } from '../../../db/model/server-size.ts';
import { softwareFamilies } from '../../../db/model/software-families.ts';
import { registrationModes } from '../../../db/model/status.ts';
import { purposesOf } from '../../../web/chooser/purposes.ts';
import { formats } from '../../../web/i18n/formats.ts';
import { loadMessages } from '../../../web/i18n/load-messages.ts';
import { locales } from '../../../web/i18n/locales.ts';
import { ageOf, audienceOf, audiencePurposes } from '../../../web/portrait/audience.ts';
import { surroundings } from '../chooser/arbitrary.ts';
import { instanceOf } from './instance-record.ts';

const audience = (departures: Parameters<typeof instanceOf>[0] = {}) =>
  audienceOf(instanceOf(departures), surroundings);

describe('whom a server is for', () => {
  test('is made of what it states', () => {
    expect(audience()).toEqual({
      key: 'community',
      shape: 'both',
      purpose: 'shortPosts',
      languages: ['en'],
      size: 'medium',
      people: 150,
      mode: 'open',
      age: 'found',
      unstated: [],
    });
  });

  test('leaves out what it does not state, and says so apart', () => {
    const silent = audience({
      ...{ software: 'something-else', languages: null, users_active_month: null, registrations: null },
    });
    expect(silent).toMatchObject({ shape: 'neither', purpose: 'none', size: 'unknown', mode: 'unknown' });
    expect(silent?.unstated).toEqual(['languages', 'people', 'signUp']);
    expect(audience({ languages: [] })).toMatchObject({ shape: 'purpose', unstated: ['languages'] });
  });

  test('repeats no figure that does not count, and no way in to what nobody looks after', () => {
    const quarantine = { rule: 'absurd', since: '2026-10-10', detail: '' };
    expect(audience({ quarantine })).toMatchObject({ size: 'unknown', people: 0, unstated: [] });
    expect(audience({ unattended_since: '2026-10-10' })?.mode).toBe('unknown');
  });

  test('zero people are stated, and are few', () => {
    expect(audience({ users_active_month: 0 })).toMatchObject({ size: 'tiny', people: 0, unstated: [] });
  });

  test('nobody expects a relay, a bridge or a blog to state it', () => {
    for (const kind of ['relay', 'bridge', 'cms', 'personal'] as const)
      expect(audience({ class: kind, languages: null, users_active_month: null })?.unstated).toEqual([]);
  });

  test.for(['gone', 'moved'] as const)('is nobody once it is %s', (status) => {
    expect(audience({ status })).toBeNull();
  });

  test('every software with a purpose has words for it', () => {
    for (const software of Object.values(softwareFamilies).flat()) {
      const purpose = audience({ software })?.purpose;
      expect([software, purpose === 'none']).toEqual([software, purposesOf(software).length === 0]);
    }
  });
});

test.for([
  ['2026-05-31T00:00:00Z', 'found'],
  ['2026-06-01T00:00:00Z', 'found'],
  ['2026-06-02T00:00:00Z', 'seen'],
  ['2026-10-30T11:59:59Z', 'seen'],
  ['2026-10-30T12:00:01Z', 'young'],
] as const)('first seen at %s: %s', ([first_seen_at, age]) => {
  expect(ageOf({ first_seen_at }, surroundings)).toBe(age);
  expect(ageOf({ first_seen_at }, { ...surroundings, foundUntil: null })).toBe('found');
});

test.for(locales)('the sentence is whole in %s, whatever is known and whatever is not', async (locale) => {
  const problems: string[] = [];
  const t = createTranslator({
    locale,
    messages: (await loadMessages(locale)) as never,
    formats,
    timeZone: 'UTC',
    onError: (error) => problems.push(error.message),
  }) as unknown as (key: string, values: object) => string;
  const sentences = new Set<string>();
  let combinations = 0;
  // The sentences about other classes know of languages alone.
  for (const key of instanceClasses)
    for (const shape of ['both', 'languages', 'purpose', 'neither'])
      for (const purpose of key === 'community' ? [...Object.keys(audiencePurposes), 'none'] : ['none'])
        for (const size of [...sizes, 'unknown'])
          for (const mode of [...registrationModes, 'unknown'])
            for (const age of ['found', 'young', 'seen'])
              for (const people of [0, 1, 21, 1_234]) {
                const values = { shape, purpose, size, mode, age, people };
                const sentence = t(`server.audience.${key}`, { ...values, languages: '⟨L⟩', since: '⟨S⟩' });
                combinations += 1;
                if (!sentences.has(sentence)) {
                  sentences.add(sentence);
                  expect(sentence).not.toMatch(/[{}#]|undefined| {2}|\s[,.]|[,;:]\s*[.,;:]|^\s|\s$|^\p{Ll}/u);
                  expect(sentence).toMatch(/[^.][.。।]$/u);
                }
                if (key === 'community') {
                  const hasLanguages = shape === 'both' || shape === 'languages';
                  expect([sentence, sentence.includes('⟨L⟩')]).toEqual([sentence, hasLanguages]);
                  expect([sentence, sentence.includes('⟨S⟩')]).toEqual([sentence, age !== 'found']);
                }
              }
  expect(problems).toEqual([]);
  expect(combinations).toBe((11 + 4) * 4 * 6 * 5 * 3 * 4);
  // Every purpose, size, mode and age is told apart.
  const shapes = 2 * 11 + 2;
  const sizesWithPeople = 5 * 4 + 1;
  expect(sentences.size).toBeGreaterThanOrEqual(shapes * sizesWithPeople * 5 * 3);
});
