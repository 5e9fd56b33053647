import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';

/** Letters that look like those of English and are none: what still shows plain ones was not translated. */
const accented = new Map(
  Object.entries({
    ...{
      a: 'à',
      b: 'ƀ',
      c: 'ç',
      d: 'ð',
      e: 'é',
      f: 'ƒ',
      g: 'ĝ',
      h: 'ĥ',
      i: 'î',
      j: 'ĵ',
      k: 'ķ',
      l: 'ļ',
      m: 'ɱ',
    },
    ...{
      n: 'ñ',
      o: 'ö',
      p: 'þ',
      q: 'ǫ',
      r: 'ŕ',
      s: 'š',
      t: 'ţ',
      u: 'û',
      v: 'ṽ',
      w: 'ŵ',
      x: 'ẋ',
      y: 'ý',
      z: 'ž',
    },
  }),
);
/** How much longer than English other languages are at most, in running text (W3C, Text size in translation). */
const growth = 0.4;
/** Letters after which what lengthens a text begins a new word: one endless word would be wider than any language's. */
const addedWord = 8;

/** Messages as no language has them, under the same keys: see {@link pseudoMessage}. */
export function pseudoMessages<Messages extends object>(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, value]: [string, string | object]) => [
    key,
    typeof value === 'string' ? pseudoMessage(value) : pseudoMessages(value),
  ]);
  // Texts took the place of texts, so it is what it was.
  return Object.fromEntries(entries) as Messages;
}

/**
 * An ICU message with accented letters, lengthened by two fifths, in brackets; arguments, tags, plurals and formats
 * stay. Text that a page glues together shows several brackets, text that is no message shows none.
 *
 * @example pseudoMessage('Hello {name}') // '⟦Ĥéļļö {name}~~⟧', but for the capital
 */
export function pseudoMessage(text: string): string {
  const { elements, letters } = accentAll(parse(text));
  return `⟦${printAST(elements)}${filler(Math.ceil(letters * growth))}⟧`;
}

function filler(letters: number): string {
  const words = Array.from({ length: Math.floor(letters / addedWord) }, () => '~'.repeat(addedWord));
  return [...words, '~'.repeat(letters % addedWord)].join(' ').trimEnd();
}

interface Accented {
  readonly elements: MessageFormatElement[];
  /** Letters that were replaced, of the longest choice where there are several. */
  readonly letters: number;
}

function accentAll(elements: readonly MessageFormatElement[]): Accented {
  const parts = elements.map(accentOne);
  return {
    elements: parts.map(({ element }) => element),
    letters: parts.reduce((sum, { letters }) => sum + letters, 0),
  };
}

function accentOne(element: MessageFormatElement): {
  readonly element: MessageFormatElement;
  readonly letters: number;
} {
  if (element.type === TYPE.literal) {
    const value = [...element.value].map((letter) => accented.get(letter) ?? letter).join('');
    return { element: { ...element, value }, letters: element.value.length };
  }
  if (element.type === TYPE.tag) {
    const { elements, letters } = accentAll(element.children);
    return { element: { ...element, children: elements }, letters };
  }
  if (element.type === TYPE.plural || element.type === TYPE.select) {
    const options = Object.entries(element.options).map(
      ([name, option]) => [name, { option, inside: accentAll(option.value) }] as const,
    );
    return {
      element: {
        ...element,
        options: Object.fromEntries(
          options.map(([name, { option, inside }]) => [name, { ...option, value: inside.elements }]),
        ),
      } as typeof element,
      letters: Math.max(0, ...options.map(([, { inside }]) => inside.letters)),
    };
  }
  return { element, letters: 0 };
}
