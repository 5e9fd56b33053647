import { afterAll, expect, test } from 'vitest';
import { parseRobots } from '../../../crawler/net/robots.ts';
import { parseDiscovery } from '../../../crawler/nodeinfo/discovery.ts';
import { type NodeInfo, parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { parseNodeInfo2 } from '../../../crawler/nodeinfo/nodeinfo2.ts';
import type { Reading } from '../../../crawler/nodeinfo/reading.ts';
import type { Answer } from '../../../crawler/software/adapter.ts';
import { parseRules } from '../../../crawler/software/mastodon-instance.ts';
import { interpretFigures } from '../../../crawler/software/quirks.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { parseHostMeta } from '../../../crawler/visit/read-host-meta.ts';
import { isAllowed } from '../../../db/model/robots.ts';
import { answering, json, nodeInfoOf, status } from '../../support/answering.ts';
import { hasSharedData, listShared, readShared } from '../../support/shared-data.ts';

/**
 * Every recorded or documented answer: read, refused with which reason, or never asked for and why. The table is
 * printed after the tests.
 */
interface Result {
  readonly verdict: 'read' | 'refused' | 'not asked';
  readonly detail: string;
}
type Reader = (text: string, path: string) => Result | Promise<Result>;

const documents = hasSharedData
  ? listShared('fixtures')
      .filter((path) => !path.includes('/_schemas/') && !path.endsWith('INDEX.tsv'))
      .map((path) => path.slice('fixtures/'.length))
  : [];
const table: (Result & { readonly path: string })[] = [];

const read = (detail: string): Result => ({ verdict: 'read', detail });
const refused = (detail: string): Result => ({ verdict: 'refused', detail });
const notAsked = (why: string) => (): Result => ({ verdict: 'not asked', detail: why });

/** Which reader a document is for; the first that fits. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/robots__/, readRobots],
  [/host-meta\//, readHostMeta],
  [/well-known-nodeinfo/, ofJson((value) => readDiscovery(value))],
  [/x-nodeinfo2/, ofJson((value) => readNodeInfo(parseNodeInfo2(value, 'pod.example')))],
  [/\/nodeinfo[-_](\d\.[x\d])/, ofJson((value) => readNodeInfo(parseNodeInfo(value)))],
  [/(api_v1_instance_peers|peers-)/, peersAt('/api/v1/instance/peers')],
  [/api_federation_instances/, peersAt('/api/federation/instances')],
  [/api_v3_federated_instances/, peersAt('/api/v3/federated_instances')],
  [/api_v4_federated_instances/, peersAt('/api/v4/federated_instances', '1.0.0')],
  [/api_federated_/, peersAt('/api/federated')],
  [/api_v1_server_followers/, peersAt('/api/v1/server/followers')],
  [/(api_v2_instance_|v2-200-ok|\/Instance-01)/, aboutAt('/api/v2/instance')],
  [/(api_v1_instance__|v1-200-ok|V1_Instance)/, aboutAt('/api/v1/instance')],
  [/api_meta__/, aboutAt('/api/meta')],
  [/api_v3_site__/, aboutAt('/api/v3/site')],
  [/graphql_config/, aboutAt('/api')],
  [/api_v1_config_about/, aboutAt('/api/v1/config/about')],
  [/api_v1_config__/, aboutAt('/api/v1/config')],
  [/(instance_rules|rules-200|Rule-01)/, ofJson((value) => readRules(value))],
  [
    /(domain[-_]blocks|DomainBlock)/,
    notAsked("Mastodon's robots.txt forbids it, and nobody's blocks are ours to publish"),
  ],
  [/blocklists\//, notAsked('lists that people keep of servers they block')],
  [/(activity)/, notAsked('weeks that are none of the calendar; NodeInfo has the month')],
  [
    /(extended[-_]description|ExtendedDescription)/,
    notAsked('one request more for what the short description says'),
  ],
  [
    /(privacy[-_]policy|PrivacyPolicy|terms[-_]of[-_]service|TermsOfService)/,
    notAsked('its address is kept'),
  ],
  [/languages/, notAsked("what the software can do, not the server's languages")],
  [/api_stats/, notAsked('NodeInfo has the same totals')],
  [/statistics\.json/, notAsked('what diaspora had before NodeInfo')],
  [/versions\//, notAsked('a list of versions, no answer of a server')],
];

/** Why each refusal is the right answer. */
const expectedRefusals: Readonly<Record<string, string>> = {
  // snac prints the admin's texts without escaping: a person could not read it either.
  '_from_source/snac/nodeinfo_2.0__unescaped-metadata.json': 'bad-json',
  // The documentation's example ends in an ellipsis.
  'mastodon-docs/instance-02-peers-200-ok.json': 'bad-json',
  // A development server on port 3000; ours are on port 443.
  'mastodon/well-known-nodeinfo__dev-server__2026-08-01.json': 'bad-href',
  // A template with a placeholder in place of a host.
  'host-meta/masto-host-meta.xml': 'no host',
  'host-meta/pleroma-host-meta.xml': 'no host',
};

test.skipIf(!hasSharedData)(
  'there is a reader for every recorded document (skipped without shared data)',
  () => {
    expect(documents.length).toBeGreaterThan(180);
    const without = documents.filter((path) => !readers.some(([pattern]) => pattern.test(path)));
    expect(without).toEqual([]);
  },
);

for (const path of documents) {
  test(`${path} is read, or refused with a reason`, async () => {
    const reader = readers.find(([pattern]) => pattern.test(path))?.[1];
    if (reader === undefined) throw new Error('no reader');
    const result = await reader(readShared(`fixtures/${path}`).toString('utf8'), path);
    table.push({ path, ...result });
    expect(result.verdict === 'refused' ? result.detail : undefined).toBe(expectedRefusals[path]);
  });
}

afterAll(() => {
  if (table.length === 0) return;
  const rows = table
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, verdict, detail }) => `  ${verdict.padEnd(10)}${path.padEnd(88)} ${detail}`);
  const count = (verdict: Result['verdict']) => table.filter((row) => row.verdict === verdict).length;
  process.stdout.write(
    `\nRecorded documents: ${count('read')} read, ${count('refused')} refused, ${count('not asked')} not asked for\n${rows.join('\n')}\n`,
  );
});

function ofJson(reader: (value: unknown, path: string) => Result | Promise<Result>): Reader {
  return (text, path) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return refused('bad-json');
    }
    return reader(value, path);
  };
}

function readDiscovery(value: unknown): Result {
  const reading = parseDiscovery(value, 'recorded.social');
  if (!reading.ok) return refused(reading.reason);
  return read(`${reading.value.version} at ${reading.value.url.pathname}${notes(reading.notes)}`);
}

function readNodeInfo(reading: Reading<NodeInfo, string>): Result {
  if (!reading.ok) return refused(reading.reason);
  const { software, version } = reading.value;
  const { figures, quirks, class: kind } = interpretFigures(reading.value);
  const [users, month] = [figures.users_total, figures.users_active_month].map(
    ({ value, provenance }) => value ?? provenance,
  );
  const told = quirks.length === 0 ? '' : ` (${quirks.join(', ')})`;
  return read(
    `${software} ${version}, ${kind}, users ${users}, month ${month}${told}${notes(reading.notes)}`,
  );
}

function notes(list: readonly { readonly path: string; readonly reason: string }[]): string {
  return list.length === 0 ? '' : ` [${list.map(({ path, reason }) => `${path}: ${reason}`).join('; ')}]`;
}

/** The software whose adapter reads a document, by the folder that it lies in. */
const softwareOf = (path: string) =>
  (/^(?:_from_source\/)?([^/]+)\//.exec(path)?.[1] ?? '').replace('-docs', '');

/** The document as the answer to a path; an error document as the status that it came with. */
function answerOf(value: unknown, path: string): Answer {
  if (/401|Unauthorized/i.test(path + JSON.stringify(value).slice(0, 200))) return status(401);
  if (/Not Acceptable|Bad Request/i.test(JSON.stringify(value).slice(0, 200))) return status(400);
  return json(value);
}

function askAt(at: string, value: unknown, path: string) {
  return answering((asked) => (asked.split('?')[0] === at ? answerOf(value, path) : undefined)).ask;
}

function aboutAt(at: string): Reader {
  return ofJson(async (value, path) => {
    const software = softwareOf(path);
    const nodeInfo = nodeInfoOf({ software: { name: software, version: '4.0.0' } });
    const { name, registrations, languages, rules, accountDomain, details } = await adapterOf(
      software,
    ).readAbout(askAt(at, value, path), nodeInfo);
    const stated = Object.entries(details).filter(
      ([, each]) => each !== null && JSON.stringify(each) !== '{}',
    );
    return read(
      `"${name}", ${registrations}, ${languages?.join(' ') ?? 'no languages'}, ` +
        `${rules.kind === 'read' ? `${rules.rules.length} rules` : `rules ${rules.reason}`}, ` +
        `accounts @${accountDomain}, ${stated.map(([key]) => key).join(' ')}`,
    );
  });
}

function peersAt(at: string, version = '0.19.5'): Reader {
  return ofJson(async (value, path) => {
    const software = softwareOf(path);
    const nodeInfo = nodeInfoOf({ software: { name: software, version } });
    const request = { nodeInfo, from: null, maxRequests: 4 };
    const peers = await adapterOf(software).readPeers(askAt(at, value, path), request);
    if (peers.kind === 'unread') return read(`no list: ${peers.reason}`);
    const entries = [...peers.refused].map(([reason, count]) => `${count} ${reason}`).join(', ');
    return read(
      `${peers.hosts.size} hosts of ${peers.length ?? 'more'}${entries === '' ? '' : `; ${entries}`}`,
    );
  });
}

function readRules(value: unknown): Result {
  const rules = parseRules(Array.isArray(value) ? value : [value]);
  return rules.kind === 'unread' ? refused(rules.reason) : read(`${rules.rules.length} rules`);
}

function readHostMeta(text: string): Result {
  const host = parseHostMeta(text);
  return host === null ? refused('no host') : read(host);
}

function readRobots(text: string): Result {
  const robots = parseRobots(text);
  const paths = ['/.well-known/nodeinfo', '/nodeinfo/2.0', '/api/v1/instance', '/api/v1/instance/peers'];
  const verdicts = paths.map((path) => `${isAllowed(robots, path) ? '+' : '-'}${path}`);
  const delay = robots.crawlDelaySeconds === null ? '' : ` delay ${robots.crawlDelaySeconds} s`;
  return read(`${verdicts.join(' ')}${delay}`);
}
