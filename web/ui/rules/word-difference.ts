import { diffArrays } from 'diff';

/** A piece of a text beside another version of it. `left-out`: a stretch that is the same in both and is not shown. */
export interface TextPart {
  readonly kind: 'same' | 'added' | 'removed' | 'left-out';
  /** Empty when it is left out. */
  readonly text: string;
}

/** Longer texts, in UTF-16 code units, are not compared word by word. */
export const maxComparedLength = 5_000;
/** Texts that differ in more words than this are two texts; comparing them would cost more than it tells. */
const maxEdits = 200;
/** Words and what stands between them, in every script: Japanese and Thai have no blanks to go by. */
const words = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * What is the same in two wordings, what was added and what was removed, in the order of reading. Blanks between two
 * changed words belong to the change, so that a replaced phrase is one removal and one addition. Pure.
 *
 * @returns null when the texts are too long, or differ too much, to be read side by side.
 */
export function wordDifference(before: string, after: string): readonly TextPart[] | null {
  if (before.length > maxComparedLength || after.length > maxComparedLength) return null;
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: maxEdits });
  if (found === undefined) return null;
  const parts: TextPart[] = [];
  let removed = '';
  let added = '';
  const flush = (): string => {
    // A blank at the end of both is no change; it begins what is the same.
    const blank = removed === '' || added === '' ? '' : sharedBlankAtEnd(removed, added);
    removed = removed.slice(0, removed.length - blank.length);
    added = added.slice(0, added.length - blank.length);
    if (removed !== '') parts.push({ kind: 'removed', text: removed });
    if (added !== '') parts.push({ kind: 'added', text: added });
    removed = '';
    added = '';
    return blank;
  };
  found.forEach((change, index) => {
    const text = change.value.join('');
    if (change.removed) removed += text;
    else if (change.added) added += text;
    else if (text.trim() === '' && removed + added !== '' && index < found.length - 1) {
      removed += text;
      added += text;
    } else {
      parts.push({ kind: 'same', text: flush() + text });
    }
  });
  const blank = flush();
  return blank === '' ? parts : [...parts, { kind: 'same', text: blank }];
}

function sharedBlankAtEnd(one: string, other: string): string {
  const blankOf = (text: string) => text.slice(text.trimEnd().length);
  return blankOf(one) === blankOf(other) ? blankOf(one) : '';
}

function wordsOf(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

/** As much of what is the same stands on either side of a change, in UTF-16 code units. */
const shownBeside = 120;
/** Leaving out less than this would save nothing. */
const worthLeavingOut = 60;

/** Leaves out long stretches that are the same in both, so that the change of a long text can be found. Pure. */
export function abridged(parts: readonly TextPart[]): readonly TextPart[] {
  return parts.flatMap((part, index): readonly TextPart[] => {
    if (part.kind !== 'same') return [part];
    const head = index === 0 ? '' : firstWords(part.text);
    const tail = index === parts.length - 1 ? '' : lastWords(part.text);
    if (part.text.length - head.length - tail.length < worthLeavingOut) return [part];
    const same = (text: string) => (text === '' ? [] : [{ kind: 'same', text } as const]);
    return [...same(head), { kind: 'left-out', text: '' }, ...same(tail)];
  });
}

function firstWords(text: string): string {
  const all = wordsOf(text.slice(0, shownBeside * 2));
  let shown = '';
  for (const word of all) {
    if (shown.length + word.length > shownBeside) break;
    shown += word;
  }
  return shown.trimEnd();
}

function lastWords(text: string): string {
  const all = wordsOf(text.slice(-shownBeside * 2));
  let shown = '';
  for (const word of all.slice(1).reverse()) {
    if (shown.length + word.length > shownBeside) break;
    shown = word + shown;
  }
  // A stretch does not begin with the comma that ends what is left out.
  return shown.replace(/^[\s\p{Po}]+/u, '');
}
