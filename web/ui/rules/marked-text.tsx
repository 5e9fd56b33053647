import { Fragment } from 'react';
import { markWords } from './mark-words.ts';

/** A text with the words that were looked for marked. */
export function MarkedText({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const pieces = markWords(text, words);
  return pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and never move.
    <Fragment key={index}>
      {piece.isMarked ? (
        <mark className="bg-count-fill/20 text-inherit underline decoration-count-fill decoration-2">
          {piece.text}
        </mark>
      ) : (
        piece.text
      )}
    </Fragment>
  ));
}
