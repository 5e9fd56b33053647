import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** The numbers that must have a test or a reason. */
const numbers = Array.from({ length: 117 }, (_, index) => index + 1);

/** Numbers at the beginning of a test's name: `case 4: …`, `cases 4, 5: …`. */
const named = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter(
    (entry) => entry.isFile() && entry.name.endsWith('.test.ts') && entry.name !== 'numbered-cases.test.ts',
  )
  .flatMap((entry) => numbersNamedIn(readFileSync(join(entry.parentPath, entry.name), 'utf8')));

function numbersNamedIn(source: string): number[] {
  const names = source.matchAll(/['"`]cases? (\d+(?:(?:, | and )\d+)*): /g);
  return [...names].flatMap(([, list = '']) => list.split(/, | and /).map(Number));
}

/** Numbers in the table of `test/README.md`, each with a reason behind it. */
const excused = readFileSync(join(root, 'README.md'), 'utf8')
  .slice(readFileSync(join(root, 'README.md'), 'utf8').indexOf('## Numbered cases'))
  .split('\n')
  .flatMap((line) => /^\| (\d+) \| \S.{20,} \|$/.exec(line)?.[1] ?? [])
  .map(Number);

test('every numbered case has a test that carries its number, or stands in the README with the reason', () => {
  const known = new Set([...named, ...excused]);
  expect(numbers.filter((number) => !known.has(number))).toEqual([]);
});

test('no case that has a test stands in the README as one that has none', () => {
  expect(excused.length).toBeGreaterThan(0);
  expect(excused.filter((number) => named.includes(number))).toEqual([]);
});

test('a name with several numbers counts for each of them', () => {
  expect(
    numbersNamedIn("test('cases 4, 5: x', f); test('case 17: y', g); test('in case 9 of z', h);"),
  ).toEqual([4, 5, 17]);
});
