import type { HostName } from '../../../db/model/host-name.ts';
import { findMove } from '../../../db/queries/find-move.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { type Problem, problem } from '../problem.ts';

/**
 * Not found, and where the name moved to, when it did. Else the same words whatever the reason: an opt-out must not be
 * told from a name nobody ever mentioned.
 */
export async function notListed(database: CensusDatabase, host: HostName): Promise<Problem> {
  const target = await findMove(database, host);
  if (target !== undefined)
    return problem(404, `${host} has moved to ${target}: ask for /api/v1/instances/${target}.`);
  return problem(
    404,
    `No server named ${host} is listed. Find names with /api/v1/instances?q=, or with no parameter for all.`,
  );
}
