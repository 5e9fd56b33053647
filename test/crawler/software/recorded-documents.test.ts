import { afterAll, expect, test } from 'vitest';
import { parseDiscovery } from '../../../crawler/nodeinfo/discovery.ts';
import { parseNodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { parseInstanceV1, parseInstanceV2, parseRules } from '../../../crawler/software/mastodon.ts';
import { readPeerList } from '../../../crawler/software/peers.ts';
import { hasSharedData, listShared, readShared } from '../../support/shared-data.ts';

/**
 * Every recorded or documented answer that this release has a parser for: read, or refused with which reason. The
 * table is printed after the tests.
 */
type Result = { readonly verdict: 'read' | 'refused'; readonly detail: string };

const documents = hasSharedData
  ? listShared('fixtures').filter((path) => path.endsWith('.json') && !path.includes('/_schemas/'))
  : [];
const table: (Result & { readonly path: string })[] = [];

const parsers: readonly (readonly [RegExp, (value: unknown) => Result])[] = [
  [/well-known-nodeinfo/, readDiscovery],
  [/\/nodeinfo[-_](\d\.[x\d])/, readNodeInfo],
  [/mastodon.*(api_v2_instance_|v2-200-ok|\/Instance-01)/, (value) => readAbout(parseInstanceV2(value))],
  [/mastodon.*(api_v1_instance__|v1-200-ok|V1_Instance)/, (value) => readAbout(parseInstanceV1(value))],
  [/mastodon.*(instance_rules|rules-200)/, readRules],
  [/(api_v1_instance_peers__(hostile|odd-hosts)|peers-200)/, readPeers],
];

const covered = documents.flatMap((path) => {
  const parser = parsers.find(([pattern]) => pattern.test(path));
  return parser === undefined ? [] : [{ path, read: parser[1] }];
});

test.skipIf(!hasSharedData)('the recorded documents are there (skipped without shared data)', () => {
  expect(covered.length).toBeGreaterThan(60);
});

/** Why each refusal is the right answer. */
const expectedRefusals: Readonly<Record<string, string>> = {
  // snac prints the admin's texts without escaping: a person could not read it either.
  'fixtures/_from_source/snac/nodeinfo_2.0__unescaped-metadata.json': 'bad-json',
  // The documentation's example ends in an ellipsis.
  'fixtures/mastodon-docs/instance-02-peers-200-ok.json': 'bad-json',
  // A development server on port 3000; ours are on port 443.
  'fixtures/mastodon/well-known-nodeinfo__dev-server__2026-08-01.json': 'bad-href',
};

for (const { path, read } of covered) {
  test(`${path} is read, or refused with a reason`, () => {
    const result = readDocument(path, read);
    table.push({ path, ...result });
    expect(result.verdict === 'refused' ? result.detail : undefined).toBe(expectedRefusals[path]);
  });
}

afterAll(() => {
  if (table.length === 0) return;
  const rows = table.map(
    ({ path, verdict, detail }) => `  ${verdict.padEnd(8)}${path.slice(9).padEnd(90)} ${detail}`,
  );
  process.stdout.write(`\nRecorded documents:\n${rows.join('\n')}\n`);
});

function readDocument(path: string, read: (value: unknown) => Result): Result {
  try {
    return read(JSON.parse(readShared(path).toString('utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { verdict: 'refused', detail: 'bad-json' };
  }
}

function readDiscovery(value: unknown): Result {
  const reading = parseDiscovery(value, 'recorded.social');
  if (!reading.ok) return { verdict: 'refused', detail: reading.reason };
  return {
    verdict: 'read',
    detail: `${reading.value.version} at ${reading.value.url.pathname}${notes(reading.notes)}`,
  };
}

function readNodeInfo(value: unknown): Result {
  const reading = parseNodeInfo(value);
  if (!reading.ok) return { verdict: 'refused', detail: reading.reason };
  const { software, version, figures } = reading.value;
  const users = figures.users_total;
  const month = figures.users_active_month;
  return {
    verdict: 'read',
    detail: `${software} ${version}, users ${users.value ?? users.provenance}, month ${month.value ?? month.provenance}${notes(reading.notes)}`,
  };
}

function notes(list: readonly { readonly path: string; readonly reason: string }[]): string {
  return list.length === 0 ? '' : ` [${list.map(({ path, reason }) => `${path}: ${reason}`).join('; ')}]`;
}

function readAbout(about: ReturnType<typeof parseInstanceV2>): Result {
  const rules =
    about.rules.kind === 'read' ? `${about.rules.rules.length} rules` : `rules ${about.rules.reason}`;
  return { verdict: 'read', detail: `"${about.name}", ${about.registrations}, ${about.languages}, ${rules}` };
}

function readRules(value: unknown): Result {
  const rules = parseRules(value);
  if (rules.kind === 'unread') return { verdict: 'refused', detail: rules.reason };
  return { verdict: 'read', detail: `${rules.rules.length} rules` };
}

function readPeers(value: unknown): Result {
  const peers = readPeerList({ kind: 'json', value });
  if (peers.kind === 'unread') return { verdict: 'refused', detail: peers.reason };
  const refused = [...peers.refused].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return { verdict: 'read', detail: `${peers.hosts.size} hosts of ${peers.length}; ${refused}` };
}
