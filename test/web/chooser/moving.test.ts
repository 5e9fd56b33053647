import { expect, test } from 'vitest';
import { canMove } from '../../../web/chooser/moving.ts';

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
