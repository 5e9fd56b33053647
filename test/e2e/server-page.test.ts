import { describe, expect, test } from 'vitest';
import { notableServers } from '../support/notable-servers.ts';
import { chromiumPath } from './chromium.ts';
import { follow } from './in-page.ts';
import { provideSite } from './site-tests.ts';

const site = provideSite('census', { FEDICENSUS_SIMULATED: '1' });
const at = (path: string) => `${site().origin}${path}`;

describe.skipIf(chromiumPath === null)('in a browser (skipped where no Chromium is installed)', () => {
  test('a server shows its rules in order, word for word, with hints and translations', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.largest}`));
    const rules = page.locator('#rules ol').first().locator(':scope > li');
    expect(await rules.count()).toBe(5);
    expect(await rules.first().textContent()).toContain(
      'Be kind. Argue with what was said, never with who said it.',
    );
    expect(await rules.first().textContent()).toContain('Insults, slurs and mockery');
    expect(await rules.first().locator('dd[lang="fr"]').textContent()).toContain('Soyez bienveillants.');
    expect(await page.getByText('1 earlier version, in full').count()).toBe(1);
    const join = page.getByRole('link', { name: 'Create an account' });
    expect(await join.getAttribute('href')).toBe('https://brightwater-commons.net/auth/sign_up');
    expect(await join.getAttribute('rel')).toBe('noopener nofollow');
  });

  test('a server says in which country its host network is, and what that does not say; one of which we do not know it says nothing', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const factsOf = async (path: string) => {
      await page.goto(at(path));
      return (await page.locator('#facts').textContent()) ?? '';
    };
    const english = await factsOf(`/en/servers/${notableServers.largest}`);
    expect(english).toContain('Host network inGermany');
    expect(english).toContain('it is the CDN’s');
    expect(await factsOf(`/fr/servers/${notableServers.largest}`)).toContain(
      'Pays du réseau d’hébergementAllemagne',
    );
    expect(await factsOf(`/en/servers/${notableServers.silent}`)).not.toContain('network');
    await page.goto(at(`/en/servers/${notableServers.largest}`));
    await follow(page, page.getByRole('link', { name: 'What that says' }));
    expect(new URL(page.url()).hash).toBe('#network');
    const credit = page.locator('#network').getByRole('link', { name: 'Number Resource Organization' });
    expect(await credit.getAttribute('href')).toBe('https://www.nro.net/');
    const data = await (await fetch(at(`/api/v1/instances/${notableServers.largest}`))).text();
    expect(data).toContain('"network_country":"DE"');
    expect(data).not.toContain('203.0.113');
  });

  test('each rule leads to all rules on the same topic, and from there to the servers that have one', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.rewritten}`));
    const third = page.locator('#rules ol').first().locator(':scope > li').nth(2);
    await follow(page, third.getByRole('link', { name: 'Spam and advertising' }));
    expect(new URL(page.url()).pathname).toBe('/en/rules');
    expect(await page.locator('h1').textContent()).toBe('Rules: Spam and advertising');
    await follow(page, page.getByRole('link', { name: /^See these \d+ servers$/ }));
    expect(new URL(page.url()).search).toBe('?rule_topic=spam');
    expect(await page.locator('select[name="rule_topic"] option:checked').textContent()).toMatch(/^Spam/);
  });

  test('documents in place of rules are not counted as rules', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers?q=${notableServers.documents}`));
    const row = await page.locator('ol > li').first().textContent();
    expect(row).toMatch(/rules in (one document|\d documents)/);
    expect(row).not.toMatch(/\d rules?\b/);
  });

  test('a server shows what changed in its rules, and when', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.rewritten}`));
    const days = page.locator('#rules h4');
    expect(await days.allTextContents()).toEqual([
      'November 10, 2026',
      'October 23, 2026',
      'October 10, 2026',
    ]);
    const changesOf = (index: number) =>
      page.locator('#rules ol').nth(1).locator(':scope > li').nth(index).locator('ul > li');
    const [annotated] = await changesOf(0).allTextContents();
    expect(annotated).toContain('Explanation changed');
    expect(annotated).toContain('or a row of emoji');
    expect(annotated).toContain('Translation changed: French');
    const [moved, reworded, added, removed] = await changesOf(1).allTextContents();
    expect(moved).toContain('from place 5 to place 1');
    expect(reworded).toContain('No spam, no advertising and no automated posting');
    expect(added).toContain('No doxxing');
    expect(removed).toContain('Posts are in English.');
    expect(await changesOf(1).nth(1).locator('ins').textContent()).toContain('without a clear label');
    await page.getByText('2 earlier versions, in full').click();
    expect(await page.getByText('Posts are in English.').last().isVisible()).toBe(true);
  });

  test('a document in place of rules is set as text under its name, a long one folded after its beginning', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.documents}`));
    const rules = page.locator('#rules');
    expect(await rules.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'Sidebar',
      'Legal information',
      'What changed, and when',
    ]);
    expect(await rules.locator('header').textContent()).toContain('2 documents that stand for them');
    expect(await rules.getByText('This is a place for links').first().isVisible()).toBe(true);
    const end = rules.getByText('Very few do, and you are welcome here.').first();
    expect(await end.isVisible()).toBe(false);
    await rules
      .getByText(/^Read on/)
      .first()
      .click();
    expect(await end.isVisible()).toBe(true);
    // Of the long text, what changed is shown with little around it.
    const change = rules.locator('p', { has: page.locator('ins') }).first();
    expect(await change.textContent()).toContain('affiliate links and giveaways');
    expect(((await change.textContent()) ?? '').length).toBeLessThan(600);
  });

  test.for([
    [notableServers.unreadable, 'Not readable by us', 'https://closedgate.net/about'],
    [notableServers.relay, 'Not published in a form that we can read', 'https://passingmoor.net/'],
    [notableServers.stumbling, 'Could not be read at the last visit', 'https://stumblemere.net/about'],
  ] as const)('rules that we could not read are never "none": %s', async ([domain, heading, about]) => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at(`/en/servers/${domain}`));
    const rules = reader.page.locator('#rules');
    expect(await rules.getByRole('heading', { level: 3 }).first().textContent()).toBe(heading);
    const link = rules.getByRole('link', { name: 'What the server says about itself' });
    expect(await link.getAttribute('href')).toBe(about);
    expect(await rules.textContent()).not.toMatch(/empty list|no rules/);
  });

  test('rules that were read before stay when they cannot be read any more, with their date', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at(`/en/servers/${notableServers.stumbling}`));
    const rules = reader.page.locator('#rules');
    expect(await rules.getByText('those that we first read on October 10, 2026').count()).toBe(1);
    expect(await rules.locator('ol > li').count()).toBe(2);
  });

  test('an empty list of rules is told as such', async () => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at(`/en/servers/${notableServers.zero}`));
    expect(await reader.page.getByText('The server publishes an empty list of rules.').count()).toBe(1);
  });

  test('how one joins is told with what the server asks for, and leads where it says', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.rewritten}`));
    const box = page.getByRole('region', { name: 'How to join' });
    expect(await box.locator('li').allTextContents()).toEqual([
      'Minimum age: 16 years',
      'A reason has to be given',
    ]);
    expect(await box.locator('blockquote').textContent()).toContain('We read every word.');
    const way = box.getByRole('link', { name: 'Apply for an account' });
    expect(await way.getAttribute('href')).toBe('https://join.changewell.net/ask');
    expect(await box.getByText('leads to join.changewell.net').count()).toBe(1);
  });

  test('nobody is sent to a server that nobody looks after, or to a relay', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.unattended}`));
    expect(await page.getByText('Nobody has looked after this server since September 1, 2026.').count()).toBe(
      1,
    );
    const box = page.getByRole('region', { name: 'How to join' });
    expect(await box.getByRole('link').count()).toBe(0);
    await page.goto(at(`/en/servers/${notableServers.relay}`));
    expect(await box.getByRole('link').allTextContents()).toEqual(['Look around']);
  });

  test('what a server states of itself is shown, in the reader’s numbers', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/fr/servers/${notableServers.largest}`));
    const facts = (await page.locator('#facts').textContent()) ?? '';
    expect(facts.replace(/[\u00a0\u202f]/g, ' ')).toMatch(/Caractères par message, au plus5 000/);
    expect(facts).toContain('@nom@brightwater.net');
    expect(facts).toMatch(/environ \d+ autres serveurs/);
    expect(facts).not.toContain('Votes négatifs');
    const terms = page.locator('#facts dl a').first();
    expect(await terms.getAttribute('href')).toBe('https://brightwater-commons.net/terms-of-service');
    expect(await page.content()).not.toContain('never-shown@');
    expect(await page.locator('#figures li').allTextContents()).toHaveLength(1);
  });

  test('what a server does not state is said so, and zero stays zero', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const activeOf = async (domain: string) => {
      await page.goto(at(`/en/servers/${domain}`));
      return page.locator('#figures dl > div').first().textContent();
    };
    expect(await activeOf(notableServers.silent)).toBe('Active within a monthnot stated');
    expect(await activeOf(notableServers.zero)).toBe('Active within a month0');
    await page.goto(at(`/en/servers/${notableServers.silent}`));
    expect(await page.getByText('There is nothing to draw').count()).toBe(1);
  });

  test.for([
    [notableServers.gone, 'This server is gone.'],
    [notableServers.failing, 'did not answer when it was last asked'],
    [notableServers.moved, 'This server has moved to brightwater-commons.net'],
    [notableServers.quarantined, 'More active than there are'],
  ] as const)('%s says what is the matter with it', async ([domain, notice]) => {
    await using reader = await site().open({ runsScripts: false });
    await reader.page.goto(at(`/en/servers/${domain}`));
    expect(await reader.page.getByText(notice).count()).toBe(1);
  });

  test.for(['en', 'fr'] as const)(
    'a figure that is not counted leads to its rule, in words (%s)',
    async (locale) => {
      await using reader = await site().open({ runsScripts: false, locale });
      const { page } = reader;
      for (const path of [`/servers/${notableServers.quarantined}`, '/servers?q=absurdmoor']) {
        await page.goto(at(`/${locale}${path}`));
        const links = page.locator('a[href*="/method#quarantine-"]');
        expect(await links.count()).toBeGreaterThan(0);
        const href = (await links.first().getAttribute('href')) ?? '';
        expect(href).toBe(`/${locale}/method#quarantine-month-above-total`);
        await page.goto(at(href));
        const rule = page.locator('#quarantine-month-above-total');
        expect(await rule.locator('h3').textContent()).toMatch(
          locale === 'en' ? /^More active than there are/ : /^Plus d’actifs que de comptes/,
        );
        expect(await rule.textContent()).toMatch(
          locale === 'en' ? /by more than 10% and 200/ : /de plus de 10\s%/,
        );
      }
    },
  );
});
