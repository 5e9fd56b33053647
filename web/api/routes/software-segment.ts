import { textLimits } from '../../../db/model/text.ts';
import { newestNetworkDay } from '../../../db/queries/day-figures.ts';
import { hasSoftware, largestSoftware } from '../../../db/queries/software-versions.ts';
import type { CensusDatabase } from '../../../db/tables.ts';
import { nearestName } from '../../params/nearest-name.ts';
import type { PathSegment } from '../endpoint.ts';
import { type Problem, problem } from '../problem.ts';

/** A mistyped name is compared with so many, those with most servers. */
const maxCompared = 500;

/** The name in the paths below `/api/v1/software/{name}`. */
export const softwareSegment: PathSegment = {
  name: 'name',
  description: 'Name of the software as NodeInfo gives it, such as "mastodon".',
  schema: { type: 'string', maxLength: textLimits.software },
};

/** Reads the name of a software in a path: one that the census has, or 404 with the one that was most likely meant. */
export async function readSoftware(
  db: CensusDatabase,
  segment: string,
): Promise<{ readonly kind: 'software'; readonly name: string } | Problem> {
  const name = segment.toLowerCase();
  const isName = name.length <= textLimits.software && !name.includes('\0');
  if (isName && (await hasSoftware(db, name))) return { kind: 'software', name };
  const nearest = nearestName(name, await knownNames(db));
  const advice =
    nearest === undefined
      ? '/api/v1/software lists those that are.'
      : `Did you mean ${JSON.stringify(nearest)}?`;
  return problem(404, `No server of ${JSON.stringify(segment.slice(0, 100))} is in the census. ${advice}`);
}

async function knownNames(db: CensusDatabase): Promise<readonly string[]> {
  const newest = await newestNetworkDay(db);
  if (newest === undefined) return [];
  return (await largestSoftware(db, newest.day, maxCompared)).map(({ software }) => software);
}
