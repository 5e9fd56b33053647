import { accuracyBenchmark } from './accuracy.ts';
import { apiBenchmark } from './api.ts';
import type { Benchmark } from './benchmark.ts';
import { crawlBenchmark } from './crawl.ts';
import { exportsBenchmark } from './exports.ts';
import { instanceListBenchmark } from './instance-list.ts';
import { pagesBenchmark } from './pages.ts';
import { parsePeersBenchmark } from './parse-peers.ts';
import { quarantineBenchmark } from './quarantine.ts';
import { ruleTopicsBenchmark } from './rule-topics.ts';
import { sizeBenchmark } from './size.ts';
import { soakBenchmark } from './soak.ts';

/**
 * `npm run bench [-- NAME…]`: runs every benchmark, or those whose name contains one of the words, one after the other,
 * and prints one JSON object a line. A figure only means something beside its baseline, measured in the same run.
 */
const benchmarks: readonly Benchmark[] = [
  parsePeersBenchmark,
  ruleTopicsBenchmark,
  quarantineBenchmark,
  accuracyBenchmark,
  sizeBenchmark,
  exportsBenchmark,
  instanceListBenchmark,
  apiBenchmark,
  pagesBenchmark,
  crawlBenchmark,
  soakBenchmark,
];

const words = process.argv.slice(2);
const chosen = benchmarks.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
if (chosen.length === 0) {
  process.stderr.write(
    `No benchmark is called ${words.join(' or ')}. There are: ${benchmarks.map(({ name }) => name).join(', ')}\n`,
  );
  process.exitCode = 2;
}
for (const { name, run } of chosen) {
  process.stderr.write(`bench: ${name} …\n`);
  for (const figure of await run()) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
