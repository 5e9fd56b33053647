import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { createTxtResolver } from '../../../crawler/net/txt-records.ts';
import { findProof, type ProofTools } from '../../../crawler/removal/find-proof.ts';
import { proofPath } from '../../../db/model/removal.ts';
import { createTrust, httpTo, impatient, serve, town } from '../net/harness.ts';
import { startNameServer } from '../net/name-server.ts';

const trust = await createTrust();
const removal = { host: town, token: 'c0ffee' };
const line = 'fedicensus-removal=c0ffee';
const never = new AbortController().signal;

interface Wishes {
  /** By path; 404 for any other. */
  readonly files: Readonly<Record<string, { status?: number; body?: string; location?: string }>>;
}

/** Looks for the proof on a server of ours; every path that it was asked for is kept. */
async function look({ files }: Wishes, tools: Partial<ProofTools> = {}) {
  const asked: string[] = [];
  await using server = await serve(trust, (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    asked.push(path);
    const { status = 200, body = '', location } = files[path] ?? { status: 404 };
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  const http = httpTo(trust, server);
  const pauses: number[] = [];
  const sleep = async (ms: number) => void pauses.push(ms);
  const check = await findProof(removal, { http, txt: null, sleep, ...tools }, never);
  return { check, asked, pauses };
}

test('a line of the file is proof, whatever stands beside it', async () => {
  const { check, asked } = await look({ files: { [proofPath]: { body: `hello\r\n ${line} \r\nbye` } } });
  expect(check).toEqual({ isProven: true, proof: 'file' });
  expect(asked).toEqual(['/robots.txt', proofPath]);
});

test.for([
  ['absent', {}],
  ['absent', { [proofPath]: { status: 410 } }],
  ['status', { [proofPath]: { status: 403 } }],
  ['other-content', { [proofPath]: { body: `${line}0` } }],
  ['other-content', { [proofPath]: { body: `<p>${line}</p>` } }],
  ['too-large', { [proofPath]: { body: `${line}\n${'x'.repeat(4_096)}` } }],
  ['redirected', { [proofPath]: { status: 302, location: 'https://other.social/proof' } }],
  ['redirected', { [proofPath]: { status: 301, location: 'https://other.social/proof' } }],
  ['redirected', { [proofPath]: { status: 302, location: 'https://www.server.town/proof' } }],
  ['robots-unreachable', { '/robots.txt': { status: 503 }, [proofPath]: { body: line } }],
  ['crawl-delay', { '/robots.txt': { body: 'User-agent: *\nCrawl-delay: 60' }, [proofPath]: { body: line } }],
] as const)('no proof: %s for %j', async ([fileProblem, files]) => {
  const { check } = await look({ files });
  expect(check).toEqual({ isProven: false, dnsProblem: 'not-asked', fileProblem });
});

test('a file that robots.txt forbids is not asked for', async () => {
  const robots = { body: 'User-agent: fedicensus\nDisallow: /' };
  const { check, asked } = await look({ files: { '/robots.txt': robots, [proofPath]: { body: line } } });
  expect(check).toMatchObject({ fileProblem: 'forbidden' });
  expect(asked).toEqual(['/robots.txt']);
});

test('a redirect within the host is followed, and the pause that robots.txt asks for is kept', async () => {
  const { check, pauses } = await look({
    files: {
      '/robots.txt': { body: 'User-agent: *\nCrawl-delay: 3' },
      [proofPath]: { status: 302, location: '/proof.txt' },
      '/proof.txt': { body: line },
    },
  });
  expect(check).toEqual({ isProven: true, proof: 'file' });
  expect(pauses).toEqual([3_000]);
});

test('a record in the DNS is proof without a request to the host', async () => {
  await using names = await startNameServer((name, type) =>
    type === 'TXT' && name === `_fedicensus.${town}` ? ['v=something', line] : { code: 3 },
  );
  const { check, asked } = await look(
    { files: {} },
    { txt: createTxtResolver({ nameServers: [names.address] }) },
  );
  expect(check).toEqual({ isProven: true, proof: 'dns' });
  expect(asked).toEqual([]);
});

test.for([
  ['absent', { code: 3 }],
  ['other-value', ['fedicensus-removal=another']],
  ['failed', { code: 2 }],
] as const)('the DNS holds no proof: %s for %j', async ([dnsProblem, answer]) => {
  await using names = await startNameServer(() => answer);
  const { check } = await look({ files: {} }, { txt: createTxtResolver({ nameServers: [names.address] }) });
  expect(check).toEqual({ isProven: false, dnsProblem, fileProblem: 'absent' });
});

test('a host that does not answer, or is no public one, is told as that', async () => {
  const tools = { txt: null, sleep: async () => undefined };
  const stalled = httpTo(trust, { host: '127.0.0.1', port: 1 } as never, { limits: impatient });
  expect(await findProof(removal, { ...tools, http: stalled }, never)).toMatchObject({
    fileProblem: 'unreachable',
  });
  const inside = httpTo(trust, null, {
    resolver: { resolve: async () => ({ ok: true, addresses: ['10.0.0.7'] }) },
  });
  expect(await findProof(removal, { ...tools, http: inside }, never)).toMatchObject({
    fileProblem: 'blocked-address',
  });
});

test('a check that is cut short says nothing', async () => {
  const tools = { http: httpTo(trust, null), txt: null, sleep: async () => undefined };
  expect(await findProof(removal, tools, AbortSignal.abort())).toBeUndefined();
});
