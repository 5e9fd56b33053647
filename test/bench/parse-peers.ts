import { parseJson } from '../../crawler/net/json.ts';
import { readPeerList } from '../../crawler/software/peers.ts';
import { type Benchmark, compared, medianMs } from './benchmark.ts';

const names = 50_000;

/**
 * Reading a peer list of 50,000 names, from bytes to checked host names, beside `JSON.parse` of the same bytes, which
 * checks nothing.
 */
export const parsePeersBenchmark: Benchmark = {
  name: 'parse-peers',
  run: async () => {
    const list = Array.from({ length: names }, (_, index) => `server-${index}.example-${index % 977}.org`);
    const bytes = Buffer.from(JSON.stringify(list));
    const { taskMs, baselineMs } = await medianMs(
      7,
      () => {
        const parsed = parseJson(bytes);
        if (!parsed.ok) throw new Error(parsed.reason);
        const peers = readPeerList({ kind: 'json', value: parsed.value });
        if (peers.kind !== 'read' || peers.hosts.size !== names) throw new Error('not all names were read');
      },
      () => JSON.parse(bytes.toString('utf8')),
    );
    return [compared('parse-peers.50000-names', 'ms', taskMs, baselineMs)];
  },
};
