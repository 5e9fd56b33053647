import type { HostName } from '../../db/model/host-name.ts';
import { type HostDossier, hostDossier } from '../../db/queries/host-dossier.ts';
import { isOptedOut } from '../../db/queries/removals.ts';
import { getSiteContext } from './site-context.ts';

/** Visits that a host's page shows at most. */
export const maxShownVisits = 20;

/** What an admin is told about a host: that it is forgotten, that we never heard of it, or all that we did there. */
export type DossierData =
  | { readonly kind: 'forgotten' | 'unknown' }
  | { readonly kind: 'known'; readonly dossier: HostDossier };

/** Reads what we did at a host, as it is now. */
export async function readDossier(host: HostName): Promise<DossierData> {
  const { database } = getSiteContext();
  if (await isOptedOut(database, host)) return { kind: 'forgotten' };
  const dossier = await hostDossier(database, host, maxShownVisits);
  return dossier === undefined ? { kind: 'unknown' } : { kind: 'known', dossier };
}
