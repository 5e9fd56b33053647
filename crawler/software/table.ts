import type { SoftwareAdapter } from './adapter.ts';
import { mastodon } from './mastodon.ts';
import { nodeInfoOnly } from './nodeinfo-only.ts';

/**
 * Which adapter reads which software, by the name in its NodeInfo. A Map, so that a server calling itself
 * "constructor" finds nothing. What is not here is counted from NodeInfo alone.
 */
const adapters: ReadonlyMap<string, SoftwareAdapter> = new Map([
  ['mastodon', mastodon],
  ['hometown', mastodon],
  ['fedibird', mastodon],
  ['kmyblue', mastodon],
]);

/** The adapter of a software; never undefined. */
export function adapterOf(software: string): SoftwareAdapter {
  return adapters.get(software) ?? nodeInfoOnly;
}
