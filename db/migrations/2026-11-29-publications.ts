import { type Kysely, sql } from 'kysely';

/** Whose records are to be taken out of files that were published before they asked to be forgotten. Frozen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table withdrawal (
         withdrawal_id bigint generated always as identity primary key,
         name text not null,
         is_domain boolean not null,
         first_day date,
         withdrawn_at timestamptz not null default now()
       )`,
    )
    .execute(db);
}
