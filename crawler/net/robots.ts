import type { Robots, RobotsRule } from '../../db/model/robots.ts';
import { productToken } from './product-token.ts';

/** RFC 9309, section 2.5, asks for at least 500 KiB. */
export const maxRobotsBytes = 512 * 1024;
/** A pattern beyond this matches no path that we ask for. */
const maxPatternLength = 2048;
const maxCrawlDelaySeconds = 86_400;

/** No rule: everything is allowed. */
export const allowAll: Robots = { rules: [], crawlDelaySeconds: null };

/**
 * Spellings of "disallow" found in the wild; Google's parser forgives most of them, and a misspelt wish is a wish.
 */
const directives: ReadonlyMap<string, 'user-agent' | 'allow' | 'disallow' | 'crawl-delay'> = new Map([
  ['user-agent', 'user-agent'],
  ['useragent', 'user-agent'],
  ['user agent', 'user-agent'],
  ['allow', 'allow'],
  ['disallow', 'disallow'],
  ['dissallow', 'disallow'],
  ['dissalow', 'disallow'],
  ['disalow', 'disallow'],
  ['diasllow', 'disallow'],
  ['disallaw', 'disallow'],
  ['desallow', 'disallow'],
  ['crawl-delay', 'crawl-delay'],
  ['crawldelay', 'crawl-delay'],
]);

/** Rules for one kind of reader: those that name us, or those for everybody. */
interface Collected {
  isNamed: boolean;
  readonly rules: RobotsRule[];
  crawlDelaySeconds: number | null;
}

/**
 * Reads a robots.txt as RFC 9309 says: groups that name the same crawler are merged, a group that names us silences
 * the one for `*`, and what is neither a rule nor a user agent ends no group. `Crawl-delay`, which the RFC does not
 * know, belongs to the user agents named so far in its group.
 *
 * @param token the product token to look for, case-insensitive.
 */
export function parseRobots(text: string, token: string = productToken): Robots {
  const own: Collected = { isNamed: false, rules: [], crawlDelaySeconds: null };
  const everybody: Collected = { isNamed: false, rules: [], crawlDelaySeconds: null };
  const wanted = token.toLowerCase();
  let current: readonly Collected[] = [];
  let isReadingAgents = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const record = readRecord(line);
    if (record === null) continue;
    const [directive, value] = record;
    if (directive === 'user-agent') {
      const named = agentsNamed(value, wanted, own, everybody);
      for (const each of named) each.isNamed = true;
      current = isReadingAgents ? [...current, ...named] : named;
      isReadingAgents = true;
    } else if (directive === 'crawl-delay') {
      for (const each of current) each.crawlDelaySeconds = longer(each.crawlDelaySeconds, readDelay(value));
    } else {
      isReadingAgents = false;
      const pattern = normalise(value);
      if (pattern === '' || pattern.length > maxPatternLength) continue;
      for (const each of current) each.rules.push({ isAllow: directive === 'allow', pattern });
    }
  }
  const { rules, crawlDelaySeconds } = own.isNamed ? own : everybody;
  return { rules, crawlDelaySeconds };
}

/** Splits a line at its colon, or, as some write it, at its only gap; null for what is no record that we know. */
function readRecord(line: string) {
  const bare = (line.split('#', 1)[0] ?? '').trim();
  const colon = bare.indexOf(':');
  const words = colon === -1 ? bare.split(/[\t ]+/) : [];
  if (colon === -1 && words.length !== 2) return null;
  const name = colon === -1 ? (words[0] ?? '') : bare.slice(0, colon);
  const value = colon === -1 ? (words[1] ?? '') : bare.slice(colon + 1);
  const directive = directives.get(name.trim().toLowerCase());
  return directive === undefined ? null : ([directive, value.trim()] as const);
}

/** `*` must stand alone; of a longer value only the leading product token counts (`Foo/1.0 bar` names `Foo`). */
function agentsNamed(value: string, wanted: string, own: Collected, everybody: Collected): Collected[] {
  if (/^\*(\s|$)/.test(value)) return [everybody];
  const named = /^[a-z_-]+/i.exec(value)?.[0].toLowerCase();
  return named === wanted ? [own] : [];
}

function readDelay(value: string): number | null {
  if (!/^\d+(\.\d+)?$/.test(value)) return null;
  return Math.min(Number(value), maxCrawlDelaySeconds);
}

function longer(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

/**
 * Percent-encodes what is not ASCII and writes the encoding in capitals (RFC 9309, section 2.2.2). Control characters,
 * which no path holds unencoded, are encoded too: a pattern is then text that may be kept anywhere.
 */
function normalise(path: string): string {
  return path
    .toWellFormed()
    .replace(/(?:[^\p{ASCII}]|\p{Cc})+/gu, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
}
