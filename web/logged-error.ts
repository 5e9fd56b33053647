/** Signs that would act on a terminal, or turn the line around: controls but line feeds, separators, marks of direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose.
const actingSigns = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A failure as the log of the site has it: where it happened, and what a message quotes of somebody else's texts as signs
 * that do nothing. Every line after the first is set in, so that none can pass for an entry of its own.
 */
export function loggedError(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const quiet = text.replace(actingSigns, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${quiet.split('\n').join('\n  ')}\n`;
}
