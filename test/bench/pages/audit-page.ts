import lighthouse, { type Result } from 'lighthouse';
import { median } from '../benchmark.ts';

/** What Lighthouse says of a page; the medians of some runs. Sizes in bytes, times in milliseconds. */
export interface PageAudit {
  /** 0 to 100, by category. */
  readonly scores: Readonly<Record<Category, number>>;
  readonly largestContentfulPaintMs: number;
  readonly totalBlockingMs: number;
  readonly layoutShift: number;
  readonly htmlBytes: number;
  readonly htmlTransferBytes: number;
  readonly scriptTransferBytes: number;
  readonly transferBytes: number;
  readonly requests: number;
  /** Audits that found something in any run, with Lighthouse's own words for how much. */
  readonly failed: readonly string[];
}

/** The four categories, in Lighthouse's names. */
export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof categories)[number];

/** One row of Lighthouse's list of requests, as far as we read it. */
interface RequestRow {
  readonly url: string;
  readonly resourceType?: string;
  readonly transferSize: number;
  readonly resourceSize: number;
}

/**
 * Runs Lighthouse on a page as it comes: mobile preset (a phone of 412 pixels, CPU four times slower, 1.6 Mbit/s, 150 ms, both reckoned from a
 * load at full speed).
 *
 * @param port of the browser's remote debugging.
 * @param runs an odd number.
 */
export async function auditPage(url: string, port: number, runs: number): Promise<PageAudit> {
  const results: Result[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await auditOnce(url, port));
  const of = (figure: (result: Result) => number) => median(results.map(figure));
  const audit = (id: string) => of(({ audits }) => audits[id]?.numericValue ?? Number.NaN);
  const sizes = (figure: (rows: readonly RequestRow[]) => number) =>
    of((result) => figure(requestsOf(result)));
  const transferOf = (rows: readonly RequestRow[]) =>
    rows.reduce((sum, { transferSize }) => sum + transferSize, 0);
  const documents = (rows: readonly RequestRow[]) =>
    rows.filter(({ resourceType }) => resourceType === 'Document');
  const scoreOf = (category: Category) =>
    of(({ categories: scored }) => Math.round((scored[category]?.score ?? 0) * 100));
  return {
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
      seo: scoreOf('seo'),
    },
    largestContentfulPaintMs: audit('largest-contentful-paint'),
    totalBlockingMs: audit('total-blocking-time'),
    layoutShift: audit('cumulative-layout-shift'),
    htmlBytes: sizes((rows) => documents(rows).reduce((sum, { resourceSize }) => sum + resourceSize, 0)),
    htmlTransferBytes: sizes((rows) => transferOf(documents(rows))),
    scriptTransferBytes: sizes((rows) =>
      transferOf(rows.filter(({ resourceType }) => resourceType === 'Script')),
    ),
    transferBytes: sizes(transferOf),
    requests: sizes(({ length }) => length),
    failed: [...new Set(results.flatMap(failedAudits))].sort(),
  };
}

async function auditOnce(url: string, port: number): Promise<Result> {
  const run = await lighthouse(url, {
    port,
    logLevel: 'error',
    output: 'json',
    onlyCategories: [...categories],
  });
  if (run === undefined) throw new Error(`Lighthouse has said nothing of ${url}.`);
  if (run.lhr.runtimeError !== undefined) throw new Error(`${url}: ${run.lhr.runtimeError.message}`);
  return run.lhr;
}

function requestsOf({ audits }: Result): readonly RequestRow[] {
  const details = audits['network-requests']?.details;
  if (details?.type !== 'table') throw new Error('Lighthouse lists no requests.');
  return details.items as unknown as readonly RequestRow[];
}

/** Audits that were scored, or found something to save, and are not passed (0.9 is Lighthouse's own border). */
function failedAudits({ audits }: Result): readonly string[] {
  return Object.values(audits)
    .filter(
      ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
    )
    .map(({ id, displayValue }) => (displayValue === undefined ? id : `${id} (${displayValue})`));
}
