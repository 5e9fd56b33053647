import { sql } from 'kysely';
import { preReleasePattern } from '../model/release-line.ts';
import { presentStatuses } from '../model/status.ts';
import type { CensusDatabase } from '../tables.ts';
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
  // Releases are few: what line each is of is found once, not for every server. Domains are told apart by a hash, not by sorting them.
  const { rows } = await sql<LineServers>`
    with line as materialized (
      select release_id, nullif(${releaseSeries}, '') as series,
        release.version ~* ${preReleasePattern} as is_pre_release
      from release join software using (software_id) where software.name = ${software}
    ), domain as (
      select line.series, line.is_pre_release, count(*) as servers
      from line join instance using (release_id) join host using (host_id)
      where host.status = any(${[...presentStatuses]}::text[])
        and not exists (select from quarantine where quarantine.host_id = host.host_id and quarantine.to_day is null)
      group by line.series, line.is_pre_release, host.registrable_domain
    )
    select series, is_pre_release as "isPreRelease", sum(servers)::bigint as servers, count(*) as domains
    from domain group by series, is_pre_release
    order by domains desc, series, is_pre_release limit ${maxLines}`.execute(db);
  return rows;
}
