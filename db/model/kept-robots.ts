import type { Robots, RobotsRule } from './robots.ts';

/** A robots.txt of which more than this concerns us is read anew at every visit. Bytes of JSON. */
export const maxKeptBytes = 16 * 1024;

/** Patterns beyond this are not kept: they match no path that we ask for. */
const maxPatternLength = 2048;

/** The form in which {@link Robots} are kept between visits; plain JSON. */
interface KeptForm {
  readonly rules: readonly (readonly ['allow' | 'disallow', string])[];
  readonly crawl_delay_seconds: number | null;
}

/** What of a robots.txt is kept for later visits; null when it is too much. */
export function keepableRobots({ rules, crawlDelaySeconds }: Robots): KeptForm | null {
  // A rule takes more than 16 bytes: no need to write out half a megabyte to see that it is too much.
  if (rules.length > maxKeptBytes / 16) return null;
  const kept: KeptForm = {
    rules: rules.map(({ isAllow, pattern }) => [isAllow ? 'allow' : 'disallow', pattern]),
    crawl_delay_seconds: crawlDelaySeconds,
  };
  return Buffer.byteLength(JSON.stringify(kept)) <= maxKeptBytes ? kept : null;
}

/** Reads what {@link keepableRobots} wrote; null for anything else, of which an older release may have been the writer. */
export function parseKeptRobots(raw: unknown): Robots | null {
  if (typeof raw !== 'object' || raw === null || !('rules' in raw) || !('crawl_delay_seconds' in raw))
    return null;
  const { rules, crawl_delay_seconds: crawlDelaySeconds } = raw;
  if (!Array.isArray(rules) || rules.length > maxKeptBytes / 16) return null;
  if (!(crawlDelaySeconds === null || typeof crawlDelaySeconds === 'number')) return null;
  const read = rules.map(parseRule);
  return read.some((rule) => rule === null)
    ? null
    : { rules: read.filter((rule) => rule !== null), crawlDelaySeconds };
}

function parseRule(raw: unknown): RobotsRule | null {
  if (!Array.isArray(raw)) return null;
  const [kind, pattern] = raw as readonly unknown[];
  const isKnown = kind === 'allow' || kind === 'disallow';
  return isKnown && typeof pattern === 'string' && pattern.length <= maxPatternLength
    ? { isAllow: kind === 'allow', pattern }
    : null;
}
