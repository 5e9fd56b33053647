import { type Kysely, sql } from 'kysely';
import type { RegistrationMode } from '../model/status.ts';
import { cutText } from '../model/text.ts';
import type { Database } from '../tables.ts';
import type { InstanceFilter } from './instance-filter.ts';
import { listedInstances } from './instance-rows.ts';
import { narrowed } from './list-instances.ts';

/** A server that has answered for the first time a short while ago. */
export interface NewInstance {
  readonly domain: string;
  readonly name: string | null;
  /** Its beginning; null: not stated. */
  readonly description: string | null;
  readonly software: string;
  /** Null: not stated. */
  readonly version: string | null;
  readonly languages: readonly string[] | null;
  readonly registrations: RegistrationMode | null;
  readonly firstUpAt: Date;
}

/** Longer descriptions, in UTF-16 code units, are cut. */
const maxDescriptionLength = 1_000;

/**
 * Which servers for several people, up now and counted, have answered for the first time since an instant, the newest first?
 * - None that was found in the first days of the census: it was there before (`vital_reckoning.found_until`). Until that has
 *   been reckoned, nobody is new.
 * - Of one UTC day, those that came first, at most `perDay` of those that match: when a long peer list makes us find
 *   thousands in a night, they must not bury the days before.
 */
export async function newInstances(
  db: Kysely<Database>,
  query: {
    readonly since: Date;
    readonly filter: Pick<InstanceFilter, 'software' | 'language'>;
    readonly perDay: number;
    readonly limit: number;
  },
): Promise<readonly NewInstance[]> {
  const { since, filter, perDay, limit } = query;
  const found = narrowed(listedInstances(db), { ...filter, status: ['up'], class: ['community'] })
    .where('quarantine.rule', 'is', null)
    .where('instance.first_up_at', '>=', since)
    .where(
      'instance.first_up_at',
      '>=',
      sql<Date>`(select (found_until + 1)::timestamp at time zone 'UTC' from vital_reckoning)`,
    )
    .select([
      'instance.host_id',
      'host.name as domain',
      'software.name as software',
      'release.version',
      'instance.first_up_at',
      sql<number>`row_number() over (partition by (instance.first_up_at at time zone 'UTC')::date
        order by instance.first_up_at, instance.host_id)`.as('place'),
    ]);
  const rows = await db
    .with('found', () => found)
    .selectFrom('found')
    .innerJoin('instance', 'instance.host_id', 'found.host_id')
    .select([
      'found.domain',
      'found.software',
      'found.version',
      'found.first_up_at as firstUpAt',
      'instance.name',
      sql<string | null>`left(instance.description, ${maxDescriptionLength + 1})`.as('description'),
      'instance.languages',
      'instance.registrations',
    ])
    .where('found.place', '<=', perDay)
    .orderBy('found.first_up_at', 'desc')
    .orderBy('found.host_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ version, description, ...row }) => ({
    ...row,
    version: version === '' ? null : version,
    description: description === null ? null : cutText(description, maxDescriptionLength),
  }));
}
