import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { exportRecords } from '../../crawler/archive/export.ts';
import { exportFormats, exportSubjects } from '../../db/model/record-columns.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { Duck } from '../support/duckdb.ts';
import { filesBelow, textOf } from '../support/publications.ts';

const app = join(import.meta.dirname, '../../web/app');

/** Every page and route of the site, as its folder spells it: `/[locale]/servers/[domain]`. */
export async function siteRoutes(): Promise<readonly string[]> {
  const entries = await readdir(app, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /^(page|route)\.tsx?$/.test(entry.name))
    .map((entry) => entry.parentPath.slice(app.length) || '/')
    .toSorted();
}

/** Which of some texts a text holds. */
export const tracesIn = (text: string, traces: readonly string[]): readonly string[] =>
  traces.filter((trace) => text.includes(trace));

/** A table with a row that holds one of some texts, in whatever column, and in JSON and lists too. */
export async function tablesWithText(
  db: CensusDatabase,
  traces: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await tables(db)) {
    const { rows } = await sql<{ whole: string }>`
      select row::text as whole from ${sql.id(...table.split('.'))} as row`.execute(db);
    // JSON in a row is written with escapes of its own.
    const whole = rows.map((row) => row.whole.replaceAll('\\', '')).join('\n');
    for (const trace of tracesIn(whole, traces)) found.push(`${table}: ${trace}`);
  }
  return found;
}

/** Keys by which rows belong to a host. */
export interface HostKeys {
  readonly host_id: readonly number[];
  readonly rule_id: readonly number[];
  readonly rule_set_id: readonly number[];
}

/** The keys of a host as they are now. */
export async function keysOf(db: CensusDatabase, name: string): Promise<HostKeys> {
  const host = await db.selectFrom('host').select('host_id').where('name', '=', name).execute();
  const ids = host.map(({ host_id }) => host_id);
  const rules = await db.selectFrom('rule').select('rule_id').where('host_id', 'in', ids).execute();
  const sets = await db.selectFrom('rule_set').select('rule_set_id').where('host_id', 'in', ids).execute();
  return {
    host_id: ids,
    rule_id: rules.map(({ rule_id }) => rule_id),
    rule_set_id: sets.map(({ rule_set_id }) => rule_set_id),
  };
}

/** Tables with a row that belongs to a host by one of its keys, or that names it as the one that brought a name. */
export async function tablesWithKey(db: CensusDatabase, keys: HostKeys): Promise<readonly string[]> {
  const columns = { ...keys, introduced_by: keys.host_id };
  const found = new Set<string>();
  for (const [column, values] of Object.entries(columns)) {
    const { rows } = await sql<{ table: string }>`
      select table_schema || '.' || table_name as "table" from information_schema.columns
      where column_name = ${column} and table_schema not in ('pg_catalog', 'information_schema')`.execute(db);
    for (const { table } of rows) {
      const matching = await sql`select from ${sql.id(...table.split('.'))}
        where ${sql.id(column)} = any(${values}::bigint[]) limit 1`.execute(db);
      if (matching.rows.length > 0) found.add(table.replace(/^public\./, ''));
    }
  }
  return [...found].toSorted();
}

/** Every table of the database; of a partitioned one, the whole. */
async function tables(db: CensusDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ table: string }>`
    select relnamespace::regnamespace::text || '.' || relname as "table" from pg_class
    where relkind in ('r', 'p', 'v', 'm') and not relispartition
      and relnamespace::regnamespace::text not like 'pg\\_%' and relnamespace::regnamespace::text <> 'information_schema'
    order by 1`.execute(db);
  return rows.map(({ table }) => table);
}

/** What an export of every subject in every format holds, as text, by subject and format. */
export async function exportTexts(
  db: CensusDatabase,
  { folder, duck, at }: { readonly folder: string; readonly duck: Duck; readonly at: Date },
): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  for (const what of exportSubjects) {
    for (const format of exportFormats) {
      const parts: Uint8Array[] = [];
      const origin = { exportedAt: at, source: 'https://census.invalid/' };
      await exportRecords({
        ...{ db, what, format, origin },
        write: async (part) => void parts.push(typeof part === 'string' ? Buffer.from(part) : part),
      });
      const bytes = Buffer.concat(parts);
      texts[`${what} ${format}`] =
        format === 'parquet' ? await parquetText(duck, folder, bytes) : bytes.toString('utf8');
    }
  }
  return texts;
}

/** Every published file as text, by its path. */
export async function publishedTexts(root: string, duck: Duck): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  for (const path of await filesBelow(root)) {
    const whole = join(root, path);
    // What stands compressed in a Parquet file is found only by reading it; what stands plain, in its footer, only so.
    const rows = path.endsWith('.parquet') ? await rowsOf(duck, whole) : '';
    texts[path] = `${await textOf(whole)}${rows}`;
  }
  return texts;
}

async function parquetText(duck: Duck, folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'whole.parquet');
  await writeFile(path, bytes);
  const rows = await rowsOf(duck, path);
  const plain = (await readFile(path)).toString('latin1');
  await rm(path);
  return `${plain}${rows}`;
}

async function rowsOf(duck: Duck, path: string): Promise<string> {
  const rows = await duck.ask(`select * from read_parquet('${path.replaceAll("'", "''")}')`);
  return rows.map((row) => JSON.stringify(row)).join('\n');
}
