import { expect, test } from 'vitest';
import { nearestName } from '../../../web/params/nearest-name.ts';

const known = ['q', 'software', 'registrations', 'language', 'status', 'sort', 'limit', 'cursor'];

test.for([
  ['sofware', 'software'],
  ['Software', 'software'],
  ['langauge', 'language'],
  ['lang', 'language'],
  ['registration', 'registrations'],
  ['srot', 'sort'],
  ['limits', 'limit'],
  ['sort_by', 'sort'],
] as const)('%s stands for %s', ([typed, meant]) => {
  expect(nearestName(typed, known)).toBe(meant);
});

test.for(['utm_source', 'zzzzzz', '', 'callback', 'x'.repeat(5_000)])('"%s" is near to nothing', (typed) => {
  expect(nearestName(typed, known.slice(1))).toBeUndefined();
});

test('nothing is near when nothing is known', () => {
  expect(nearestName('q', [])).toBeUndefined();
});
