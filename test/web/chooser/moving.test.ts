import { expect, test } from 'vitest';
import { canMove, movingFacts } from '../../../web/chooser/moving.ts';
import { sources } from '../../../web/ui/first-steps/sources.ts';
import { outboundUrl } from '../../../web/ui/outbound-url.ts';

test.for([
  ['mastodon', true],
  ['hometown', true],
  ['akkoma', true],
  ['sharkey', true],
  ['gotosocial', true],
  ['pixelfed', true],
  ['lemmy', false],
  ['peertube', false],
  ['friendica', null],
  ['meisskey', null],
  ['writefreely', null],
  ['nobody-knows-this', null],
  ['constructor', null],
] as const)('whether accounts on %s can move: %s', ([software, moves]) => {
  expect(canMove(software)).toBe(moves);
});

test('what is told to newcomers can be looked up: every source is an address that we link to, and none is named twice', () => {
  const urls = [
    ...movingFacts.map(({ source }) => source),
    ...Object.values(sources).flatMap((each) => each.map(({ url }) => url)),
  ];
  expect(urls.map(outboundUrl)).toEqual(urls);
  expect(new Set(movingFacts.map(({ family }) => family)).size).toBe(movingFacts.length);
});
