import { getTranslations } from 'next-intl/server';
import { languageAttribute } from '../../i18n/language-name.ts';
import { markWords } from './mark-words.ts';
import { MarkedText } from './marked-text.tsx';
import { splitText } from './split-text.ts';

interface Props {
  readonly text: string;
  /** BCP 47 tag; null when it is not known. */
  readonly language: string | null;
  /** Longer texts, in UTF-16 code units, are folded after their beginning. */
  readonly maxLength: number;
  /** Words that were looked for, which are marked. When only the rest has them, it stands open. @default none */
  readonly words?: readonly string[];
}

// Its margin has it begin at its own side where the page begins at the other.
const textClass = 'me-auto max-w-prose text-start whitespace-pre-line [overflow-wrap:anywhere]';

/** Somebody else's running text: short ones whole, of long ones the beginning, with the rest in a fold. */
export async function FoldedText({ text, language, maxLength, words = [] }: Props) {
  const t = await getTranslations('rules');
  const { beginning, rest } = splitText(text, maxLength);
  const lang = languageAttribute(language);
  const hasWords = (piece: string) => markWords(piece, words).some(({ isMarked }) => isMarked);
  return (
    <>
      <p dir="auto" lang={lang} className={textClass}>
        <MarkedText text={beginning.trimEnd()} words={words} />
      </p>
      {rest !== '' && (
        <details className="mt-3" open={hasWords(rest) && !hasWords(beginning)}>
          <summary className="min-h-9 py-1.5 font-semibold hover:underline">
            {t('readOn', { count: rest.length })}
          </summary>
          <p dir="auto" lang={lang} className={`mt-2 ${textClass}`}>
            <MarkedText text={rest.trim()} words={words} />
          </p>
        </details>
      )}
    </>
  );
}
