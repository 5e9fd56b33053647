import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Visit } from '../../../crawler/run/run-state.ts';
import { addHosts } from '../../../db/writes/add-hosts.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { runCrawl } from '../../support/run-crawl.ts';
import { failedVisit, hostName, peersOf, reading, visitOf } from '../../support/visit-records.ts';

const at = '2026-03-01T12:00:00Z';
const nameOf = (index: number) => `host-${index}.social`;

/** Whom each server names; a server without a list is not there. */
const graph = fc.integer({ min: 2, max: 120 }).chain((size) =>
  fc.array(fc.option(fc.array(fc.nat({ max: size - 1 }), { maxLength: 6 }), { freq: 8 }), {
    minLength: size,
    maxLength: size,
  }),
);

function reachable(peers: readonly (readonly number[] | null)[]): ReadonlySet<number> {
  const seen = new Set([0]);
  for (const index of seen) for (const next of peers[index] ?? []) seen.add(next);
  return seen;
}

test('case 116: in any peer graph, and wherever a run is stopped, what can be reached is visited exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(graph, fc.array(fc.nat({ max: 60 }), { maxLength: 2 }), async (peers, stops) => {
      await using database = await createTestDatabase();
      await addHosts(database.db, [hostName(nameOf(0))], { source: 'seed', at: new Date(at) });
      const visits = new Map<string, number>();
      const visiting = (stopAfter: number | undefined, stop: AbortController): Visit => {
        let begun = 0;
        return async ({ host }) => {
          begun += 1;
          if (begun === stopAfter) stop.abort();
          visits.set(host, (visits.get(host) ?? 0) + 1);
          const named = peers[Number(/\d+/.exec(host)?.[0])];
          if (named == null)
            return failedVisit(host, at, { status: 'silent', nextVisitAt: new Date('2026-03-02T12:00:00Z') });
          const list = peersOf({ count: named.length, hosts: named.map((index) => hostName(nameOf(index))) });
          return visitOf(host, at, { peers: list, instance: reading({ rules: null }) });
        };
      };
      for (const stopAfter of [...stops, undefined]) {
        const stop = new AbortController();
        await runCrawl(database, {
          now: () => new Date(at),
          stop: stop.signal,
          visit: visiting(stopAfter, stop),
        });
      }
      const expected = [...reachable(peers)].map(nameOf).toSorted();
      expect([...visits.keys()].toSorted()).toEqual(expected);
      // A failure that a stop leaves undecided is asked once more; nothing else is.
      const again = [...visits].filter(
        ([host, times]) => times > 1 && peers[Number(/\d+/.exec(host)?.[0])] !== null,
      );
      expect(again).toEqual([]);
      const snapshots = await database.db.selectFrom('snapshot').select('host_id').execute();
      expect(snapshots).toHaveLength(
        expected.filter((name) => peers[Number(/\d+/.exec(name)?.[0])] != null).length,
      );
    }),
    { numRuns: 5 },
  );
}, 120_000);
