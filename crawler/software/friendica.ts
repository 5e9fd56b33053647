import type { NodeInfo } from '../nodeinfo/nodeinfo.ts';
import type { About, Ask, SoftwareAdapter } from './adapter.ts';
import { objectOf, unreadRules } from './answers.ts';
import { parseInstanceV1, parseInstanceV2, parseRules } from './mastodon-instance.ts';
import { aboutFromNodeInfo, withFallback } from './nodeinfo-only.ts';
import { wishIn } from './opt-out-flags.ts';
import { readMastodonPeers } from './peers.ts';

/**
 * Friendica: Mastodon's instance documents (version 2 since 2023), whose rules are the lines of the terms when those
 * are shown, and none otherwise. Its peers may carry a port or a path (`host:8443`, `host/friendica`), which makes them
 * no host of ours. Whether the site is closed to the public stands in the configuration that it shows as GNU social does, and
 * is asked first. Source: src/Module/Api/Mastodon/Instance*, System::getRules.
 */
export const friendica: SoftwareAdapter = {
  family: 'friendica',
  readAbout,
  readPeers: readMastodonPeers,
};

const configPath = '/api/statusnet/config.json';

async function readAbout(ask: Ask, nodeInfo: NodeInfo): Promise<About> {
  const fallback = aboutFromNodeInfo(nodeInfo);
  const config = objectOf(await ask(configPath));
  const wished = wishIn(nodeInfo, configPath, config);
  return wished.wish === undefined ? readInstance(ask, fallback) : { ...fallback, ...wished };
}

async function readInstance(ask: Ask, fallback: About): Promise<About> {
  const second = await ask('/api/v2/instance');
  const current = objectOf(second);
  if (current !== undefined) return withFallback(parseInstanceV2(current), fallback);
  if (second.kind === 'failed') return { ...fallback, rules: unreadRules(second) };
  const first = await ask('/api/v1/instance');
  const older = objectOf(first);
  if (older === undefined) return { ...fallback, rules: unreadRules(first) };
  const about = withFallback(parseInstanceV1(older), fallback);
  return about.rules.kind === 'read' ? about : { ...about, rules: await readRules(ask) };
}

/** Older releases keep the rules out of version 1, in a document of their own. */
async function readRules(ask: Ask): Promise<About['rules']> {
  const answer = await ask('/api/v1/instance/rules');
  return answer.kind === 'json' ? parseRules(answer.value) : unreadRules(answer);
}
