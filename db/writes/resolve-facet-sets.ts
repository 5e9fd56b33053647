import { createHash } from 'node:crypto';
import type { InstanceClass } from '../model/instance-class.ts';
import type { RegistrationMode } from '../model/status.ts';
import type { CensusTransaction } from '../tables.ts';

/** What an instance's figures of a day are told apart by, but for what is taken from its row. */
export interface FacetReading {
  readonly hostId: number;
  readonly releaseId: number;
  readonly registrations: RegistrationMode | null;
  readonly class: InstanceClass;
}

/**
 * Finds the ids of facet sets, adding those that were not seen before. Languages and the network's country are taken from
 * the instances, which keep them over a visit that could not read them; so instances are written first.
 *
 * @returns a function from a host of the list to its facet set.
 * @throws for a host that is no instance.
 */
export async function resolveFacetSets(
  trx: CensusTransaction,
  readings: readonly FacetReading[],
): Promise<(hostId: number) => number> {
  const instances = await languagesAndCountries(
    trx,
    readings.map(({ hostId }) => hostId),
  );
  const instanceOf = new Map(instances.map((row) => [row.host_id, row]));
  const fingerprintOf = new Map<number, string>();
  const sets = new Map<string, Parameters<typeof addSets>[1][number]>();
  for (const reading of readings) {
    const instance = instanceOf.get(reading.hostId);
    if (instance === undefined) continue;
    const set = {
      release_id: reading.releaseId,
      registrations: reading.registrations,
      class: reading.class,
      languages: instance.languages,
      network_country: instance.network_country,
    };
    const fingerprint = createHash('md5')
      .update(JSON.stringify(Object.values(set)))
      .digest('hex');
    fingerprintOf.set(reading.hostId, fingerprint);
    sets.set(fingerprint, { fingerprint, ...set });
  }
  let ids = await findSets(trx, [...sets.keys()]);
  const missing = [...sets.values()].filter(({ fingerprint }) => !ids.has(fingerprint));
  if (missing.length > 0) {
    await addSets(trx, missing);
    ids = await findSets(trx, [...sets.keys()]);
  }
  return (hostId) => {
    const id = ids.get(fingerprintOf.get(hostId) ?? '');
    if (id === undefined) throw new Error(`Host ${hostId} has no facets: it is no instance.`);
    return id;
  };
}

async function languagesAndCountries(trx: CensusTransaction, hostIds: readonly number[]) {
  if (hostIds.length === 0) return [];
  return trx
    .selectFrom('instance')
    .select(['host_id', 'languages', 'network_country'])
    .where('host_id', 'in', hostIds)
    .execute();
}

async function findSets(
  trx: CensusTransaction,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (fingerprints.length === 0) return new Map();
  const rows = await trx
    .selectFrom('facet_set')
    .select(['fingerprint', 'facet_set_id'])
    .where('fingerprint', 'in', fingerprints)
    .execute();
  // PostgreSQL writes a uuid with hyphens.
  return new Map(rows.map((row) => [row.fingerprint.replaceAll('-', ''), row.facet_set_id]));
}

async function addSets(
  trx: CensusTransaction,
  sets: readonly {
    readonly fingerprint: string;
    readonly release_id: number;
    readonly registrations: RegistrationMode | null;
    readonly class: InstanceClass;
    readonly languages: string[] | null;
    readonly network_country: string | null;
  }[],
): Promise<void> {
  // Sorted: one order of locks between workers that meet the same new set at once.
  const sorted = [...sets].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  await trx
    .insertInto('facet_set')
    .values(sorted)
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .execute();
}
