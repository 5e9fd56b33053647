import type { HostName } from '../../../db/model/host-name.ts';
import { type Problem, problem } from '../problem.ts';

/** Not found. The same words whatever the reason: an opt-out must not be told from a name nobody ever mentioned. */
export function notListed(host: HostName): Problem {
  return problem(
    404,
    `No server named ${host} is listed. Find names with /api/v1/instances?q=, or with no parameter for all.`,
  );
}
