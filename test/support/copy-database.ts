import pg from 'pg';

const tablesQuery = `
  select class.oid::regclass::text as name, array_agg(quote_ident(attname) order by attnum) as columns
  from pg_class class join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
    and relname not like 'kysely%'
  group by class.oid order by 1`;

/**
 * Copies every row of the census's own tables, as they stand at one instant, into a migrated and empty database, as
 * `pg_dump --data-only --schema=public` does: from one snapshot, without triggers, counters set behind the last row. The
 * queue is left out. The embedded PostgreSQL comes without pg_dump, and a machine's own is seldom new enough.
 *
 * @param from and `to`: URLs of superusers.
 */
export async function copyCensus(from: string, to: string): Promise<void> {
  const [source, target] = [new pg.Client(from), new pg.Client(to)];
  await Promise.all([source.connect(), target.connect()]);
  try {
    await source.query('begin isolation level repeatable read read only');
    await target.query(`begin; set local session_replication_role to replica`);
    const { rows: tables } = await source.query<{ name: string; columns: string[] }>(tablesQuery);
    for (const { name, columns } of tables) {
      const { rows } = await source.query(
        `select coalesce(json_agg(t), '[]')::text as rows from ${name} as t`,
      );
      const list = columns.join(', ');
      await target.query(
        `insert into ${name} (${list}) overriding system value select ${list} from json_populate_recordset(null::${name}, $1)`,
        [rows[0].rows],
      );
    }
    await target.query(`
      do $$ declare counter record; begin
        for counter in
          select attrelid::regclass as relation, attname, pg_get_serial_sequence(attrelid::regclass::text, attname) as name
          from pg_attribute join pg_class on pg_class.oid = attrelid
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attidentity <> ''
        loop
          execute format('select setval(%L, coalesce(max(%I), 0) + 1, false) from %s', counter.name, counter.attname, counter.relation);
        end loop;
      end $$`);
    await target.query('commit');
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}
