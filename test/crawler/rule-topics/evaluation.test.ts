import { expect, test } from 'vitest';
import { evaluateTopics, precisionOf, recallOf } from '../../support/topic-evaluation.ts';

test('agreement is counted by topic and over all topics', () => {
  const { byTopic, total } = evaluateTopics([
    { labelled: ['hate', 'spam'], found: ['hate', 'hate'] },
    { labelled: ['hate'], found: ['hate', 'bots'] },
    { labelled: ['other'], found: ['other'] },
  ]);
  expect(Object.fromEntries(byTopic)).toEqual({
    hate: { labelled: 2, found: 2, both: 2 },
    spam: { labelled: 1, found: 0, both: 0 },
    bots: { labelled: 0, found: 1, both: 0 },
    other: { labelled: 1, found: 1, both: 1 },
  });
  expect(total).toEqual({ labelled: 4, found: 4, both: 3 });
  expect([precisionOf(total), recallOf(total)]).toEqual([0.75, 0.75]);
});

test('a share of nothing is unknown, not zero', () => {
  expect(precisionOf({ labelled: 3, found: 0, both: 0 })).toBeNull();
  expect(recallOf({ labelled: 0, found: 3, both: 0 })).toBeNull();
  expect(precisionOf({ labelled: 0, found: 3, both: 0 })).toBe(0);
});
