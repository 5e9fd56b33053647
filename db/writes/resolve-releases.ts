import type { Transaction } from 'kysely';
import type { Database } from '../tables.ts';

/** What tells releases apart. */
interface Release {
  readonly software: string;
  /** Null when the server gave none. */
  readonly version: string | null;
}

const keyOf = (software: string, version: string) => `${software}\u0000${version}`;

/**
 * Finds the ids of releases, adding software and versions that were not seen before.
 *
 * @returns a function from a release of the list to its id.
 */
export async function resolveReleases(
  trx: Transaction<Database>,
  releases: readonly Release[],
): Promise<(release: Release) => number> {
  const wanted = new Map(
    releases.map(({ software, version }) => [
      keyOf(software, version ?? ''),
      { software, version: version ?? '' },
    ]),
  );
  let ids = await findReleases(trx, [...wanted.values()]);
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, release]) => release);
  if (missing.length > 0) {
    await addReleases(trx, missing);
    ids = await findReleases(trx, [...wanted.values()]);
  }
  return ({ software, version }) => {
    const id = ids.get(keyOf(software, version ?? ''));
    if (id === undefined) throw new Error(`Release not found after it was added: ${software} ${version}`);
    return id;
  };
}

async function findReleases(
  trx: Transaction<Database>,
  releases: readonly { readonly software: string; readonly version: string }[],
): Promise<Map<string, number>> {
  if (releases.length === 0) return new Map();
  const rows = await trx
    .selectFrom('release')
    .innerJoin('software', 'software.software_id', 'release.software_id')
    .select(['release.release_id', 'software.name', 'release.version'])
    .where('software.name', 'in', [...new Set(releases.map((release) => release.software))])
    .where('release.version', 'in', [...new Set(releases.map((release) => release.version))])
    .execute();
  return new Map(rows.map((row) => [keyOf(row.name, row.version), row.release_id]));
}

async function addReleases(
  trx: Transaction<Database>,
  releases: readonly { readonly software: string; readonly version: string }[],
): Promise<void> {
  // Sorted: one order of locks between workers that meet the same new release at once.
  const sorted = [...releases].sort((a, b) =>
    keyOf(a.software, a.version) < keyOf(b.software, b.version) ? -1 : 1,
  );
  const names = [...new Set(sorted.map(({ software }) => software))];
  await trx
    .insertInto('software')
    .values(names.map((name) => ({ name })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const software = await trx.selectFrom('software').selectAll().where('name', 'in', names).execute();
  const idOf = new Map(software.map((row) => [row.name, row.software_id]));
  await trx
    .insertInto('release')
    .values(sorted.map(({ software: name, version }) => ({ software_id: idOf.get(name) ?? 0, version })))
    .onConflict((conflict) => conflict.columns(['software_id', 'version']).doNothing())
    .execute();
}
