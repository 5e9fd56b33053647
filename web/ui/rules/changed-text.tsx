import { getLocale, getTranslations } from 'next-intl/server';
import { languageAttribute } from '../../i18n/language-name.ts';
import { localeDetails } from '../../i18n/locales.ts';
import { FoldedText } from './folded-text.tsx';
import type { TextPart } from './word-difference.ts';

interface Props {
  readonly before: string;
  readonly after: string;
  /** The two compared; null: they are shown one after the other. */
  readonly parts: readonly TextPart[] | null;
  readonly language: string | null;
}

/** Longer texts, in UTF-16 code units, are folded after their beginning. */
const longText = 600;

/** Two wordings of one text: what was struck out and what was put in, or one after the other. */
export async function ChangedText({ before, after, parts, language }: Props) {
  const t = await getTranslations('rules.changes');
  if (parts === null)
    return (
      <dl className="grid gap-3">
        {(['before', 'after'] as const).map((side) => (
          <div key={side}>
            <dt className="text-small text-muted">{t(side)}</dt>
            <dd>
              <FoldedText
                text={side === 'before' ? before : after}
                language={language}
                maxLength={longText}
              />
            </dd>
          </div>
        ))}
      </dl>
    );
  return (
    <p
      dir="auto"
      lang={languageAttribute(language)}
      className="me-auto max-w-prose text-start whitespace-pre-line [overflow-wrap:anywhere]"
    >
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place.
        <Part key={index} part={part} />
      ))}
    </p>
  );
}

async function Part({ part: { kind, text } }: { readonly part: TextPart }) {
  const t = await getTranslations('rules.changes');
  if (kind === 'same') return text;
  if (kind === 'left-out')
    return (
      <>
        <span aria-hidden="true" className="text-muted">
          {' […] '}
        </span>
        <Spoken text={t('leftOut')} />
      </>
    );
  // Blanks at the edges are neither struck through nor underlined, unless they are all there is.
  const [, before = '', words = text, after = ''] = /^(\s*)(.*\S)(\s*)$/s.exec(text) ?? [];
  return (
    <>
      {before}
      {kind === 'removed' ? (
        <del className="text-muted decoration-2">
          <Spoken text={t('removedWords')} />
          {words}
        </del>
      ) : (
        <ins className="bg-surface font-bold decoration-ink decoration-2 underline-offset-4">
          <Spoken text={t('addedWords')} />
          {words}
        </ins>
      )}
      {after}
    </>
  );
}

/** For those who cannot see how the words are set; with a direction of its own, so that it does not decide the text's. */
async function Spoken({ text }: { readonly text: string }) {
  const locale = await getLocale();
  return (
    <span lang={locale} dir={localeDetails[locale].direction} className="sr-only">
      {` ${text} `}
    </span>
  );
}
