import { eld } from 'eld/extrasmall';

/** Text that is looked at, in UTF-16 code units; the detector itself reads no more than 1,000 of it. */
const maxLength = 4_000;
/** Fewer letters than this say too little in a script that many languages share. */
const minLetters = 15;
/**
 * In a text of the Latin script with fewer letters than this the best score (0 to 1) must exceed the next by the margin;
 * for longer ones and other scripts the detector's own margin of 0.01 is enough.
 */
const shortLetters = 60;
const shortMargin = 0.06;
/** Of each rule, when all rules of a server are read as one text: every rule is to be heard. */
const maxRuleShare = 200;

/** Scripts that in the fediverse are written by one language each, so that a single word tells. */
const scriptLanguages: readonly (readonly [script: RegExp, language: string])[] = [
  [/\p{Script=Hangul}/gu, 'ko'],
  // Japanese is the only language that mixes kana with Han characters; those alone may be Chinese too.
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Greek}/gu, 'el'],
];

/**
 * The language of a text as a canonical BCP 47 primary tag (`en`, `fil`); null when it is too short to tell, or when two
 * languages are about as likely. Links, addresses, hashtags and emoji are left out of account. Pure and bounded;
 * the model is that of the package `eld` in its smallest size (60 languages). Indonesian is told as `ms`, which it
 * resembles too closely.
 */
export function detectLanguage(text: string): string | null {
  const plain = plainWords(text);
  const letters = countOf(plain, /\p{L}/gu);
  const ofScript = languageOfScript(plain, letters);
  if (ofScript !== null) return ofScript;
  const isLatin = /\p{Script=Latin}/u.test(plain);
  if (letters < (isLatin ? minLetters : minLetters / 3)) return null;
  const result = eld.detect(plain);
  if (!result.isReliable()) return null;
  const [best = 0, next = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
  if (isLatin && letters < shortLetters && best - next < shortMargin) return null;
  return Intl.getCanonicalLocales(result.language)[0] ?? null;
}

/**
 * The language of each rule of a server, in the order given: that of the rule's own text when it can be told, else that
 * of all rules together, else the one that the server states, when it states exactly one; else null.
 *
 * @param stated the languages that the server says it uses, as BCP 47 tags; null when it does not say.
 */
export function languageOfRules(
  texts: readonly string[],
  stated: readonly string[] | null,
): readonly (string | null)[] {
  const together = detectLanguage(texts.map((text) => text.slice(0, maxRuleShare)).join('\n'));
  const fallback = together ?? onlyLanguage(stated);
  return texts.map((text) => detectLanguage(text) ?? fallback);
}

function onlyLanguage(stated: readonly string[] | null): string | null {
  const [tag] = stated ?? [];
  if (tag === undefined || stated?.length !== 1) return null;
  try {
    return new Intl.Locale(tag).language;
  } catch (error) {
    // Servers state what they like; only well-formed tags are taken.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function plainWords(text: string): string {
  return text
    .slice(0, maxLength)
    .toWellFormed()
    .replace(/https?:\/\/\S+/giu, ' ')
    .replace(/\S{0,200}@\S{1,200}/gu, ' ')
    .replace(/[#＃]\S+/gu, ' ')
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, ' ')
    .trim();
}

function languageOfScript(text: string, letters: number): string | null {
  for (const [script, language] of scriptLanguages) {
    const share = countOf(text, script) / letters;
    // Kana and Han characters stand side by side in Japanese: a third of kana is much.
    if (letters > 0 && share > (language === 'ja' ? 0.2 : 0.5)) return language;
  }
  return null;
}

const countOf = (text: string, expression: RegExp) => text.match(expression)?.length ?? 0;
