import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '../../web/api/endpoints.ts';
import { startSite } from './site.ts';
import { openPreparedDatabase } from './site-tests.ts';

/**
 * Every example that the page about the API shows is run as it stands, against the site that shows it. Programs that this
 * machine lacks are skipped, by name.
 */

const run = promisify(execFile);
const stack = new AsyncDisposableStack();
let origin: string;
let page: string;
let folder: string;

const has = (program: string) => spawnSync(program, ['--version']).status === 0;
const operations = endpoints.map(({ operationId, schema, mediaType }) => ({
  id: operationId,
  schema,
  /** An answer as it was printed. */
  read: (text: string): unknown => (mediaType === undefined ? JSON.parse(text) : text),
}));

beforeAll(async () => {
  const database = stack.use(await openPreparedDatabase('census'));
  const site = stack.use(await startSite(database.url, { FEDICENSUS_DATA: database.dataFolder }));
  origin = site.origin;
  page = await (await fetch(`${origin}/en/docs/api`)).text();
  folder = await mkdtemp(join(tmpdir(), 'fedicensus-examples-'));
  stack.defer(() => rm(folder, { recursive: true }));
});

afterAll(() => stack.disposeAsync());

/** Text of HTML without elements in it, as React escapes it. */
function unescaped(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' };
  return html.replace(/&([a-z]+|#x27);/g, (entity, name: string) => entities[name] ?? entity);
}

/** Examples of a language, in a part of the page. */
function samplesOf(html: string, language: string): readonly string[] {
  const pattern = new RegExp(`<pre[^>]* data-language="${language}"[^>]*><code>([^<]*)</code></pre>`, 'g');
  return [...html.matchAll(pattern)].map(([, text = '']) => unescaped(text));
}

/** The one example of a language that an operation has. */
function sampleOf(id: string, language: string): string {
  const start = page.indexOf(`<article id="${id}"`);
  const samples = samplesOf(page.slice(start, page.indexOf('</article>', start)), language);
  expect([id, start >= 0, samples.length]).toEqual([id, true, 1]);
  return samples[0] ?? '';
}

/** Runs a line of curl in the folder; the status, and what it printed. */
async function runCurl(text: string): Promise<{ readonly status: number; readonly body: string }> {
  const line = text.replace(/^curl /, "curl --silent --show-error --write-out '%{stderr}%{http_code}' ");
  const { stdout, stderr } = await run('sh', ['-c', line], { cwd: folder, maxBuffer: 50_000_000 });
  return { status: Number(stderr), body: stdout };
}

/** Runs lines of JavaScript; what they gave to `console.log`. */
async function runJavaScript(text: string): Promise<unknown> {
  const program = `console.log = (value) => process.stdout.write(JSON.stringify(value));\n${text}`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 50_000_000 });
  return JSON.parse(stdout);
}

/** The part of an answer that an example prints. */
function printed(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && 'data' in schema.shape ? schema.shape.data : schema;
}

test('every operation has its part of the page, and every language its example', () => {
  for (const { id } of operations)
    for (const language of ['curl', 'js', 'python', 'r']) expect(sampleOf(id, language)).toContain(origin);
  for (const language of ['python', 'r']) expect(samplesOf(page, language)).toHaveLength(operations.length);
});

test('the page is found in the reader’s language, from the footer, from the files and from an address that is none', async () => {
  const headers = { 'accept-language': 'fr' };
  const negotiated = await fetch(`${origin}/docs/api`, { headers });
  expect([negotiated.status, new URL(negotiated.url).pathname]).toEqual([200, '/fr/docs/api']);
  const french = await negotiated.text();
  expect(samplesOf(french, 'curl')).toEqual(samplesOf(page, 'curl'));
  // The words of the description are English in every language.
  for (const { id } of operations) {
    expect(french).toMatch(new RegExp(`<h3 id="${id}-heading" lang="en"`));
    expect(french).toContain(`href="#${id}"`);
  }
  const data = await (await fetch(`${origin}/fr/data`)).text();
  expect(data.split('href="/fr/docs/api"')).toHaveLength(3);
  const missing = await fetch(`${origin}/api/v1/nowhere`);
  expect(((await missing.json()) as { readonly detail: string }).detail).toContain(' /docs/api ');
});

describe.skipIf(!has('curl'))('with curl (skipped where there is none)', () => {
  test.for(operations)('the example of $id is answered as described', async ({ id, schema, read }) => {
    const { status, body } = await runCurl(sampleOf(id, 'curl'));
    expect(status).toBe(200);
    const answer = read(body);
    expect(schema.parse(answer)).toEqual(answer);
  });

  test('the conditional example is answered in full at first, and with 304 after that', async () => {
    const text = samplesOf(page, 'curl').find((sample) => sample.includes('--etag-compare')) ?? '';
    expect((await runCurl(text)).status).toBe(200);
    const network = await readFile(join(folder, 'network.json'), 'utf8');
    expect(JSON.parse(network)).toHaveProperty('data.0.day');
    expect((await runCurl(text)).status).toBe(304);
    expect(await readFile(join(folder, 'network.json'), 'utf8')).toBe(network);
  });
});

test.for(operations)('the example of $id in JavaScript prints what is described', async ({ id, schema }) => {
  const answer = await runJavaScript(sampleOf(id, 'js'));
  expect(printed(schema).parse(answer)).toEqual(answer);
});

test('the example that reads a list to its end finds all servers', async () => {
  const [text = ''] = samplesOf(page, 'js').filter((sample) => sample.includes('links.next'));
  const first = await fetch(`${origin}/api/v1/instances?limit=1`);
  const { meta } = (await first.json()) as { readonly meta: { readonly total: number } };
  expect(meta.total).toBeGreaterThan(20);
  expect(await runJavaScript(text)).toBe(meta.total);
  // The same with more pages than one.
  expect(await runJavaScript(text.replace('limit=1000', 'limit=7'))).toBe(meta.total);
});

describe.skipIf(!has('python3'))('with Python (skipped where there is none)', () => {
  test.for(operations)('the example of $id prints what is described', async ({ id, schema, read }) => {
    const { stdout } = await run('python3', ['-c', sampleOf(id, 'python')], { maxBuffer: 50_000_000 });
    const answer = read(stdout);
    expect(printed(schema).parse(answer)).toEqual(answer);
  });
});

test.for(operations)('the example of $id in R has the form of a program', ({ id }) => {
  const text = sampleOf(id, 'r');
  expect(text).toMatch(/^library\(httr2\)\n\nanswer <- request\(\n {2}"http:[^"\s]+"\n\) \|>\n/);
  expect(text.split('(').length).toBe(text.split(')').length);
});

describe.skipIf(!has('Rscript'))('with R (skipped where there is none)', () => {
  test.for(operations)('the example of $id runs', async ({ id }) => {
    const { stdout } = await run('Rscript', ['-e', sampleOf(id, 'r')], { maxBuffer: 50_000_000 });
    expect(stdout).not.toBe('');
  });
});
