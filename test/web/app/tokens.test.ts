import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemeColours } from '../../../web/scheme-colours.ts';

const css = readFileSync(join(import.meta.dirname, '../../../web/app/globals.css'), 'utf8');

/** The colours of each scheme, from the two `:root` blocks. */
const schemes = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ''], index) => ({
  scheme: index === 0 ? 'light' : 'dark',
  colours: new Map(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  ),
}));

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [lighter = 0, darker = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const texts = [
  ...['ink', 'muted', 'count', 'other'].flatMap((text) => [
    [text, 'ground'],
    [text, 'surface'],
  ]),
  ['on-count', 'count-fill'],
  ['ground', 'ink'],
] as const;

const marks = ['count-fill', 'other-fill', 'focus'].flatMap((mark) => [
  [mark, 'ground'],
  [mark, 'surface'],
]);

test('both schemes name the same colours', () => {
  expect(schemes.map(({ scheme }) => scheme)).toEqual(['light', 'dark']);
  expect([...(schemes[1]?.colours.keys() ?? [])]).toEqual([...(schemes[0]?.colours.keys() ?? [])]);
  expect(schemes[0]?.colours.size).toBeGreaterThan(8);
});

test.for(schemes)('text of the $scheme scheme has at least 4.5:1 on what it stands on', ({ colours }) => {
  for (const [text = '', ground = ''] of texts) {
    const ratio = contrast(colours.get(text) ?? '', colours.get(ground) ?? '');
    expect([text, ground, ratio]).toEqual([text, ground, expect.toSatisfy((value: number) => value >= 4.5)]);
  }
});

test.for(schemes)('marks of the $scheme scheme have at least 3:1 on what they stand on', ({ colours }) => {
  for (const [mark = '', ground = ''] of marks) {
    const ratio = contrast(colours.get(mark) ?? '', colours.get(ground) ?? '');
    expect([mark, ground, ratio]).toEqual([mark, ground, expect.toSatisfy((value: number) => value >= 3)]);
  }
});

test('what no style sheet reaches has the same colours', () => {
  for (const { scheme, colours } of schemes)
    for (const [name, value] of Object.entries(schemeColours[scheme as 'light' | 'dark']))
      expect([scheme, name, colours.get(name)]).toEqual([scheme, name, value]);
});
