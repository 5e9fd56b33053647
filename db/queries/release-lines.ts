import { sql } from 'kysely';
import { preReleasePattern } from '../model/release-line.ts';
import { presentStatuses } from '../model/status.ts';
import type { CensusDatabase } from '../tables.ts';
import { listedInstances } from './instance-rows.ts';
import { releaseSeries } from './release-series.ts';

/** Servers of one software on one line of releases. */
export interface LineServers {
  /** See `ReleaseLine`; null: servers whose version is not stated, or begins with no number. */
  readonly series: string | null;
  readonly isPreRelease: boolean;
  readonly servers: number;
  /** Under how many registrable domains they are: who has a hundred names is one. */
  readonly domains: number;
}

/** More lines than any software has; those that most domains run are kept. */
const maxLines = 1_000;

/**
 * Which lines of releases do the servers of a software run now? One row a line, pre-releases apart; servers that are up or
 * failing and whose figures count.
 *
 * @param software as NodeInfo names it.
 */
export async function releaseLines(db: CensusDatabase, software: string): Promise<readonly LineServers[]> {
  return listedInstances(db)
    .where('software.name', '=', software)
    .where('host.status', 'in', presentStatuses)
    .where('quarantine.rule', 'is', null)
    .select((eb) => [
      sql<string | null>`nullif(${releaseSeries}, '')`.as('series'),
      sql<boolean>`release.version ~* ${sql.lit(preReleasePattern)}`.as('isPreRelease'),
      eb.fn.countAll<number>().as('servers'),
      eb.fn.count<number>('host.registrable_domain').distinct().as('domains'),
    ])
    .groupBy(['series', 'isPreRelease'])
    .orderBy('domains', 'desc')
    .orderBy('series')
    .orderBy('isPreRelease')
    .limit(maxLines)
    .execute();
}
