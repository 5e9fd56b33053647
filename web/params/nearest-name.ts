/** Names longer than this are not compared: the distance costs length times length. */
const maxLength = 64;

/**
 * The known name that a mistyped one most likely stands for: at most a third of its letters differ
 * (Damerau-Levenshtein with adjacent swaps), or one begins with the other. Undefined when none is near.
 */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  if (typed.length > maxLength) return undefined;
  const wanted = typed.toLowerCase().replaceAll('-', '_');
  const ranked = known
    .map((name) => ({ name, edits: distance(wanted, name) }))
    .sort((left, right) => left.edits - right.edits);
  const best = ranked[0];
  if (best !== undefined && best.edits <= Math.max(1, Math.floor(best.name.length / 3))) return best.name;
  if (wanted.length < 3) return undefined;
  return known.find((name) => name.startsWith(wanted) || (name.length >= 3 && wanted.startsWith(name)));
}

/** What counts as near. */
export interface Nearness {
  /** Letters that may differ. */
  readonly mostEdits: number;
  readonly limit: number;
}

/** The known names in which at most so many letters differ, the nearest first; among equals in the order of the list. */
export function nearestNames(
  typed: string,
  known: readonly string[],
  { mostEdits, limit }: Nearness,
): readonly string[] {
  if (typed.length > maxLength) return [];
  return known
    .filter(({ length }) => Math.abs(length - typed.length) <= mostEdits)
    .map((name) => ({ name, edits: distance(typed, name, mostEdits) }))
    .filter(({ edits }) => edits <= mostEdits)
    .sort((left, right) => left.edits - right.edits)
    .slice(0, limit)
    .map(({ name }) => name);
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
 *
 * @param most a greater distance is not reckoned to its end, and is infinite.
 */
function distance(left: string, right: string, most = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  let leastOfLast = 0;
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edits = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
      current[column] = edits;
      if (edits < least) least = edits;
    }
    // A swap looks back two rows: when both have nothing small enough, no row after them has.
    if (least > most && leastOfLast > most) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = current;
    leastOfLast = least;
  }
  return at(last, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
