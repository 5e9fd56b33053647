import { loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawableText } from '../../../web/pictures/drawable-text.ts';
import { fitText } from '../../../web/pictures/fit-text.ts';
import { drawPicture, type Picture } from '../../../web/pictures/picture.ts';
import { parsePictureName, picturePath, pictureSize } from '../../../web/pictures/picture-path.ts';
import { naughtyStrings, xssPayloads } from '../../support/hostile-texts.ts';

/** Every letter as wide as half its size. */
const measure = (text: string, size: number) => ([...text].length * size) / 2;
const space = { width: 100, height: 60, lineHeight: 1, sizes: [20, 10] };

describe('fitText', () => {
  test.for([
    ['short', { lines: ['short'], size: 20 }],
    ['three words here now', { lines: ['three', 'words here', 'now'], size: 20 }],
    [
      'more words than fit in so large letters, really',
      { lines: ['more words than fit', 'in so large letters,', 'really'], size: 10 },
    ],
  ] as const)('%s', ([text, expected]) => {
    expect(fitText(text, space, measure, 'en')).toEqual(expected);
  });

  test('Japanese breaks without blanks, and no line begins with a full stop', () => {
    const { lines } = fitText('フェディバースの調査。数とルール', space, measure, 'ja');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('フェディバースの調査。数とルール');
    for (const line of lines) expect(line).not.toMatch(/^。/);
  });

  test('whatever the text, lines fit, and what is cut ends in an ellipsis', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { lines, size } = fitText(text, space, measure, 'en');
        expect(lines.length * size).toBeLessThanOrEqual(60);
        for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(100);
        const letters = (value: string) => value.replaceAll(/\s/g, '');
        if (letters(lines.join('')) !== letters(text)) expect(lines.join('')).toContain('…');
      }),
    );
  });
});

describe('drawableText', () => {
  test.for([
    ['Brightwater Commons', 'Brightwater Commons'],
    ['  two\n lines\t', 'two lines'],
    ['Träume – „leise“', 'Träume – „leise“'],
    ['日本語サーバー', '日本語サーバー'],
    ['خادم', 'خادم'],
    ['a\u202eb', 'a b'],
    ['Сервер', null],
    ['emoji 🎉', null],
    ['', null],
    ['x'.repeat(201), null],
  ] as const)('%j: %j', ([text, expected]) => {
    expect(drawableText(text)).toBe(expected);
  });
});

test('only pages with a title of their own and servers have a picture, under one address each', () => {
  expect(picturePath('fr', '')).toBe('/pictures/fr/home.png');
  expect(picturePath('fr', '/growth')).toBe('/pictures/fr/growth.png');
  expect(picturePath('fr', '/servers/a.net')).toBe('/pictures/fr/servers/a.net.png');
  expect(picturePath('fr', '/method')).toBe('/pictures/fr/home.png');
  for (const name of [
    '',
    'method',
    'toString',
    'servers/',
    'servers/A.net',
    'servers/127.0.0.1',
    'servers/a.net/b',
  ])
    expect(parsePictureName(name)).toBeNull();
});

test.for(['en', 'ar', 'ja'])(
  'a picture in %s is a PNG of the size that is promised, whatever it shows',
  async (locale) => {
    const picture: Picture = {
      ...{ locale, direction: locale === 'ar' ? 'rtl' : 'ltr', title: 'A title', foot: 'As of a day' },
      figures: [{ value: '1,234', label: 'people' }],
    } as const;
    const plain = await drawPicture(picture);
    expect(Buffer.from(plain.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const { width, height } = await loadImage(Buffer.from(plain));
    expect({ width, height }).toEqual(pictureSize);
    // What stands on it is drawn: another figure is another picture.
    const other = await drawPicture({ ...picture, figures: [{ value: '1,235', label: 'people' }] });
    expect(Buffer.from(other).equals(Buffer.from(plain))).toBe(false);
  },
);

test('case 89: names that servers wrote draw a picture or none of their own, and never fail', async () => {
  const names = [...xssPayloads(), ...naughtyStrings()].flatMap((text) => drawableText(text) ?? []);
  expect(names.length).toBeGreaterThan(5);
  for (const title of names.slice(0, 20)) {
    const png = await drawPicture({
      locale: 'en',
      direction: 'ltr',
      title,
      subtitle: title,
      figures: [],
      foot: '',
    });
    expect(png.length).toBeGreaterThan(1_000);
  }
});
