import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath, launchChromium } from '../e2e/chromium.ts';
import { buildSite } from '../e2e/site.ts';
import { notableServers } from '../support/notable-servers.ts';
import { freePort, OwnPostgres } from '../support/own-postgres.ts';
import { alone, type Benchmark, type BenchmarkFigure } from './benchmark.ts';
import { auditPage, categories, type PageAudit } from './pages/audit-page.ts';
import { fillLargeCensus } from './pages/fill-large-census.ts';
import { type PageCost, pageCost } from './pages/page-cost.ts';
import { type BenchSite, startBenchSite } from './pages/start-site.ts';

const instances = 40_000;
const runs = 3;

const pages: Readonly<Record<string, string>> = {
  home: '/en',
  question: '/en/choose',
  suggestions: '/en/choose?language=en&purpose=general&sign_up=wait&rule_topic=spam&seed=k7',
  directory: '/en/servers',
  server: `/en/servers/${notableServers.largest}`,
  growth: '/en/growth',
};

/**
 * Pages of the built site over 40,000 instances: Lighthouse with its mobile preset (median of three runs), and what one answer
 * costs the site in CPU time. The browser knows no way to anywhere but this machine. The table, and what Lighthouse
 * finds fault with, go to stderr. `FEDICENSUS_PAGES` names the pages to measure, parted by commas.
 */
export const pagesBenchmark: Benchmark = {
  name: 'pages',
  run: async () => {
    if (chromiumPath === null) {
      process.stderr.write('bench: pages: skipped, there is no Chromium (CHROMIUM_PATH)\n');
      return [];
    }
    await buildSite();
    await using postgres = await OwnPostgres.open({ shared_buffers: '128MB', max_wal_size: '4GB' });
    await fillLargeCensus(postgres.db, instances);
    await using folder = await mkdtempDisposable(join(tmpdir(), 'fedicensus-pages-'));
    await using site = await startBenchSite(postgres.url, folder.path);
    const figures: BenchmarkFigure[] = [];
    for (const [name, path] of chosenPages()) {
      const cost = await pageCost(postgres.db, site, path);
      const audit = await audited(site, path);
      process.stderr.write(lineOf(name, audit, cost));
      figures.push(...figuresOf(name, audit, cost));
    }
    return figures;
  },
};

function chosenPages(): readonly (readonly [string, string])[] {
  const wanted = process.env.FEDICENSUS_PAGES?.split(',');
  return Object.entries(pages).filter(([name]) => wanted === undefined || wanted.includes(name));
}

/** A browser a page: one that has seen others would have their files. */
async function audited(site: BenchSite, path: string): Promise<PageAudit> {
  const port = await freePort();
  const browser = await launchChromium([
    `--remote-debugging-port=${port}`,
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ]);
  try {
    return await auditPage(`${site.origin}${path}`, port, runs);
  } finally {
    await browser.close();
  }
}

function figuresOf(page: string, audit: PageAudit, cost: PageCost): readonly BenchmarkFigure[] {
  const figure = (name: string, unit: string, value: number) => alone(`pages.${page}.${name}`, unit, value);
  return [
    ...categories.map((category) => figure(category, 'points', audit.scores[category])),
    figure('largest-contentful-paint', 'ms', audit.largestContentfulPaintMs),
    figure('total-blocking-time', 'ms', audit.totalBlockingMs),
    figure('layout-shift', 'score', audit.layoutShift),
    figure('html', 'KB', audit.htmlBytes / 1000),
    figure('html-compressed', 'KB', audit.htmlTransferBytes / 1000),
    figure('script-compressed', 'KB', audit.scriptTransferBytes / 1000),
    figure('all-compressed', 'KB', audit.transferBytes / 1000),
    figure('requests', 'requests', audit.requests),
    figure('failed-audits', 'audits', audit.failed.length),
    figure('cpu-uncached', 'ms', cost.uncachedMs),
    figure('cpu-cached', 'ms', cost.cachedMs),
  ];
}

/** A row of a Markdown table, and below it what Lighthouse finds fault with. */
function lineOf(page: string, audit: PageAudit, { uncachedMs, cachedMs }: PageCost): string {
  const kilobytes = (bytes: number) => Math.round(bytes / 1000);
  const cells = [
    page,
    categories.map((category) => audit.scores[category]).join(' / '),
    `${(audit.largestContentfulPaintMs / 1000).toFixed(1)} s`,
    `${Math.round(audit.totalBlockingMs)} ms`,
    audit.layoutShift.toFixed(3),
    `${kilobytes(audit.htmlBytes)} / ${kilobytes(audit.htmlTransferBytes)}`,
    kilobytes(audit.scriptTransferBytes),
    kilobytes(audit.transferBytes),
    audit.requests,
    `${Math.round(uncachedMs)} / ${Math.round(cachedMs)} ms`,
  ];
  return `| ${cells.join(' | ')} |\n${audit.failed.map((each) => `  - ${each}\n`).join('')}`;
}
