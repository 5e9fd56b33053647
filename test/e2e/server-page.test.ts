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

  test('a server says in which country its host network is, and what that does not say; one of which we do not know it says so', async () => {
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
    const silent = await factsOf(`/en/servers/${notableServers.silent}`);
    expect(silent).toContain('Host network innot known');
    expect(silent).not.toContain('it is the CDN’s');
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
    expect(await page.getByRole('link', { name: /^Remove: .*Spam and advertising/ }).count()).toBe(1);
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
    expect(annotated).toContain('Translation into French, ');
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
    const way = box.getByRole('link', {
      name: 'Apply for an account at changewell.net: somebody reads applications',
    });
    expect(await way.getAttribute('rel')).toBe('noopener nofollow');
    expect(await way.getAttribute('href')).toBe('https://join.changewell.net/ask');
    expect(await box.getByText('leads to join.changewell.net').count()).toBe(1);
    expect(await box.textContent()).toContain('You can move to another server later');
    await page.goto(at(`/en/servers/${notableServers.documents}`));
    expect(await box.textContent()).toContain('An account here cannot be moved to another server later.');
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
    expect(await box.getByRole('link').allTextContents()).toEqual(['Look around at passingmoor.net']);
  });

  test('what a server states of itself is shown, in the reader’s numbers', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/fr/servers/${notableServers.largest}`));
    const facts = (await page.locator('#facts').textContent()) ?? '';
    expect(facts.replace(/[\u00a0\u202f]/g, ' ')).toMatch(/Caractères par message, au plus5 000/);
    expect(facts).toContain('@nom@brightwater.net');
    expect(facts).toMatch(/environ \d+ autres serveurs/);
    const terms = page.locator('#facts dl a[rel]').first();
    expect(await terms.getAttribute('href')).toBe('https://brightwater-commons.net/terms-of-service');
    expect(await page.content()).not.toContain('never-shown@');
    expect(await page.locator('#figures li').allTextContents()).toHaveLength(1);
    expect(facts).toMatch(/Il ne dit rien de\s: Votes négatifs/);
  });

  test('what a server does not state is said so, and zero stays zero', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const activeOf = async (domain: string) => {
      await page.goto(at(`/en/servers/${domain}`));
      return page.locator('#figures dl > div').first().textContent();
    };
    expect(await activeOf(notableServers.silent)).toBe('Active within a monthnot stated');
    expect(await activeOf(notableServers.zero)).toMatch(/^Active within a month0reported on \w+ \d+, \d+$/);
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

  test.for([
    [
      'en',
      notableServers.rewritten,
      /^For people who write in English and want to write short posts and follow people: a medium-sized server with \d+ people active in a month, where somebody reads applications, there since before this census began\.$/,
    ],
    [
      'fr',
      notableServers.documents,
      /^Pour qui écrit en anglais et veut discuter en groupe\s: un serveur de taille moyenne, où \d+ personnes sont actives en un mois, où quelqu’un lit les demandes, présent dès le début de ce recensement\.$/,
    ],
    ['en', notableServers.relay, /^For other servers, not for people: a relay/],
  ] as const)('%s: a server says in one sentence whom it is for: %s', async ([locale, domain, sentence]) => {
    await using reader = await site().open({ runsScripts: false, locale });
    await reader.page.goto(at(`/${locale}/servers/${domain}`));
    expect(await reader.page.locator('#audience p').first().textContent()).toMatch(sentence);
  });

  test('what the sentence would need and nobody states stands beside it; a server that is gone has none', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.silent}`));
    expect(await page.locator('#audience p').last().textContent()).toBe(
      'Not stated: languages, how many people are active, and how one gets an account.',
    );
    for (const name of ['Terms of use', 'Privacy policy', 'Who answers for it', 'Source of its software'])
      expect((await page.locator('#facts').textContent()) ?? '').toContain(`${name}no page named`);
    await page.goto(at(`/en/servers/${notableServers.gone}`));
    expect(await page.locator('#audience').count()).toBe(0);
  });

  test('how current a version is, is measured by other servers, and the method says how', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    const factsOf = async (domain: string) => {
      await page.goto(at(`/en/servers/${domain}`));
      return (await page.locator('#facts').textContent()) ?? '';
    };
    expect(await factsOf(notableServers.relay)).toContain(
      'Too few servers run AodeRelay to tell how current this version is.',
    );
    expect(await factsOf(notableServers.silent)).toContain('The server states no version');
    const facts = await factsOf(notableServers.largest);
    expect(facts).toMatch(
      /Mastodon 4\.5\.1The newest release line that servers run: [\d.]+% of those with Mastodon are on 4\.5\./,
    );
    expect(facts).toMatch(/Uptime.*the last 30 days.*counts neither as up nor as down/);
    expect(facts).toContain('How old it is, it does not state.');
    await follow(page, page.getByRole('link', { name: 'How that is told' }));
    const told = (await page.locator('#releases').textContent()) ?? '';
    expect(told).toContain('under 3 registrable domains');
    expect(told).toContain('fewer than 10 servers');
  });

  test('similar servers say what they have in common, and lead to their page and to a comparison', async () => {
    await using reader = await site().open({ runsScripts: false });
    const { page } = reader;
    await page.goto(at(`/en/servers/${notableServers.rewritten}`));
    const similar = page.locator('#similar li', { has: page.locator('h3') });
    expect(await similar.count()).toBe(6);
    expect(await page.locator('#similar').textContent()).not.toContain(notableServers.rewritten);
    const [first] = await similar.all();
    expect(await first?.textContent()).toContain('language: English');
    const href = await first?.locator('h3 a').getAttribute('href');
    expect(href).toMatch(/^\/en\/servers\/[a-z0-9.-]+$/);
    const pair = await first?.getByRole('link', { name: /^Compare the two/ }).getAttribute('href');
    expect(pair).toBe(
      `/en/compare?server=${notableServers.rewritten}&server=${href?.replace('/en/servers/', '')}`,
    );
    // The same at every visit.
    const names = () => similar.locator('h3').allTextContents();
    const before = await names();
    await page.reload();
    expect(await names()).toEqual(before);
    await page.goto(at(`/en/servers/${notableServers.relay}`));
    expect(await page.locator('#similar').count()).toBe(0);
  });

  test('a server that is left learns from where somebody comes, not from which page', async () => {
    await using reader = await site().open({ runsScripts: false });
    const answer = await reader.page.goto(at(`/en/servers/${notableServers.rewritten}`));
    expect(answer?.headers()['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(await reader.page.locator('[referrerpolicy]').count()).toBe(0);
  });
});
