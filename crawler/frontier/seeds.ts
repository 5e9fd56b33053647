import { type HostName, type HostNameRefusal, parseHostName } from '../../db/model/host-name.ts';

/**
 * Where a census without `--seed` begins: servers that are old, large, of different families and kept by different
 * people, so that no single one decides what is found.
 */
export const defaultSeeds: readonly string[] = [
  'mastodon.social',
  'mastodon.online',
  'fosstodon.org',
  'mstdn.jp',
  'chaos.social',
  'mamot.fr',
  'infosec.exchange',
  'hachyderm.io',
  'mas.to',
  'social.coop',
];

/** A line of a seeds file, or an option, that names no host. */
export interface RefusedSeed {
  readonly text: string;
  readonly reason: HostNameRefusal;
}

/**
 * Reads seeds: one host a line in a file's text (empty lines and `#` comments are skipped), or the values of `--seed`.
 * Doubles count once; what is no host name is reported, never guessed at.
 */
export function readSeeds(lines: readonly string[]): {
  readonly hosts: readonly HostName[];
  readonly refused: readonly RefusedSeed[];
} {
  const hosts = new Set<HostName>();
  const refused: RefusedSeed[] = [];
  for (const line of lines) {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') continue;
    const parsed = parseHostName(text);
    if (parsed.ok) hosts.add(parsed.value);
    else refused.push({ text, reason: parsed.reason });
  }
  return { hosts: [...hosts], refused };
}
