import type { HostName } from '../../db/model/host-name.ts';
import { parseTypedHost } from './typed-host.ts';

/** Servers that stand side by side at most; more are not read on any screen. */
export const mostCompared = 4;

/** Texts of an address that are looked at, and the length to which they are. */
const mostTexts = 12;
const maxTextLength = 300;

/** What the address of a comparison says. */
export interface CompareQuery {
  /** Each once, in the order of the address, at most {@link mostCompared}. */
  readonly hosts: readonly HostName[];
  /** Named twice. */
  readonly repeated: readonly HostName[];
  /** Beyond {@link mostCompared}. */
  readonly leftOut: readonly HostName[];
  /** What is no host name, as it was typed. */
  readonly bad: readonly string[];
}

/** Reads the address of a comparison. Total: every string gives servers and what was wrong. */
export function parseCompareParams(params: URLSearchParams): CompareQuery {
  // What is no name is looked for among the names that there are, and PostgreSQL takes no NUL in a text.
  const texts = params
    .getAll('server')
    .map((text) => text.replaceAll('\0', '\ufffd').trim().slice(0, maxTextLength));
  const known: HostName[] = [];
  const repeated = new Set<HostName>();
  const bad = new Set<string>();
  for (const text of texts.filter((each) => each !== '').slice(0, mostTexts)) {
    const parsed = parseTypedHost(text);
    if (!parsed.ok) bad.add(text);
    else if (known.includes(parsed.value)) repeated.add(parsed.value);
    else known.push(parsed.value);
  }
  return {
    hosts: known.slice(0, mostCompared),
    repeated: [...repeated],
    leftOut: known.slice(mostCompared),
    bad: [...bad],
  };
}

/** Path and query of a comparison, below the locale; of nobody: the page on which one begins. */
export function comparePath(domains: readonly string[]): string {
  const params = new URLSearchParams(domains.map((domain): [string, string] => ['server', domain]));
  return domains.length === 0 ? '/compare' : `/compare?${params}`;
}
