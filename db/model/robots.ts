/** One `Allow` or `Disallow` line that applies to us. */
export interface RobotsRule {
  readonly isAllow: boolean;
  /** Normalised path pattern: `*` stands for anything, a final `$` for the end. */
  readonly pattern: string;
}

/** What a robots.txt says to one crawler. Plain data: may be kept and compared. */
export interface Robots {
  readonly rules: readonly RobotsRule[];
  /** Seconds between requests that the file asks for, 0 to 86,400; null when it does not. */
  readonly crawlDelaySeconds: number | null;
}

/**
 * Whether a path may be asked for. The longest pattern that matches decides; `Allow` wins a tie; no match allows.
 * `/robots.txt` itself is always allowed.
 *
 * @param path path and query, percent-encoded, as it is sent; a fragment is no part of it.
 */
export function isAllowed(robots: Robots, path: string): boolean {
  if (path === '/robots.txt') return true;
  const asked = path.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
  let longest = -1;
  let verdict = true;
  for (const { isAllow, pattern } of robots.rules) {
    if (pattern.length < longest || (pattern.length === longest && !isAllow)) continue;
    if (!matches(pattern, asked)) continue;
    longest = pattern.length;
    verdict = isAllow;
  }
  return verdict;
}

/**
 * Matches piece by piece between the stars, each as far left as it will go: no backtracking, so a pattern full of
 * stars costs no more than its length times the path's.
 */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const pieces = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = pieces[0] ?? '';
  if (!path.startsWith(first)) return false;
  let position = first.length;
  const last = pieces.length - 1;
  if (last === 0) return !isAnchored || position === path.length;
  for (const piece of pieces.slice(1, isAnchored ? last : undefined)) {
    const found = path.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  const ending = pieces[last] ?? '';
  return !isAnchored || (path.endsWith(ending) && path.length - ending.length >= position);
}
