import type { InstanceState, SimulatedRule } from '../instance-state.ts';

/** Rules as software has them that knows neither hints nor translations. */
export function bareRules({ rules }: InstanceState): SimulatedRule[] {
  return rules.map(({ id, text }) => ({ id, text, hint: '', translations: {} }));
}

/** A document that stands for rules, as the truth has it; nothing for an empty one. */
export function documentRule(id: string, text: string): SimulatedRule[] {
  return text === '' ? [] : [{ id, text, hint: '', translations: {} }];
}

/** A page in Markdown: what the server says of itself, then its rules as a numbered list; empty when it says nothing. */
export function markdownPage(words: string, { rules }: InstanceState): string {
  const list = rules.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');
  return [words, list].filter((part) => part !== '').join('\n\n');
}

/** A text as HTML. */
export function asHtml(text: string, tag: 'p' | 'b'): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${tag}>${escaped}</${tag}>`;
}
