import { type Kysely, sql } from 'kysely';

/** The network that an instance answers from, to find servers that are one. Frozen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table instance add column network cidr').execute(db);
}
