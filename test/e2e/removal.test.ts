import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { reviseDays } from '../../crawler/census/revise-days.ts';
import { createHttp } from '../../crawler/net/http.ts';
import { checkRemovals } from '../../crawler/removal/check-removals.ts';
import { createDatabase } from '../../db/client.ts';
import { proofPath } from '../../db/model/removal.ts';
import { createAuthority } from '../crawler/net/certificates.ts';
import { startHttps } from '../crawler/net/servers.ts';
import { notableServers } from '../support/notable-servers.ts';
import { removals } from '../support/removals.ts';
import { chromiumPath } from './chromium.ts';
import { follow } from './in-page.ts';
import { startSite } from './site.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_CONTACT: 'census@brightwater.net' });
const at = (path: string) => `${site().origin}${path}`;

/** The server of a host, whose owner may publish a file; and the crawler's look at it, so many minutes from now. */
async function startOwnServer(host: string) {
  const authority = await createAuthority();
  const identity = await authority.issue({ names: [host] });
  const published = { file: null as string | null };
  const asked: string[] = [];
  const server = await startHttps(identity, (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url ?? '');
    const isThere = request.url === proofPath && published.file !== null;
    response.writeHead(isThere ? 200 : 404).end(isThere ? published.file : '');
  });
  const http = createHttp({
    userAgent: 'fedicensus/0',
    extraCaPem: [authority.certificatePem],
    connectTo: { host: server.host, port: server.port },
  });
  const look = async (afterMinutes: number) => {
    await using db = createDatabase(site().database.url);
    const now = () => new Date(Date.now() + afterMinutes * 60_000 + 1_000);
    const tools = { http, txt: null, sleep: async () => undefined };
    await checkRemovals({ db, tools, now, stop: new AbortController().signal });
    await reviseDays(db, new Date());
  };
  return { published, asked, look, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('cases 73, 106: without script, an admin asks, publishes the file, and the server is gone everywhere', async () => {
    const host = notableServers.largest;
    await using own = await startOwnServer(host);
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    expect((await page.goto(at(`/en/servers/${host}`)))?.status()).toBe(200);
    await page.goto(at('/en/crawler'));
    await follow(page, page.getByRole('link', { name: 'show that the server is yours' }));
    await page.getByRole('textbox', { name: 'Host name' }).fill(`https://${host.toUpperCase()}/`);
    await follow(page, page.getByRole('button', { name: 'Ask for its removal' }));
    expect(new URL(page.url()).search).toBe(`?host=${host}`);
    const values = await page.locator('#state dd').allTextContents();
    const line = values.find((value) => value.startsWith('fedicensus-removal=')) ?? '';
    expect(values).toEqual(expect.arrayContaining([`_fedicensus.${host}`, `https://${host}${proofPath}`]));
    // The page itself asks nobody.
    expect(own.asked).toEqual([]);

    await own.look(1);
    await page.reload();
    expect(await page.getByText('there was no such file (404)').count()).toBe(1);
    expect(own.asked).toEqual(['/robots.txt', proofPath]);
    own.published.file = `${line}\n`;
    await own.look(5);
    await page.reload();
    expect(await page.getByText(`${host} is forgotten.`).count()).toBe(1);

    const statusOf = async (path: string) => (await page.request.get(at(path))).status();
    // Kept answers end when the site notices.
    await expect.poll(() => statusOf(`/en/servers/${host}`), { timeout: 20_000 }).toBe(404);
    for (const path of ['', '/history', '/rules', '/rules/history', '/rules/changes'])
      expect([path, await statusOf(`/api/v1/instances/${host}${path}`)]).toEqual([path, 404]);
    expect(await statusOf(`/data/servers/${host}/history.csv`)).toBe(404);
    expect(await statusOf(`/fr/servers/${notableServers.accountDomain}`)).toBe(404);
    const pages = ['/en', '/en/servers', `/en/servers?q=${host}`, '/en/method', '/en/servers/movedholm.net'];
    const lists = ['/api/v1/instances?limit=200', '/api/v1/archive', `/api/v1/instances?q=${host}`];
    for (const path of [...pages, ...lists]) {
      const body = await (await page.request.get(at(path))).text();
      // Where it stands, it is the reader's own question.
      const said = body.replaceAll(/[?&]q=[^"&\s]*/g, '').replaceAll(/value="[^"]*"/g, '');
      expect([path, path.includes('q=') || !said.includes(host)]).toEqual([path, true]);
    }
    await page.goto(at(`/en/crawler/host?host=${host}`));
    expect(await page.getByText(`${host} is forgotten, as was wished.`).count()).toBe(1);
    expect(await page.locator('table').count()).toBe(0);
    expect(reader.offences).toEqual([]);
  });

  test('with the keyboard alone, and in French, what is wrong with a name is said at its field', async () => {
    await using reader = await site().open({ locale: 'fr' });
    const { page } = reader;
    await page.goto(at('/fr/removal'));
    await page.getByRole('textbox', { name: 'Nom d’hôte' }).focus();
    await page.keyboard.type('127.0.0.1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const alert = page.getByText('Indiquez un nom ; nous ne visitons jamais une adresse du réseau.');
    await alert.waitFor();
    const field = page.getByRole('textbox', { name: 'Nom d’hôte' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect((await field.getAttribute('aria-describedby'))?.split(' ')).toContain(
      await alert.getAttribute('id'),
    );
    expect(await field.inputValue()).toBe('127.0.0.1');
    expect(reader.offences).toEqual([]);
  });

  test('case 106: a form of another site, and one that is sent again and again, change nothing', async () => {
    await using reader = await site().open();
    const { request } = reader.page;
    const send = (host: string, headers: Record<string, string> = {}) =>
      request.post(at('/en/removal/request'), { form: { host }, headers, maxRedirects: 0 });
    expect((await send('victim.net', { 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
    expect((await send('victim.net', { origin: 'https://evil.net' })).status()).toBe(403);
    const answers: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const answer = await send(`asked-${index}.net`);
      expect(answer.status()).toBe(303);
      answers.push(answer.headers().location ?? '');
    }
    expect(answers.at(-1)).toBe('/en/removal?host=asked-11.net&problem=too-often');
    await using db = createDatabase(site().database.url);
    const asked = await db.selectFrom('removal').select('host').where('host', 'like', '%asked-%').execute();
    expect(asked.length).toBeLessThanOrEqual(10);
    expect(await db.selectFrom('removal').select('host').where('host', '=', 'victim.net').execute()).toEqual(
      [],
    );
  });

  test('a site that only has a copy to read says so, and names the other ways', async () => {
    const { url } = site().database;
    await using copy = await startSite(url, {
      ...{ DATABASE_READ_URL: url, DATABASE_URL: '', FEDICENSUS_CONTACT: 'census@brightwater.net' },
    });
    await using reader = await site().open({ runsScripts: false });
    const answer = await reader.page.request.get(`${copy.origin}/en/removal`);
    const text = await answer.text();
    expect(text).toContain('This site cannot take requests');
    expect(text).toContain('mailto:census@brightwater.net');
    expect(text).not.toContain('<form action="/en/removal/request"');
  });

  test('an admin sees every visit to a host, also to one that is in no list', async () => {
    await using db = createDatabase(site().database.url);
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at('/en/crawler'));
    await page.getByRole('textbox', { name: 'Host name' }).fill(notableServers.failing);
    await follow(page, page.getByRole('button', { name: 'Show its visits' }));
    expect(await page.locator('tbody tr').count()).toBe(20);
    expect(await page.locator('meta[name="robots"]').getAttribute('content')).toContain('noindex');
    const { host_id } = await db
      .selectFrom('host')
      .select('host_id')
      .where('name', '=', notableServers.failing)
      .executeTakeFirstOrThrow();
    const robots = JSON.stringify({
      rules: [
        ['disallow', '/api/v1/instance/peers'],
        ['disallow', '/api/v1/instance/rules'],
      ],
      crawl_delay_seconds: null,
    });
    await db.insertInto('host_robots').values({ host_id, read_at: new Date(), robots }).execute();
    await page.reload();
    expect(await page.locator('#now dd li').allTextContents()).toEqual([
      'NodeInfo: allowed',
      'description, sign-up and rules: allowed in part',
      'list of servers it knows: not allowed',
    ]);
    const statuses = ['silent', 'refused', 'new', 'wildcard'] as const;
    for (const status of statuses) {
      await db.updateTable('host').set({ status }).where('name', '=', notableServers.zero).execute();
      await page.goto(at(`/en/crawler/host?host=${notableServers.zero}`));
      expect([status, await page.getByText('in no list').count()]).toEqual([
        status,
        status === 'new' ? 1 : 2,
      ]);
    }
    const markup = '"><script>document.title="taken"</script>\u202E';
    for (const path of ['/en/crawler/host', '/en/removal']) {
      await page.goto(at(`${path}?host=${encodeURIComponent(markup)}`));
      expect(await page.getByRole('textbox', { name: 'Host name' }).inputValue()).toBe(markup);
      expect(await page.title()).toMatch(/^Not /);
    }
    await page.goto(at('/en/crawler/host?host=nobody-knows-this.net'));
    expect(await page.getByText('We have never heard of nobody-knows-this.net').count()).toBe(1);
    await page.goto(at(`/en/crawler/host?host=${removals.forgotten}`));
    expect(await page.getByText('is forgotten, as was wished.').count()).toBe(1);
    expect(await page.locator('#now, #visits').count()).toBe(0);
  });
});
