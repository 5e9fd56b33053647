import { parseDiscovery } from '../../crawler/nodeinfo/discovery.ts';
import type { NodeInfo } from '../../crawler/nodeinfo/nodeinfo.ts';
import type { Answer, Ask } from '../../crawler/software/adapter.ts';
import type { UtcDay } from '../../db/model/utc-day.ts';
import type { InstanceState } from '../fediverse/instance-state.ts';
import { listPeers } from '../fediverse/peers.ts';
import type { Population } from '../fediverse/population.ts';
import { permits } from '../fediverse/robots-file.ts';
import { familyOf } from '../fediverse/software/table.ts';
import { nodeInfoOf } from './answering.ts';

/** Requests that robots.txt, discovery and NodeInfo leave to a visit. */
const requestsOfAdapter = 5;

/** One simulated server, asked without a network as a visit asks it. */
export interface SimulatedServer {
  readonly nodeInfo: NodeInfo;
  readonly peers: readonly unknown[];
  /** A new visit: what its robots.txt forbids is not asked for, and five requests are left. */
  visit(): { readonly ask: Ask; readonly requestsLeft: () => number };
  /** The document at an address, query included. */
  document(address: string, post?: unknown): unknown;
}

/** A server of a population on a day. */
export function askSimulated(population: Population, state: InstanceState, day: UtcDay): SimulatedServer {
  const family = familyOf(state.host.software);
  const robots = family.robots(state);
  const peers = listPeers(population, state.host, day);
  const answerAt = (address: string, post?: unknown) => {
    const [path = '/', query = ''] = address.split('?');
    const isPost = post !== undefined;
    if (isPost && family.postPaths?.includes(path) !== true) return null;
    const method = isPost ? 'POST' : 'GET';
    const asked = { method, query: new URLSearchParams(query), body: post, peers: () => peers } as const;
    return family.answer(path, state, asked) ?? family.notFound(path);
  };
  const document = (address: string, post?: unknown) =>
    JSON.parse(answerAt(address, post)?.body ?? '') as unknown;

  function visit() {
    let left = requestsOfAdapter;
    const ask: Ask = async (address, { post } = {}): Promise<Answer> => {
      if (!permits(robots, address.split('?')[0] ?? '/')) return { kind: 'forbidden' };
      if (left === 0) return { kind: 'failed', reason: 'no request left' };
      left -= 1;
      const answer = answerAt(address, post);
      if (answer === null) return { kind: 'status', status: 405 };
      if (answer.status !== 200) return { kind: 'status', status: answer.status };
      const isJson = answer.contentType?.startsWith('application/json') === true;
      return isJson
        ? { kind: 'json', value: JSON.parse(answer.body) }
        : { kind: 'unusable', reason: 'bad-json' };
    };
    return { ask, requestsLeft: () => left };
  }

  const link = parseDiscovery(document('/.well-known/nodeinfo'), state.host.host);
  if (!link.ok) throw new Error(`${state.host.host} does not say where its NodeInfo is: ${link.reason}`);
  const nodeInfo = nodeInfoOf(document(link.value.url.pathname) as Record<string, unknown>);
  return { nodeInfo, peers, visit, document };
}
