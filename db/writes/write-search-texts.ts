import { sql, type Transaction } from 'kysely';
import type { HostName } from '../model/host-name.ts';
import { searchTextsOf } from '../model/search-text.ts';
import type { Database } from '../tables.ts';

/**
 * Folds the texts of instances for searching. In a table of its own, of which only rows are touched that say something
 * else than before: an index of trigrams is dear to write, and texts seldom change.
 */
export async function writeSearchTexts(
  trx: Transaction<Database>,
  instances: readonly {
    readonly hostId: number;
    readonly domain: HostName;
    readonly name: string | null;
    readonly description: string | null;
  }[],
): Promise<void> {
  const rows = instances.map((instance) => ({ host_id: instance.hostId, ...searchTextsOf(instance) }));
  await sql`
    insert into instance_search (host_id, sort_name, search_text)
    select newest.host_id, newest.sort_name, newest.search_text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as newest (host_id bigint, sort_name text, search_text text)
    left join instance_search as before on before.host_id = newest.host_id
    where before.host_id is null or (before.sort_name, before.search_text)
      is distinct from (newest.sort_name, newest.search_text)
    on conflict (host_id) do update set sort_name = excluded.sort_name, search_text = excluded.search_text`.execute(
    trx,
  );
}
