import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions } from '../../../web/chooser/answers.ts';
import {
  type ChooseQuery,
  formatChooseParams,
  parseChooseParams,
} from '../../../web/params/choose-params.ts';
import { arbitraryAnswers } from '../chooser/arbitrary.ts';

const parse = (query: string) => parseChooseParams(new URLSearchParams(query));

const queries: fc.Arbitrary<ChooseQuery> = fc.record({
  view: fc.oneof(
    fc.record({ kind: fc.constantFrom('step', 'change'), question: fc.constantFrom(...questions) }),
    fc.constant({ kind: 'suggestions' as const }),
  ),
  answers: arbitraryAnswers,
  seed: fc.stringMatching(/^[a-z0-9]{1,32}$/),
  isYoungWanted: fc.boolean(),
});

test('an address that is written and read again is the same', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const { problems, ...again } = parse(formatChooseParams(query).toString());
      expect(again).toEqual(query);
      expect(problems).toEqual([]);
    }),
  );
});

test('reading is total: whatever the address holds, there is a question or there are suggestions', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('step', 'change', 'language', 'size', 'country', 'seed', 'young', '__proto__'),
          fc.string({ unit: 'binary' }),
        ),
      ),
      (pairs) => {
        const query = parseChooseParams(new URLSearchParams(pairs));
        expect(['step', 'change', 'suggestions']).toContain(query.view.kind);
      },
    ),
  );
});

test('an address that says nothing is the first question, and that question is the bare address', () => {
  for (const query of ['', 'language=', 'unknown=1', 'language=not_a_tag'])
    expect([query, parse(query).view]).toEqual([query, { kind: 'step', question: 'languages' }]);
  expect(formatChooseParams(parse('')).toString()).toBe('');
});

test('answers or a seed without a question are the suggestions; empty fields of a form are no answers', () => {
  expect(parse('seed=k7').view).toEqual({ kind: 'suggestions' });
  expect(parse('language=fr&language=')).toMatchObject({
    view: { kind: 'suggestions' },
    answers: { languages: ['fr'] },
  });
});

test('a bad value is left out with a word, and the rest stays', () => {
  const { answers, view, problems } = parse('step=nowhere&language=fr&size=huge');
  expect(answers).toEqual({ languages: ['fr'] });
  expect(view).toEqual({ kind: 'suggestions' });
  expect(problems.map(({ name }) => name)).toEqual(['step', 'size']);
});
