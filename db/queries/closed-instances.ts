import { type Kysely, sql } from 'kysely';
import { goneAfterDays } from '../model/status.ts';
import type { Database } from '../tables.ts';
import { listedInstances } from './instance-rows.ts';
import { visibleName } from './visible-name.ts';

/** A server that is to be found under its name no more. */
export interface ClosedInstance {
  readonly domain: string;
  readonly name: string | null;
  readonly software: string;
  readonly kind: 'gone' | 'moved';
  /** When it had failed for as long as makes a server gone; when we first saw that it had moved. */
  readonly closedAt: Date;
  /** Its newest success. */
  readonly lastUpAt: Date;
  /** Null: gone, or the other name is not to be named. */
  readonly movedTo: string | null;
}

/**
 * Which servers for several people have closed, the newest first: those that have not answered for the days after which a
 * server is gone, and those whose name leads elsewhere now? Not those that still answer under both names (aliases).
 *
 * @param now who is gone from a later instant on is left out.
 */
export async function closedInstances(
  db: Kysely<Database>,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly ClosedInstance[]> {
  const lists = await Promise.all([goneInstances(db, now, limit), movedInstances(db, limit)]);
  return lists
    .flat()
    .toSorted((a, b) => b.closedAt.getTime() - a.closedAt.getTime() || (a.domain < b.domain ? -1 : 1))
    .slice(0, limit);
}

async function goneInstances(db: Kysely<Database>, now: Date, limit: number): Promise<ClosedInstance[]> {
  const after = sql`${goneAfterDays}::integer * interval '1 day'`;
  const rows = await communities(db)
    .where('host.status', '=', 'gone')
    .where('host.failing_since', '<=', sql<Date>`${now}::timestamptz - ${after}`)
    .select(sql<Date>`host.failing_since + ${after}`.as('closedAt'))
    .orderBy('host.failing_since', 'desc')
    .orderBy('host.host_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, kind: 'gone', movedTo: null }));
}

async function movedInstances(db: Kysely<Database>, limit: number): Promise<ClosedInstance[]> {
  const rows = await communities(db)
    .where('host.status', '=', 'moved')
    // An alias goes on answering itself, and is counted once; nothing has closed.
    .where('host.last_outcome', '<>', 'up')
    .whereRef('host.last_up_at', '<', 'host.moved_at')
    .select((eb) => [
      eb.ref('host.moved_at').$notNull().as('closedAt'),
      visibleName('host.moved_to').as('movedTo'),
    ])
    .orderBy('host.moved_at', 'desc')
    .orderBy('host.host_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, kind: 'moved' }));
}

function communities(db: Kysely<Database>) {
  return listedInstances(db)
    .where('instance.class', '=', 'community')
    .select((eb) => [
      'host.name as domain',
      'instance.name',
      'software.name as software',
      eb.fn.coalesce('host.last_up_at', 'instance.first_up_at').as('lastUpAt'),
    ]);
}
