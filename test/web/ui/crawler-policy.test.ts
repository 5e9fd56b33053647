import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { userAgent } from '../../../crawler/net/http.ts';
import { defaultHttpLimits } from '../../../crawler/net/limits.ts';
import { productToken } from '../../../crawler/net/product-token.ts';
import { retryAfterBounds } from '../../../crawler/net/retry-after.ts';
import { parseRobots } from '../../../crawler/net/robots.ts';
import type { NodeInfo } from '../../../crawler/nodeinfo/nodeinfo.ts';
import { backOffs } from '../../../crawler/schedule/back-off.ts';
import { schedulePolicy } from '../../../crawler/schedule/next-visit.ts';
import type { Answer, Ask } from '../../../crawler/software/adapter.ts';
import { adapterOf } from '../../../crawler/software/table.ts';
import { maxCrawlDelaySeconds, maxVisitRequests } from '../../../crawler/visit/asking.ts';
import { noFigures } from '../../../db/model/figures.ts';
import type { HostName } from '../../../db/model/host-name.ts';
import { proofPath, proofRecordName, removalChecksAfterMs } from '../../../db/model/removal.ts';
import { isAllowed } from '../../../db/model/robots.ts';
import { softwareFamilies } from '../../../db/model/software-families.ts';
import { loadMessages } from '../../../web/i18n/load-messages.ts';
import * as policy from '../../../web/ui/policy/crawler-policy.ts';
import { policyFacts } from '../../../web/ui/policy/policy-facts.ts';
import { familyRequests } from '../../../web/ui/policy/requests.ts';

const environment = { siteUrl: 'https://census.net/', contact: 'ops@census.net' };

test('the page shows the User-Agent that the crawler sends', () => {
  const sent = userAgent({
    version: 'x.y.z',
    policyUrl: 'https://census.net/crawler',
    contact: 'ops@census.net',
  });
  expect(policy.exampleUserAgent(environment)).toBe(sent);
  expect(policy.exampleUserAgent({ ...environment, contact: null })).toBe(
    userAgent({ version: 'x.y.z', policyUrl: 'https://census.net/crawler', contact: null }),
  );
});

test('the page names the token that the crawler obeys', () => {
  expect(policy.productToken).toBe(productToken);
});

test('the robots.txt that the page advises keeps the crawler out of all that it would read', () => {
  const robots = parseRobots(policy.robotsTxtExample);
  const documents = familyRequests.flatMap(({ about, peers }) => [...about, ...peers]);
  const wellKnown = ['nodeinfo', 'x-nodeinfo2', 'host-meta'].map((name) => `/.well-known/${name}`);
  const paths = [...wellKnown, '/nodeinfo/2.0', ...documents.map(({ path }) => path)];
  expect(paths.filter((path) => isAllowed(robots, path))).toEqual([]);
});

test('a contact leads to a mail or an https page, and to nothing else', () => {
  expect(policy.contactHref('ops@census.net')).toBe('mailto:ops@census.net');
  expect(policy.contactHref('https://census.net/contact')).toBe('https://census.net/contact');
  expect(policy.contactHref('javascript:alert(1)')).toBeNull();
});

/** Answers by which adapters are led to every document that they know; each is given to all questions of a visit. */
const answers: readonly Answer[] = [
  { kind: 'json', value: {} },
  { kind: 'json', value: [] },
  { kind: 'json', value: { version: '4.5.0', registrations: { enabled: false } } },
  { kind: 'json', value: Array.from({ length: 100 }, (_, index) => ({ host: `mere-${index}.net` })) },
  { kind: 'json', value: { data: [] } },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 404 },
  { kind: 'unusable', reason: 'not-json' },
];
const ordinary: Omit<NodeInfo, 'software' | 'version'> = {
  figures: noFigures,
  openRegistrations: null,
  // Funkwhale is asked for its peers only when it says that they are public.
  metadata: { knownNodesListUrl: 'https://tarn.net/nodes' },
  instance: {},
};
const versions = ['0.19.14', '1.0.0', '2.0.0', '3.6.0', '4.5.1', '12.119.0', '2026.10.0'];

/** What a software is asked for, whatever it answers: the documents about itself, its peer list, and the most at once. */
async function askedOf(software: string) {
  const about = new Set<string>();
  const peers = new Set<string>();
  let most = 0;
  for (const version of versions) {
    for (const [index] of answers.entries()) {
      for (const step of [0, 1]) {
        let questions = 0;
        const noting =
          (documents: Set<string>): Ask =>
          async (path, options) => {
            documents.add(`${options?.post === undefined ? 'GET' : 'POST'} ${path.split('?', 1)[0]}`);
            const answer = answers[(index + step * questions) % answers.length];
            questions += 1;
            return answer ?? { kind: 'status', status: 404 };
          };
        const nodeInfo: NodeInfo = { ...ordinary, software, version };
        await adapterOf(software).readAbout(noting(about), nodeInfo);
        most = Math.max(most, questions);
        await adapterOf(software).readPeers(noting(peers), { nodeInfo, from: null, maxRequests: 3 });
      }
    }
  }
  return { about, peers, most };
}

test.for(familyRequests)('the page names every document that $software is asked for', async (family) => {
  const named = (documents: (typeof family)['about']) =>
    documents.map(({ method, path }) => `${method} ${path}`);
  const heard = await Promise.all(family.software.map(askedOf));
  for (const { about, peers, most } of heard) {
    expect([...about].filter((each) => !named(family.about).includes(each))).toEqual([]);
    expect([...peers].filter((each) => !named(family.peers).includes(each))).toEqual([]);
    expect(most).toBeLessThanOrEqual(policyFacts.documents);
  }
  // And none that nobody is asked for.
  expect(heard.some(({ about }) => about.size > 0)).toBe(true);
  expect(heard.some(({ peers }) => peers.size > 0)).toBe(family.peers.length > 0);
});

test('software that the page does not name is asked for NodeInfo alone', async () => {
  const table = await readFile(new URL('../../../crawler/software/table.ts', import.meta.url), 'utf8');
  const unlisted = [...table.matchAll(/^ {2}\['([^']+)', nodeInfoOnly\]/gm)].map(([, name]) => name ?? '');
  expect(unlisted.length).toBeGreaterThan(10);
  const known = [...Object.values(softwareFamilies).flat(), ...unlisted];
  expect(known.length).toBeGreaterThan(50);
  const listed = new Set(familyRequests.flatMap(({ software }) => software));
  for (const software of known.filter((name) => !listed.has(name))) {
    const { about, peers } = await askedOf(software);
    expect([software, ...about, ...peers]).toEqual([software]);
  }
});

const dayMs = 86_400_000;

test('the numbers of the page are those that the crawler keeps', () => {
  const { requests, bodyMebibytes, redirects, crawlDelaySeconds, retryAfterDays } = policyFacts;
  expect({ requests, redirects, crawlDelaySeconds }).toEqual({
    requests: maxVisitRequests,
    redirects: defaultHttpLimits.maxRedirects,
    crawlDelaySeconds: maxCrawlDelaySeconds,
  });
  expect(bodyMebibytes * 1024 * 1024).toBe(defaultHttpLimits.maxBodyBytes);
  expect(retryAfterDays * 86_400).toBe(retryAfterBounds.maxSeconds);
  const schedule = schedulePolicy;
  const { visitEarliestHours, visitLatestHours, firstPauseHours, longestPauseDays } = policyFacts;
  expect(visitEarliestHours * 3_600_000).toBe(schedule.upMinMs);
  expect(visitLatestHours).toBe(Math.ceil(schedule.upMaxMs / 3_600_000));
  const pauses = Object.values(backOffs);
  expect(firstPauseHours * 3_600_000).toBe(Math.min(...pauses.map((pause) => pause.knownFirstMs)));
  // "Up to half a day where that is more likely to help"; a name that leads into a private network waits for a week.
  const firstPauses = pauses.map((pause) => pause.knownFirstMs).filter((ms) => ms < dayMs);
  expect(Math.max(...firstPauses)).toBe(dayMs / 2);
  expect(longestPauseDays * dayMs).toBe(Math.max(...pauses.map((pause) => pause.maxMs)));
  expect(policyFacts.goneAfterDays * dayMs).toBe(schedule.goneAfterMs);
  expect(policyFacts.gonePauseDays * dayMs).toBe(schedule.goneMs);
  expect(policyFacts.peersEveryDays * dayMs).toBe(schedule.peersEveryMs);
  expect(backOffs['timed-out'].factor).toBe(2);
});

test('the texts of the page take their numbers from there, and have none of their own', async () => {
  for (const locale of ['en', 'fr'] as const) {
    const { limits, requests, bySoftwareNote } = (await loadMessages(locale)).crawler;
    const texts = [...Object.values(limits), requests.api.when, requests.peers.when, bySoftwareNote];
    expect(texts.join('\n').replace(/\{\w+\}/g, '')).not.toMatch(/\d/);
    const named = new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)));
    // "About once a week" and "pauses that double" stand there in words.
    expect([...named].sort()).toEqual(
      Object.keys(policyFacts)
        .filter((name) => name !== 'peersEveryDays')
        .sort(),
    );
  }
});

/** The README writes small numbers in words. */
const inWords: Readonly<Record<number, string>> = { 3: 'three', 8: 'eight' };

test('the README says the same numbers, the same name and the same ways out as the page', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const section = readme.slice(readme.indexOf('## How the crawler behaves'), readme.indexOf('## Commands'));
  const said = section.replace(/\s+/g, ' ');
  const facts = policyFacts;
  expect(said).toContain(`at most ${inWords[facts.requests]} requests a visit`);
  expect(said).toContain(`asked again after ${inWords[facts.firstPauseHours]} to twelve hours`);
  // A week, two weeks, a month.
  expect([facts.longestPauseDays, facts.goneAfterDays, facts.gonePauseDays]).toEqual([7, 14, 30]);
  expect(said).toContain('pauses that double up to a week; after two weeks of failures once a month');
  expect(said).toContain('peer lists once a week');
  expect(said).toContain(`\`Retry-After\` (up to ${facts.retryAfterDays} days)`);
  expect(said).toContain(`\`Crawl-delay\` (above ${facts.crawlDelaySeconds} seconds`);
  expect(said).toContain(`token \`${policy.productToken}\``);
  expect(said).toContain(`\`${policy.robotsTxtExample.split('\n')[1]}\` for \`${policy.productToken}\``);
  expect(said).toContain(`\`${proofRecordName('HOST' as HostName)}\``);
  expect(said).toContain(proofPath.slice(0, proofPath.lastIndexOf('/') + 1));
  for (const way of ['`X-Robots-Tag`', '410', 'removal page', 'optout']) expect(said).toContain(way);
});

test('the page and the removal page name every way out', async () => {
  for (const locale of ['en', 'fr'] as const) {
    const { crawler, removal } = await loadMessages(locale);
    expect(crawler.outRobots).toContain('robots.txt');
    expect(crawler.outHeader).toMatch(/X-Robots-Tag.*410 Gone/s);
    expect(crawler.outProof).toMatch(/<link>.*DNS/s);
    expect(crawler.outContact).toContain('{contact}');
    // When the proof is looked for, in the words of the page: 1, 5, 30 minutes, 2, 12, 24, 48 hours, 7 days.
    const numbers = [...removal.state.note.matchAll(/\d+/g)].map(([digits]) => Number(digits));
    const [, ...later] = removalChecksAfterMs.map((ms) =>
      ms < 3_600_000 ? ms / 60_000 : ms < 7 * dayMs ? ms / 3_600_000 : ms / dayMs,
    );
    expect(numbers).toEqual(later);
  }
});

test('the address in the User-Agent leads to the page', () => {
  const { pathname } = new URL(/\+(\S+?)[;)]/.exec(policy.exampleUserAgent(environment))?.[1] ?? '');
  expect(pathname).toBe('/crawler');
});
