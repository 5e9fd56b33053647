const letters = 'abcdefghijklmnopqrstuvwxyz';
const length = 16;

/**
 * A label that nobody has: sixteen random letters. Below a domain that answers to it, every name answers.
 *
 * @param random yields numbers in [0, 1).
 */
export function inventLabel(random: () => number): string {
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}
