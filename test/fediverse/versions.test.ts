import { expect, test } from 'vitest';
import { isAtLeast, versionAfter } from './versions.ts';

const prompt = (version: string) => ({ version, lagDays: 5 });

test('a server on the current line takes up releases after its lag, and keeps the mark of its fork', () => {
  const on = (days: number) => versionAfter('mastodon', prompt('4.5.0'), days);
  expect([on(0), on(14), on(15), on(154), on(155), on(364)]).toEqual([
    '4.5.0',
    '4.5.0',
    '4.5.4',
    '4.5.6',
    '4.6.0',
    '4.6.4',
  ]);
  expect(versionAfter('mastodon', prompt('4.5.0+glitch'), 155)).toBe('4.6.0+glitch');
});

test('one that was behind on the first day, or never looks, stays where it is', () => {
  expect(versionAfter('mastodon', prompt('4.2.10'), 364)).toBe('4.2.10');
  expect(versionAfter('mastodon', { version: '4.5.0', lagDays: null }, 364)).toBe('4.5.0');
});

test('other software brings out patches', () => {
  const on = (days: number) => versionAfter('lemmy', prompt('0.19.13'), days);
  expect([on(0), on(94), on(95), on(185)]).toEqual(['0.19.13', '0.19.13', '0.19.14', '0.19.15']);
  expect(versionAfter('wordpress', prompt('6.8'), 364)).toBe('6.8');
});

test('versions are compared by number, not by letter', () => {
  expect(isAtLeast('4.10.0', 4, 9)).toBe(true);
  expect(isAtLeast('3.5.19', 4, 0)).toBe(false);
  expect(isAtLeast('2025.4.4', 4, 3)).toBe(true);
  expect(isAtLeast('nightly', 1, 0)).toBe(false);
});
