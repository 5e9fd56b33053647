import type { Kysely } from 'kysely';
import { type FigureName, figureNames, type Provenance, unpackProvenance } from '../model/figures.ts';
import type { HostName } from '../model/host-name.ts';
import type { Database } from '../tables.ts';
import { listedInstances } from './instance-rows.ts';

/** Where does each figure of an instance, or its absence, come from? Undefined when the host is not listed. */
export async function instanceProvenance(
  db: Kysely<Database>,
  host: HostName,
): Promise<Readonly<Record<FigureName, Provenance>> | undefined> {
  const row = await listedInstances(db)
    .select('instance.provenance')
    .where('host.name', '=', host)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const entries = figureNames.map((name) => [name, unpackProvenance(row.provenance, name)] as const);
  return Object.fromEntries(entries) as Record<FigureName, Provenance>;
}
