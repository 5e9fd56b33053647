import type { Rule, RuleDocument } from '../../db/model/rules.ts';
import { cleanLine, cleanText, textLimits } from '../../db/model/text.ts';
import { plainText } from './plain-text.ts';

/** More rules than this are no rules for people; the rest is cut. */
export const maxRules = 500;

/** A foreign text on one line; null when it is no string or nothing readable is left. */
export function lineOf(raw: unknown, maxLength: number): string | null {
  return typeof raw === 'string' ? cleanLine(raw, maxLength) : null;
}

/** A foreign text with its line breaks, as written; null when it is no string or nothing readable is left. */
export function blockOf(raw: unknown, maxLength: number): string | null {
  return typeof raw === 'string' ? cleanText(raw, maxLength) : null;
}

/** A foreign text that may be HTML, as plain text; null when it is no string or nothing readable is left. */
export function plainOf(raw: unknown, maxLength: number): string | null {
  return typeof raw === 'string' ? plainText(raw, maxLength) : null;
}

/** The first of several texts that says something. */
export function firstOf(...texts: readonly (string | null)[]): string | null {
  return texts.find((text) => text !== null) ?? null;
}

/** One rule of a list that has nothing but a text; empty when it has none. */
export function ruleOfText(text: string | null): Rule[] {
  return text === null ? [] : [{ text, hint: null, language: null, translations: {}, document: null }];
}

/**
 * A document that stands for rules; empty when there is none. Markdown stays as it is written: read as HTML it would
 * lose its `<https://…>` links. HTML becomes plain text with its line breaks.
 */
export function ruleOfDocument(document: RuleDocument, raw: unknown, format: 'markdown' | 'html'): Rule[] {
  const read = format === 'html' ? plainOf : blockOf;
  const text = read(raw, textLimits.document);
  return text === null ? [] : [{ text, hint: null, language: null, translations: {}, document }];
}
