import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemeColours } from '../../../web/scheme-colours.ts';
import { contrast } from '../../../web/ui/style/contrast.ts';
import { colours, markPairs, radii, spaces, textPairs, typeSizes } from '../../../web/ui/style/tokens.ts';

const css = readFileSync(join(import.meta.dirname, '../../../web/app/globals.css'), 'utf8');

/** The block of the style sheet that begins with a text, without what is nested in it. */
function blockAfter(beginning: string): string {
  const start = css.indexOf(beginning);
  if (start < 0) throw new Error(`The style sheet has no "${beginning}".`);
  return /^[^{}]*/.exec(css.slice(start + beginning.length))?.[0] ?? '';
}

const coloursIn = (block: string) =>
  new Map(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );

/** The colours of each scheme. The dark ones hold where they are chosen and where the system asks for them: `dark` is both. */
const schemes = [
  { scheme: 'light', colours: coloursIn(blockAfter(':root,\n[data-scheme] {')) },
  { scheme: 'dark', colours: coloursIn(blockAfter('@variant dark {')) },
] as const;

/** Values of tokens that begin with a word, by their names without it. */
const tokensOf = (kind: string) =>
  Object.fromEntries(
    [...css.matchAll(new RegExp(`^  --${kind}-([a-z]+): ([^;]+);`, 'gm'))].map(([, name, value]) => [
      name,
      value,
    ]),
  );

test('both schemes name the same colours', () => {
  expect([...schemes[1].colours.keys()]).toEqual([...schemes[0].colours.keys()]);
  expect(schemes[0].colours.size).toBeGreaterThan(8);
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
});

test.for(schemes)(
  'text of the $scheme scheme has at least 4.5:1 on what it stands on',
  ({ colours: found }) => {
    for (const { colour, on } of textPairs) {
      const ratio = contrast(found.get(colour) ?? '', found.get(on) ?? '');
      expect([colour, on, ratio]).toEqual([colour, on, expect.toSatisfy((value: number) => value >= 4.5)]);
    }
  },
);

test.for(schemes)(
  'marks of the $scheme scheme have at least 3:1 on what they stand on',
  ({ colours: found }) => {
    for (const { colour, on } of markPairs) {
      const ratio = contrast(found.get(colour) ?? '', found.get(on) ?? '');
      expect([colour, on, ratio]).toEqual([colour, on, expect.toSatisfy((value: number) => value >= 3)]);
    }
  },
);

test('the page /style repeats every token of the style sheet', () => {
  for (const { scheme, colours: found } of schemes) {
    const repeated = Object.entries(colours).map(([name, values]) => [name, values[scheme]]);
    expect([scheme, repeated]).toEqual([scheme, [...found]]);
  }
  expect(typeSizes).toEqual(tokensOf('text'));
  expect(spaces).toEqual(tokensOf('spacing'));
  expect(radii).toEqual(tokensOf('radius'));
});

test('what no style sheet reaches has the same colours', () => {
  for (const { scheme, colours } of schemes)
    for (const [name, value] of Object.entries(schemeColours[scheme as 'light' | 'dark']))
      expect([scheme, name, colours.get(name)]).toEqual([scheme, name, value]);
});
