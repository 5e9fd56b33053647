import { expect, test } from 'vitest';
import { isNoindex } from '../../../crawler/net/x-robots-tag.ts';
import { parseDiscovery } from '../../../crawler/nodeinfo/discovery.ts';
import { type NodeInfo, parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { parseNodeInfo2 } from '../../../crawler/nodeinfo/nodeinfo2.ts';
import type { Answer, Ask } from '../../../crawler/software/adapter.ts';
import { interpretFigures } from '../../../crawler/software/quirks.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { parseHostName } from '../../../db/model/host-name.ts';
import type { InstanceState, ReportedFigures, SimulatedRule } from '../../fediverse/instance-state.ts';
import { createPopulation } from '../../fediverse/population.ts';
import { crawlDelayOf, permits } from '../../fediverse/robots-file.ts';
import type { Family } from '../../fediverse/software/family.ts';
import { familyOf } from '../../fediverse/software/table.ts';

/**
 * Adapters against the simulated servers, without network: each must find what its server states. What a visit does
 * around it (limits, TLS, permission) is tested by whole crawls. GoToSocial and snac are not here: they let nothing of
 * this be asked.
 */
const software = [
  ...['mastodon', 'hometown', 'kmyblue', 'fedibird', 'pleroma', 'akkoma', 'rebased'],
  ...['bookwyrm', 'takahe', 'mitra', 'hollo', 'smithereen', 'writefreely', 'wordpress', 'ghost'],
  ...['castopod', 'owncast', 'nodebb', 'aoderelay', 'microblogpub', 'plume', 'bonfire', 'wafrn'],
  ...['emissary', 'forgejo'],
];
const maxCrawlDelaySeconds = 10;
const softwareShares = Object.fromEntries(software.map((name) => [name, 1]));
const population = createPopulation({ hosts: 900, faults: 'none', softwareShares });
const day = population.settings.firstDay;
const peers = ['first.social', 'second.social', '127.0.0.1', 'third.social'];

/** What a polite visit is answered. */
function askOf(family: Family, state: InstanceState): Ask {
  return async (path, { post } = {}): Promise<Answer> => {
    const url = new URL(path, `https://${state.host.host}`);
    if (!permits(family.robots(state), url.pathname)) return { kind: 'forbidden' };
    const method = post === undefined ? 'GET' : 'POST';
    const surroundings = { method, query: url.searchParams, body: post, peers: () => peers } as const;
    const answer = family.answer(url.pathname, state, surroundings) ?? family.notFound(url.pathname);
    const headers = Object.entries(answer.headers ?? {}).map(([header, value]) => [header, [value]] as const);
    if (isNoindex(new Map(headers))) return { kind: 'forbidden' };
    if (answer.status !== 200) return { kind: 'status', status: answer.status };
    return answer.contentType?.includes('json')
      ? { kind: 'json', value: JSON.parse(answer.body) }
      : { kind: 'unusable', reason: 'bad-json' };
  };
}

async function nodeInfoOf(family: Family, state: InstanceState) {
  const ask = askOf(family, state);
  const document = async (path: string) => {
    const answer = await ask(path);
    return answer.kind === 'json' ? answer.value : undefined;
  };
  const link = parseDiscovery(await document('/.well-known/nodeinfo'), state.host.host);
  const reading = link.ok
    ? parseNodeInfo(await document(link.value.url.pathname))
    : parseNodeInfo2(await document('/.well-known/x-nodeinfo2'), state.host.host);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.value;
}

/** What a census makes of the figures, in the simulator's words. */
function figuresOf(nodeInfo: NodeInfo): ReportedFigures {
  const { figures } = interpretFigures(nodeInfo);
  return {
    usersTotal: figures.users_total.value,
    usersActiveMonth: figures.users_active_month.value,
    usersActiveHalfYear: figures.users_active_half_year.value,
    localPosts: figures.local_posts.value,
    localComments: figures.local_comments.value,
  };
}

const wordsOf = (rule: Pick<SimulatedRule, 'text'> & { readonly hint: string | null }) => [
  rule.text,
  rule.hint || null,
];

test.for(software)('%s: the adapter finds in a simulated server what it states', async (name) => {
  const family = familyOf(name);
  const states = population.hosts
    .filter((host) => host.software === name && host.bornOn <= day)
    .map((host) => population.stateOf(host, day))
    .filter((state) => family.nodeInfoPaths.every((path) => permits(family.robots(state), path)))
    .filter((state) => crawlDelayOf(family.robots(state)) <= maxCrawlDelaySeconds);
  expect(states.length).toBeGreaterThan(0);
  for (const state of states) {
    const nodeInfo = await nodeInfoOf(family, state);
    expect(nodeInfo.software).toBe(name);
    const adapter = adapterOf(nodeInfo.software);
    const about = await adapter.readAbout(askOf(family, state), nodeInfo);
    const stated = family.stated(state);
    expect(
      {
        title: about.name,
        description: about.description,
        languages: about.languages,
        registrations: about.registrations,
        rules: about.rules.kind === 'read' ? about.rules.rules.map(wordsOf) : null,
      },
      state.host.host,
    ).toEqual({ ...stated, rules: stated.rules?.map(wordsOf) ?? null });
    expect(figuresOf(nodeInfo), state.host.host).toEqual(family.reported(state));
    const named = parseHostName(state.host.host);
    if (about.accountDomain !== null) expect(about.accountDomain).toBe(named.ok ? named.value : null);
    const request = { nodeInfo, from: null, maxRequests: 3 };
    const reading = await adapter.readPeers(askOf(family, state), request);
    expect(reading.kind === 'read' ? reading.length : null, state.host.host).toBe(
      family.peerPolicy(state) === 'published' ? peers.length : null,
    );
  }
});
